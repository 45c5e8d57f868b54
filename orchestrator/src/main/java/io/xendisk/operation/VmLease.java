package io.xendisk.operation;

import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.domain.lease.LeaseRule;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.domain.lease.Takeover;
import io.xendisk.domain.lease.Takeover.Move;
import io.xendisk.port.Pool;
import java.util.List;
import java.util.Optional;

/**
 * Takes the lease on a VM, for what is done about its next start and its disks as a whole; each
 * disk has its own beside it. Clears away that of a dead owner, whose VBDs stand under the leases
 * of their disks. Thread-safe.
 */
final class VmLease {
  private final Surroundings surroundings;
  private final Pool pool;

  VmLease(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
  }

  /** What the lease on a VM means; without one the pool's clock is not asked. */
  LeaseVerdict verdict(Vm vm) {
    return verdict(LeaseMarks.of(vm.notes()));
  }

  LeaseVerdict verdict(LeaseMarks marks) {
    return marks.lease() == null
        ? new LeaseVerdict.Free()
        : LeaseRule.verdict(
            marks, surroundings.clock().now(), surroundings.workstation().processes()::isGone);
  }

  /** The lease, or nothing if somebody was quicker. */
  Optional<HeldLease> take(Vm vm, String operation) {
    var moment = surroundings.moment();
    var lease = lease(operation);
    return pool.note(vm.id(), Lease.KEY, lease.text())
        ? Optional.of(HeldLease.taken(surroundings, new LeasePlace.OfVm(vm.id()), lease, moment))
        : Optional.empty();
  }

  private Lease lease(String operation) {
    var here = surroundings.workstation();
    return new Lease(
        here.owner(),
        operation,
        surroundings.newToken(),
        here.process(),
        surroundings.clock().now());
  }

  /** Clears a dead owner away, if nobody else does; then everything is to be looked at again. */
  void takeOver(LeasePlace.OfVm vm, String name, LeaseVerdict.Dead dead) {
    var moment = surroundings.moment();
    var takeover = new Takeover(dead, lease("takeover"));
    if (!vm.note(pool, takeover.key(), takeover.mine().text())) {
      return;
    }
    surroundings
        .progress()
        .tell(
            "%s is gone and left its lease on %s (%s); clearing it away"
                .formatted(dead.owner().owner(), name, dead.owner().operation()));
    var moves =
        takeover.moves(
            vm.marks(pool),
            List.of(),
            surroundings.clock().now(),
            surroundings.workstation().processes()::isGone);
    for (var move : moves) {
      if (!moment.mayWrite()) {
        return;
      }
      if (move instanceof Move.Erase(var key)) {
        vm.erase(pool, key);
      }
    }
  }
}
