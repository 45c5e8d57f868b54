package io.xendisk.testing;

import static io.xendisk.testing.DiskBuilder.NOW;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.domain.disk.Holding;

/** What VMs have by their own notes. */
public final class Holdings {
  private Holdings() {}

  /** A VM has this disk at userdevice 1, in the boot that VmBuilder gives it. */
  public static Holding of(Disk disk, String vm, Holding.Left left) {
    var held =
        new HeldDisk(
            VmBuilder.idOf(vm).uuid(),
            VmBuilder.STARTED,
            Uuids.of("vbd " + vm),
            "1",
            disk.vdi().uuid(),
            HeldDisk.Spot.of(disk),
            disk.name(),
            NOW,
            false);
    return new Holding(held, VmBuilder.idOf(vm), vm, left, false, null);
  }
}
