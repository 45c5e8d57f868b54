package io.xendisk.operation;

import io.xendisk.domain.VbdId;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.domain.lease.LeaseRule;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.domain.lease.Takeover;
import io.xendisk.domain.lease.Takeover.MadeVbd;
import io.xendisk.domain.lease.Takeover.Move;
import io.xendisk.port.Pool;
import io.xendisk.xenapi.PoolException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes the lease on a disk or a VM, and clears away that of a dead owner. Whoever adds a key has
 * it; the one who adds second is told so by the pool (facts §8). That on a VM is for what is done
 * about its next start and its disks as a whole; each disk has its own beside it. Thread-safe.
 */
final class Leases {
  private final Surroundings surroundings;
  private final Pool pool;

  Leases(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
  }

  LeaseVerdict verdict(Disk disk) {
    return verdict(disk.marks().leases());
  }

  LeaseVerdict verdict(Vm vm) {
    return verdict(LeaseMarks.of(vm.notes()));
  }

  /** What the marks mean; without a lease the pool's clock is not asked. */
  LeaseVerdict verdict(LeaseMarks marks) {
    return marks.lease() == null
        ? new LeaseVerdict.Free()
        : LeaseRule.verdict(
            marks, surroundings.clock().now(), surroundings.workstation().processes()::isGone);
  }

  /** The lease, or nothing if somebody was quicker, or the disk or VM has gone meanwhile. */
  Optional<HeldLease> take(LeasePlace place, String operation, String token) {
    var moment = surroundings.moment();
    var lease = lease(operation, token);
    return isNoted(place, Lease.KEY, lease)
        ? Optional.of(HeldLease.taken(surroundings, place, lease, moment))
        : Optional.empty();
  }

  /** Whether it stands there by this call: something on the way may have sent it twice. */
  private boolean isNoted(LeasePlace place, String key, Lease lease) {
    return place.note(pool, key, lease.text()) || place.marks(pool).name(lease.token());
  }

  private Lease lease(String operation, String token) {
    var here = surroundings.workstation();
    return new Lease(here.owner(), operation, token, here.process(), surroundings.clock().now());
  }

  /**
   * Clears what the dead have left where one has looked and has nothing to do, or will do something
   * else: nobody else may come by for long. Nothing is asked where nothing is left.
   *
   * @return whether there was something, so that everything is to be looked at again
   */
  boolean clearDead(Disk disk) {
    return clearDead(new LeasePlace.OfDisk(disk), disk.marks().leases());
  }

  boolean clearDead(Vm vm) {
    return clearDead(LeasePlace.OfVm.of(vm), LeaseMarks.of(vm.notes()));
  }

  /** Of all disks that were looked at. */
  boolean clearDead(List<Disk> disks) {
    boolean any = false;
    for (var disk : disks) {
      any |= clearDead(disk);
    }
    return any;
  }

  private boolean clearDead(LeasePlace place, LeaseMarks seen) {
    seen.leftKeys().forEach(key -> place.erase(pool, key));
    if (verdict(seen) instanceof LeaseVerdict.Dead dead) {
      takeOver(place, dead);
      return true;
    }
    return false;
  }

  /**
   * Clears a dead owner away, if nobody else does; afterwards everything is to be looked at again.
   * Who dies over it is taken over in the same way.
   */
  void takeOver(LeasePlace place, LeaseVerdict.Dead dead) {
    var moment = surroundings.moment();
    var takeover = new Takeover(dead, lease("takeover", surroundings.newToken()));
    if (!isNoted(place, takeover.key(), takeover.mine())) {
      return;
    }
    surroundings
        .progress()
        .tell(
            "%s is gone and left its lease on %s (%s); clearing it away"
                .formatted(dead.owner().owner(), place.name(), dead.owner().operation()));
    // Without a record there is nothing that could stand on it.
    place.look(pool).ifPresent(seen -> clear(place, takeover, seen, moment));
  }

  private void clear(
      LeasePlace place, Takeover takeover, LeasePlace.Seen seen, LocalMoment moment) {
    var moves =
        takeover.moves(
            seen.marks(),
            made(seen.vbds()),
            surroundings.clock().now(),
            surroundings.workstation().processes()::isGone);
    for (var move : moves) {
      if (!moment.mayWrite()) {
        return;
      }
      switch (move) {
        case Move.DestroyVbd(var vbd) -> destroyUnlessAttached(seen, vbd);
        case Move.Erase(var key) -> place.erase(pool, key);
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
  private void destroyUnlessAttached(LeasePlace.Seen seen, VbdId vbd) {
    try {
      Stream.ofNullable(seen.disk())
          .forEach(
              disk ->
                  disk.attachments().stream()
                      .filter(attachment -> attachment.vbd().equals(vbd))
                      .forEach(attachment -> new VbdRemoval(pool).destroy(disk, attachment)));
    } catch (PoolException.Rejected e) {
      if (!e.is("OPERATION_NOT_ALLOWED")) {
        throw e;
      }
    }
  }
}
