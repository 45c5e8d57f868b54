package io.xendisk.operation;

import io.xendisk.domain.VbdId;
import io.xendisk.domain.attach.Decision;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Keep;
import io.xendisk.port.Deadline;
import io.xendisk.port.Sight;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is carried out on.
 *
 * @param operation {@code attach} or {@code detach}, as it stands in the lease
 * @param vm the VM that gets the disk, null for a release
 * @param keep what becomes of a VBD that is made when its VM stops
 * @param acceptUnclean whether a person takes the disk even if it was not cleanly unmounted
 */
record Work(
    String operation,
    Disk disk,
    @Nullable Vm vm,
    Keep keep,
    Again again,
    boolean acceptUnclean,
    Deadline deadline) {

  /** Decides anew on a later look, as if this run had touched nothing. */
  @FunctionalInterface
  interface Again {
    Decision decide(Sight sight, String leaseToken, VbdId vbd);
  }
}
