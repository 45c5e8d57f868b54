package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.domain.force.ForceDecision;
import io.xendisk.domain.force.ForcePolicy;
import io.xendisk.domain.force.ForceStep;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.operation.ForceOutcome.Recorded;
import io.xendisk.port.Deadline;
import io.xendisk.port.Pool;
import io.xendisk.port.Sight;
import io.xendisk.port.TaskEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One disk being taken by force, with its lease: looked at again, told to the pool, and only then
 * done. Whatever ends it early, the lease is dropped, and a VBD whose unplug did not come to a good
 * end stays as it is, marked as releasing. Confined to one thread.
 */
final class Forcing {
  private final Surroundings surroundings;
  private final Pool pool;
  private final ForceOrder order;
  private final Deadline deadline;
  private final List<StepReport> reports = new ArrayList<>();
  private @Nullable Recorded recorded;

  Forcing(Surroundings surroundings, ForceOrder order, Deadline deadline) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.order = order;
    this.deadline = deadline;
  }

  /** The outcome, or nothing if what it was decided on has changed. */
  Optional<ForceOutcome> carryOut(Disk disk, @Nullable Vm vm, ForceDecision.Act act)
      throws InterruptedException {
    var token = surroundings.newToken();
    var taken = new Leases(surroundings).take(new LeasePlace.OfDisk(disk), "force-detach", token);
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    var lease = taken.get();
    try {
      var sight = pool.look(disk, null);
      if (!isStillSo(sight, vm, act, token, lease)) {
        return Optional.empty();
      }
      return Optional.of(force(sight, act, lease));
    } finally {
      lease.dropQuietly();
    }
  }

  private boolean isStillSo(
      Sight sight, @Nullable Vm vm, ForceDecision.Act act, String token, HeldLease lease) {
    var now = sight.disk();
    return now != null
        && lease.mayWrite(now.marks().leases())
        && new ForcePolicy()
                .decide(
                    now.withoutLease(token), vm, new LeaseVerdict.Free(), surroundings.clock()::now)
            instanceof ForceDecision.Act(var from, var steps)
        && from.vbd().ref().equals(act.from().vbd().ref())
        && steps.equals(act.steps());
  }

  private ForceOutcome force(Sight sight, ForceDecision.Act act, HeldLease lease)
      throws InterruptedException {
    var disk = Objects.requireNonNull(sight.disk(), "it was looked at");
    var from = act.from();
    for (var step : act.steps()) {
      long start = surroundings.ticker().nanos();
      var problem =
          lease.mayWrite()
              ? perform(step, disk, from, sight)
              : new Problem.LeaseLost(disk, "force-detach");
      reports.add(
          new StepReport(
              step.word(),
              problem == null ? StepReport.Status.DONE : StepReport.Status.FAILED,
              surroundings.ticker().since(start)));
      if (problem != null) {
        return new ForceOutcome.NotDone(problem, reports);
      }
    }
    var last = pool.look(disk, null).disk();
    return new ForceOutcome.Taken(
        last == null ? disk.with(List.<Attachment>of()) : last,
        from,
        last == null,
        Objects.requireNonNull(recorded, "every plan tells the pool"),
        reports);
  }

  /** Why it stops, or null. */
  private @Nullable Problem perform(ForceStep step, Disk disk, Attachment from, Sight sight)
      throws InterruptedException {
    switch (step) {
      case MARK_RELEASING ->
          // No bare moment: whoever reads one takes it that the guest was asked then.
          pool.note(from.vbd(), Attachment.RELEASING, "by force, " + surroundings.clock().now());
      case TELL_POOL -> {
        var words =
            ForceRecord.words(
                surroundings.owner(), disk.fullName(), from.holder().name(), order.reason());
        recorded =
            new ForceRecord(surroundings).write(from.holder().vm(), from.vbd().uuid(), words);
      }
      case UNPLUG_FORCE -> {
        return unplug(disk, from, sight);
      }
      case MARK_PULLED ->
          pool.note(
              from.holder().vm(),
              HeldDisk.PULLED_PREFIX + from.vbd().uuid(),
              surroundings.clock().now().toString());
      case DESTROY_VBD -> pool.destroyVbd(from.vbd());
      case LIFT_BLOCK -> new StartBlock(pool).settle(from.holder().vm());
      case TAKE_LEASE, LOOK_AGAIN, LAST_LOOK, DROP_LEASE -> {}
    }
    return null;
  }

  private @Nullable Problem unplug(Disk disk, Attachment from, Sight sight)
      throws InterruptedException {
    var ended = pool.unplugForce(from.vbd(), sight, deadline.left());
    var problem =
        switch (ended.end()) {
          case TaskEnd.Succeeded _ -> null;
          case TaskEnd.Pending _ -> new Problem.ForcePending(disk, from, deadline.waited());
          case TaskEnd.Failed(var code, var parameters) ->
              code.equals("DEVICE_ALREADY_DETACHED")
                  ? null
                  : new Problem.ForceFailed(disk, from, code, parameters);
        };
    if (problem != null) {
      return problem;
    }
    var left = VbdRemoval.attachment(pool.look(disk, null), from.vbd());
    return left.filter(Attachment::attached).isPresent()
        ? new Problem.ForceFailed(
            disk, from, "the pool says it is done, and that the disk is attached", List.of())
        : null;
  }
}
