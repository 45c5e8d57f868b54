package io.xendisk.domain.disk;

import io.xendisk.domain.VbdId;
import io.xendisk.domain.VmId;
import org.jspecify.annotations.Nullable;

/**
 * A VM that runs and has a disk by its own notes, whatever the records of the disk say (safety rule
 * R9). Immutable.
 *
 * @param pullNoted whether somebody wrote down that the host took the device away
 * @param vbd what the pool shows of it, null if it is gone
 */
public record Holding(
    HeldDisk held, VmId vm, String vmName, Left left, boolean pullNoted, @Nullable VbdId vbd) {
  /** What is left of the VBD by which the VM has the disk. */
  public enum Left {
    /** It is attached, or may be at any moment: the disk is the VM's. */
    ATTACHED,
    /** The host has taken the device away: the VM had the disk, and has no more. */
    PULLED,
    /** It is gone from the pool; what the VM has nobody can tell. */
    NOTHING
  }

  /** Whether this disk may be what the VM still writes to. */
  public boolean holds(Disk disk) {
    return left != Left.PULLED && held.mayBe(disk);
  }

  /** {@code nas01 (VM 1f…)}. */
  public String holder() {
    return vmName + " (VM " + vm.uuid() + ")";
  }
}
