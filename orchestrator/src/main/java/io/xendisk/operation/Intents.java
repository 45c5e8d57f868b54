package io.xendisk.operation;

import io.xendisk.domain.VmId;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.guard.Blocks;
import io.xendisk.domain.guard.BootBlock;
import io.xendisk.domain.guard.Intent;
import io.xendisk.domain.guard.OwnVbds;
import io.xendisk.domain.repair.NotedVm;
import io.xendisk.port.Pool;
import java.util.Map;

/** What is to come back to VMs, and ends by a person's word. Thread-safe. */
final class Intents {
  private final Surroundings surroundings;
  private final Pool pool;
  private final Holdings holdings;

  Intents(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.holdings = new Holdings(surroundings);
  }

  /**
   * Nobody puts this disk back any more. The VMs that have a VBD of it are asked; where none has,
   * any VM may have parked it, and one answer that grows with the pool tells.
   */
  void forget(Disk disk) {
    if (disk.attachments().isEmpty()) {
      for (var vm : pool.notedVms()) {
        forget(disk, vm.id(), vm.name(), vm.notes());
        finish(disk, vm);
      }
      return;
    }
    disk.attachments().stream()
        .map(Attachment::holder)
        .filter(holder -> !holder.controlDomain())
        .map(Attachment.Holder::vm)
        .distinct()
        .flatMap(vm -> pool.ownVbds(vm).stream())
        .forEach(vm -> forget(disk, vm));
  }

  /** What somebody who died after the end of a VBD has left: its note, and the block for it. */
  private void finish(Disk disk, NotedVm vm) {
    holdings.endOfGoneVbds(vm.id(), vm.notes(), disk);
    new Blocks(vm.id().uuid(), vm.blocked())
        .ours()
        .filter(block -> block.disks().stream().anyMatch(kept -> isOf(disk, kept)))
        .ifPresent(_ -> new StartBlock(pool).settle(vm.id()));
  }

  private static boolean isOf(Disk disk, BootBlock.Kept kept) {
    return kept.id().equals(disk.vdi().uuid());
  }

  private void forget(Disk disk, OwnVbds vm) {
    forget(disk, vm.vm(), vm.name(), vm.notes());
  }

  private void forget(Disk disk, VmId vm, String name, Map<String, String> notes) {
    Intent.in(notes, vm.uuid()).stream()
        .filter(intent -> intent.means(disk))
        .forEach(
            intent -> {
              surroundings
                  .progress()
                  .tell("%s does not come back to %s any more".formatted(intent.name(), name));
              pool.erase(vm, intent.key());
            });
  }
}
