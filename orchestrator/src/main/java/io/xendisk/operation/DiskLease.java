package io.xendisk.operation;

import io.xendisk.domain.VbdId;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseRule;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.domain.lease.Takeover;
import io.xendisk.domain.lease.Takeover.MadeVbd;
import io.xendisk.domain.lease.Takeover.Move;
import io.xendisk.port.Pool;
import io.xendisk.xenapi.PoolException;
import java.util.List;
import java.util.Optional;

/**
 * Takes the lease on a disk, and clears away that of a dead owner. Whoever adds a key has it; the
 * one who adds second is told so by the pool (facts §8). Thread-safe.
 */
final class DiskLease {
  private final Surroundings surroundings;
  private final Pool pool;

  DiskLease(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
  }

  /** What the lease on a disk means; without one the pool's clock is not asked. */
  LeaseVerdict verdict(Disk disk) {
    var marks = disk.marks().leases();
    return marks.lease() == null
        ? new LeaseVerdict.Free()
        : LeaseRule.verdict(
            marks, surroundings.clock().now(), surroundings.workstation().processes()::isGone);
  }

  /** The lease, or nothing if somebody was quicker. */
  Optional<HeldLease> take(Disk disk, String operation, String token) {
    var moment = surroundings.moment();
    var lease = lease(operation, token);
    return pool.note(disk.vdi(), Lease.KEY, lease.text())
        ? Optional.of(
            HeldLease.taken(surroundings, new LeasePlace.OfDisk(disk.vdi()), lease, moment))
        : Optional.empty();
  }

  private Lease lease(String operation, String token) {
    var here = surroundings.workstation();
    return new Lease(here.owner(), operation, token, here.process(), surroundings.clock().now());
  }

  /**
   * Clears a dead owner away, if nobody else does; afterwards everything is to be looked at again.
   * Who dies over it is taken over in the same way.
   */
  void takeOver(Disk disk, LeaseVerdict.Dead dead) {
    var moment = surroundings.moment();
    var takeover = new Takeover(dead, lease("takeover", surroundings.newToken()));
    if (!pool.note(disk.vdi(), takeover.key(), takeover.mine().text())) {
      return;
    }
    surroundings
        .progress()
        .tell(
            "%s is gone and left its lease on %s (%s); clearing it away"
                .formatted(dead.owner().owner(), disk.name(), dead.owner().operation()));
    var seen = pool.look(disk, null).disk();
    if (seen == null) {
      return; // The disk's record is gone, with all that stood on it.
    }
    var moves =
        takeover.moves(
            seen.marks().leases(),
            made(seen.attachments()),
            surroundings.clock().now(),
            surroundings.workstation().processes()::isGone);
    for (var move : moves) {
      if (!moment.mayWrite()) {
        return;
      }
      switch (move) {
        case Move.DestroyVbd(var vbd) -> destroyUnlessAttached(seen, vbd);
        case Move.Erase(var key) -> pool.erase(disk.vdi(), key);
      }
    }
  }

  private static List<MadeVbd> made(List<Attachment> attachments) {
    return attachments.stream()
        .filter(vbd -> vbd.madeBy() != null && !vbd.holder().controlDomain())
        .map(
            vbd ->
                new MadeVbd(
                    vbd.vbd(),
                    String.valueOf(vbd.madeBy()),
                    !vbd.attached() && vbd.operations().isEmpty()))
        .toList();
  }

  /** A plug that the dead one left behind may just have begun: then the disk is in use. */
  private void destroyUnlessAttached(Disk seen, VbdId vbd) {
    try {
      seen.attachments().stream()
          .filter(attachment -> attachment.vbd().equals(vbd))
          .forEach(attachment -> new VbdRemoval(pool).destroy(seen, attachment));
    } catch (PoolException.Rejected e) {
      if (!e.is("OPERATION_NOT_ALLOWED")) {
        throw e;
      }
    }
  }
}
