package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.attach.Waiting;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.force.ForceDecision;
import io.xendisk.domain.force.ForcePolicy;
import io.xendisk.operation.Finder.Meant;
import io.xendisk.port.Deadline;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a disk from its VM without asking the guest, for a person who has said why and shown that
 * they mean this disk. It never calls a disk safe to pull (safety rule R11). Thread-safe: holds no
 * state of its own.
 */
public final class ForceDetach {
  private final Surroundings surroundings;
  private final Pool pool;
  private final ForcePolicy policy = new ForcePolicy();

  public ForceDetach(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
  }

  public ForceOutcome run(ForceOrder order) throws InterruptedException {
    var attempt = new Attempt(order);
    while (true) {
      var outcome = attempt.lookAndDecide();
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
  }

  /** One order being worked on; the state that outlives a look is its deadlines. */
  private final class Attempt {
    private final ForceOrder order;
    private final Deadline deadline;
    private final Patience patience;
    private final Leases leases = new Leases(surroundings);

    Attempt(ForceOrder order) {
      this.order = order;
      this.deadline = Deadline.in(order.timeout(), surroundings.ticker());
      this.patience = new Patience(surroundings, deadline);
    }

    /** One round: the outcome, or nothing if it is to be decided anew. */
    Optional<ForceOutcome> lookAndDecide() throws InterruptedException {
      var finder = new Finder(pool, new DiskReading(surroundings, patience));
      return switch (finder.meant(order.disk(), order.diskText(), order.vm())) {
        case Found.Not<Meant>(var why) -> notDone(why);
        case Found.One<Meant>(Meant(var inventory, _, Found.Not<Disk>(var why))) ->
            withoutRecord(inventory, why);
        case Found.One<Meant>(Meant(var inventory, var vm, Found.One<Disk>(var disk))) ->
            decide(inventory, disk, vm);
      };
    }

    private Optional<ForceOutcome> decide(Inventory inventory, Disk disk, @Nullable Vm vm)
        throws InterruptedException {
      if (!order.confirmation().fits(disk.serial(), disk.vdi().uuid())) {
        return notDone(
            new Problem.NotConfirmed(disk.name(), disk.place(), disk.serial(), disk.vdi().uuid()));
      }
      return switch (policy.decide(disk, vm, leases.verdict(disk), surroundings.clock()::now)) {
        case ForceDecision.NothingThere _ -> nothingThere(disk);
        case ForceDecision.Refuse(var why) -> notDone(why);
        case ForceDecision.ClearLease(var dead) when !order.planOnly() -> {
          leases.takeOver(new LeasePlace.OfDisk(disk), dead);
          yield Optional.empty();
        }
        case ForceDecision.ClearLease(var dead) -> notDone(new Problem.Leased(disk, dead.owner()));
        case ForceDecision.Wait(var what) when order.planOnly() ->
            notDone(patience.lost(new Patience.For(what, disk, null)));
        case ForceDecision.Wait(var what) -> await(what, inventory, disk);
        case ForceDecision.Act(var from, var steps) when order.planOnly() ->
            Optional.of(new ForceOutcome.Planned(disk, from, steps));
        case ForceDecision.Act act ->
            new Forcing(surroundings, order, deadline).carryOut(disk, vm, act);
      };
    }

    /** Whoever died after the disk had gone has left a lease. */
    private Optional<ForceOutcome> nothingThere(Disk disk) {
      if (!order.planOnly()) {
        leases.clearDead(disk);
      }
      return notDone(new Problem.NothingToForce(disk));
    }

    private Optional<ForceOutcome> await(Waiting what, Inventory inventory, Disk disk)
        throws InterruptedException {
      var wait = new Patience.For(what, disk, null);
      return patience.passed(wait, pool.watchFrom(inventory.moment(), disk, null), null)
          ? Optional.empty()
          : notDone(patience.lost(wait));
    }

    /** A disk without a record may be one that was pulled, or lost, while a VM had it. */
    private Optional<ForceOutcome> withoutRecord(Inventory inventory, Problem why) {
      var lost =
          Holdings.lost(new Holdings(surroundings).on(inventory.hosts()), inventory.disks())
              .stream()
              .filter(holding -> LostDisk.isMeant(order.disk(), holding.held(), inventory.hosts()))
              .toList();
      return lost.size() == 1 ? clear(lost.getFirst()) : notDone(why);
    }

    private Optional<ForceOutcome> clear(Holding lost) {
      var held = lost.held();
      if (!order.confirmation().fits(null, held.vdi())) {
        return notDone(
            new Problem.NotConfirmed(held.name(), held.spot().device(), null, held.vdi()));
      }
      if (lost.left() != Holding.Left.PULLED) {
        return notDone(new Problem.RecordLost(lost));
      }
      var vbd = lost.vbd();
      if (vbd == null || order.planOnly()) {
        return Optional.of(new ForceOutcome.Cleared(false, lost));
      }
      new ForceRecord(surroundings).write(lost.vm(), held.vbd(), words(held.name(), lost.vmName()));
      pool.destroyVbd(vbd);
      new StartBlock(pool).settle(lost.vm());
      return Optional.of(new ForceOutcome.Cleared(true, lost));
    }

    private String words(String disk, String vm) {
      return ForceRecord.words(surroundings.owner(), disk, vm, order.reason());
    }

    private static Optional<ForceOutcome> notDone(Problem why) {
      return Optional.of(new ForceOutcome.NotDone(why, List.of()));
    }
  }
}
