package io.xendisk.operation;

import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.util.List;
import java.util.stream.Stream;

/** The removable disks of one VM, attached or not. Thread-safe. */
final class VmDisks {
  private final Pool pool;

  VmDisks(Pool pool) {
    this.pool = pool;
  }

  /** A disk of the VM with the VBD by which the VM has it, or is to have it. */
  record Of(Disk disk, Attachment vbd) {}

  List<Of> of(Inventory inventory, Vm vm) {
    return among(pool.withAttachments(inventory), vm);
  }

  static List<Of> among(List<Disk> disks, Vm vm) {
    return ListDisks.sorted(disks).stream().flatMap(disk -> vbdsOf(disk, vm)).toList();
  }

  private static Stream<Of> vbdsOf(Disk disk, Vm vm) {
    return disk.attachments().stream()
        .filter(vbd -> vbd.holder().vm().uuid().equals(vm.id().uuid()))
        .map(vbd -> new Of(disk, vbd));
  }
}
