package io.xendisk.operation;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.port.Pool;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Destroys a VBD of ours that no guest has, or puts something else right about one: with its disk's
 * lease, and after another look, because an attach may just have begun. Thread-safe.
 */
final class VbdTakeAway {
  private final Surroundings surroundings;
  private final Pool pool;
  private final Leases leases;

  VbdTakeAway(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.leases = new Leases(surroundings);
  }

  /** Whether it was destroyed: not where somebody works on the disk, or it is in use by now. */
  boolean destroy(Disk disk, Attachment leftover, String operation) {
    if (leases.verdict(disk) instanceof LeaseVerdict.Dead dead) {
      leases.takeOver(new LeasePlace.OfDisk(disk), dead);
    }
    return ifStill(
        disk,
        leftover,
        operation,
        vbd -> vbd.isOurs() && !vbd.attached() && vbd.operations().isEmpty(),
        (now, still) -> new VbdRemoval(pool).destroy(now, still));
  }

  /** With the disk's lease, and if the VBD is still what it was taken for; whether it was done. */
  boolean ifStill(
      Disk disk,
      Attachment vbd,
      String operation,
      Predicate<Attachment> isStillSo,
      BiConsumer<Disk, Attachment> work) {
    var lease = leases.take(new LeasePlace.OfDisk(disk), operation, surroundings.newToken());
    if (lease.isEmpty()) {
      return false;
    }
    try {
      var now = pool.look(disk, null).disk();
      var still =
          now == null
              ? Optional.<Attachment>empty()
              : now.attachments().stream()
                  .filter(a -> a.vbd().uuid().equals(vbd.vbd().uuid()))
                  .filter(isStillSo)
                  .findFirst();
      if (now == null || still.isEmpty() || !lease.get().mayWrite(now.marks().leases())) {
        return false;
      }
      work.accept(now, still.get());
      return true;
    } finally {
      lease.get().dropQuietly();
    }
  }
}
