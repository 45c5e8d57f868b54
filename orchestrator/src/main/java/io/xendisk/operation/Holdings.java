package io.xendisk.operation;

import io.xendisk.domain.VmId;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.disk.Holding.Left;
import io.xendisk.domain.disk.Host;
import io.xendisk.port.Pool;
import io.xendisk.xenapi.PoolException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the VMs that run have by their own notes (safety rule R9). That a host took a device away
 * shows for half a minute only, until the collector removes the VBD; whoever sees it writes it
 * down. Thread-safe.
 */
final class Holdings {
  private final Pool pool;
  private final PoolClock clock;

  Holdings(Surroundings surroundings) {
    this.pool = surroundings.pool();
    this.clock = surroundings.clock();
  }

  /** Those of the VMs on these hosts. */
  List<Holding> on(Collection<Host> hosts) {
    var holdings = pool.holdings(Set.copyOf(hosts));
    holdings.stream()
        .filter(holding -> holding.left() == Left.PULLED && !holding.pullNoted())
        .forEach(this::notePull);
    return holdings;
  }

  /**
   * A guest that boots again keeps the disks that are attached, but the note of the boot before
   * counts no more: without a new one a scan could lose the disk's record, and with it all trace of
   * who writes to it. Notes that another client wiped are made good likewise.
   */
  void renew(Disk disk, Vm vm, Attachment vbd) {
    var boot = vm.boot();
    if (boot != null && vbd.isOurs() && vbd.isSettled() && !vm.holdsInThisBoot(vbd.vbd())) {
      renew(disk, vbd, boot.startTime(), vm.notes());
    }
  }

  /** What the VM has noted of it, by a look before this one, is replaced; a newer note stays. */
  void renew(Disk disk, Attachment vbd, Instant started, Map<String, String> notes) {
    var held = HeldDisk.afterBoot(disk, vbd, started, clock.now());
    if (notes.containsKey(held.key())) {
      pool.erase(vbd.holder().vm(), held.key());
    }
    pool.note(vbd.holder().vm(), held.key(), held.text());
  }

  /**
   * What somebody who died between the end of a VBD and that of its note has left: that the VM has
   * the disk. As long as the disk's record is there, xapi lets nobody destroy a VBD that is
   * attached: one that is not to be seen was out (R9).
   */
  void endOfGoneVbds(VmId vm, Map<String, String> notes, Disk disk) {
    var held =
        notes.entrySet().stream()
            .flatMap(note -> HeldDisk.parse(note.getKey(), note.getValue()).stream())
            .filter(note -> note.vm().equals(vm.uuid()))
            .filter(note -> note.vdi().equals(disk.vdi().uuid()))
            .toList();
    if (!held.isEmpty()) {
      var now = pool.look(disk, null).disk();
      if (now != null && now.attachments().isEmpty()) {
        held.forEach(note -> pool.erase(vm, note.key()));
      }
    }
  }

  /** Those whose disk has no record any more. */
  static List<Holding> lost(List<Holding> holdings, List<Disk> disks) {
    var there = disks.stream().map(disk -> disk.vdi().uuid()).collect(Collectors.toSet());
    return holdings.stream().filter(holding -> !there.contains(holding.held().vdi())).toList();
  }

  /** Who may only read goes without: the next one notes it. */
  private void notePull(Holding holding) {
    try {
      pool.note(holding.vm(), holding.held().pulledKey(), clock.now().toString());
    } catch (PoolException.Rejected e) {
      if (!e.is("RBAC_PERMISSION_DENIED")) {
        throw e;
      }
    }
  }

  /** The disks, each with the VM that may have it under an earlier record. */
  static List<Disk> marked(List<Disk> disks, List<Holding> holdings) {
    return disks.stream().map(disk -> marked(disk, holdings)).toList();
  }

  private static Disk marked(Disk disk, List<Holding> holdings) {
    return holdings.stream()
        .filter(holding -> holding.holds(disk))
        .findFirst()
        .map(disk::heldBy)
        .orElse(disk);
  }
}
