package io.xendisk.operation;

import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.attach.Decision;
import io.xendisk.domain.attach.DetachPolicy;
import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.attach.Plan;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.attach.Waiting;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.disk.Recognised;
import io.xendisk.operation.Finder.Meant;
import io.xendisk.port.Deadline;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Releases one disk cleanly, and says that it is safe to pull only when the pool bears that out
 * (safety rules R10, R11). A deadline that passes leaves the disk where it is. Thread-safe: holds
 * no state of its own.
 */
public final class DetachDisk {
  private final Surroundings surroundings;
  private final Pool pool;
  private final IdentityRule identity = new IdentityRule();
  private final DetachPolicy policy = new DetachPolicy();
  private final BootEvidenceFinder boots;

  public DetachDisk(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.boots = new BootEvidenceFinder(pool, _ -> false, BootSettings.DEFAULT);
  }

  public DetachOutcome run(DetachOrder order) throws InterruptedException {
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
    private final DetachOrder order;
    private final Deadline deadline;
    private final Patience patience;
    private final DiskReading reading;
    private final Leases leases = new Leases(surroundings);
    private final Quiescing quiescing;
    private boolean forgotten;
    private boolean driversCame;

    Attempt(DetachOrder order) {
      this.order = order;
      this.deadline = Deadline.in(order.deadline(), surroundings.ticker());
      this.quiescing = new Quiescing(surroundings, deadline);
      this.patience = new Patience(surroundings, deadline);
      this.reading = new DiskReading(surroundings, order.planOnly() ? null : patience);
    }

    /** One round: the outcome, or nothing if it is to be decided anew. */
    Optional<DetachOutcome> lookAndDecide() throws InterruptedException {
      return switch (new Finder(pool, reading).meant(order.disk(), order.diskText(), order.vm())) {
        case Found.Not<Meant>(var why) -> notDone(why);
        case Found.One<Meant>(Meant(_, _, Found.Not<Disk>(var why))) -> notDone(why);
        case Found.One<Meant>(Meant(var inventory, var vm, Found.One<Disk>(var disk))) ->
            decide(inventory, disk, vm);
      };
    }

    private Optional<DetachOutcome> decide(Inventory inventory, Disk disk, @Nullable Vm vm)
        throws InterruptedException {
      var otherDisk =
          disk.attachments().isEmpty() && order.disk().meansPlaceOf(disk)
              ? identity.otherDiskThere(disk)
              : Optional.<Problem>empty();
      if (otherDisk.isPresent()) {
        return notDone(otherDisk.get());
      }
      boolean toPull = order.purpose() == DetachOrder.Purpose.TO_PULL;
      var decision =
          toPull
              ? policy.decide(disk, vm, leases.verdict(disk))
              : policy.decideToComeBack(disk, vm, leases.verdict(disk));
      if (order.planOnly() && !(decision instanceof Decision.Refuse)) {
        return Optional.of(planned(decision, disk));
      }
      if (!(decision instanceof Decision.Refuse)) {
        if (leases.clearDead(disk)) {
          return Optional.empty();
        }
        if (toPull) {
          forgetIntents(disk);
        }
      }
      return switch (decision) {
        case Decision.AlreadyOut _ when !toPull -> Optional.of(out(false, disk, null, List.of()));
        case Decision.AlreadyOut _ -> alreadyOut(disk);
        case Decision.Refuse(var why) ->
            Optional.of(new DetachOutcome.NotDone(why, disk, null, quiescing.reports()));
        case Decision.ClearLease(var dead) -> {
          leases.takeOver(new LeasePlace.OfDisk(disk), dead);
          yield Optional.empty();
        }
        case Decision.Wait(var what) -> await(what, inventory, disk);
        case Decision.Act(var plan) -> act(plan, disk);
        case Decision.AlreadySo _, Decision.StartVm _, Decision.MoveVm _ ->
            throw new IllegalStateException("a release never ends with a disk attached");
      };
    }

    /**
     * Only the pool knows for sure, so a release asks it; who plans one is told beforehand what it
     * would answer (facts §3.4, row 5).
     */
    private DetachOutcome planned(Decision decision, Disk disk) {
      if (decision instanceof Decision.Act(var plan) && plan.unplugs().isPresent()) {
        var inventory = holderAndHosts(plan.unplugs().get());
        var cannot = inventory.vms().stream().filter(Vm::hasNoHotplug).findFirst();
        if (cannot.isPresent()) {
          return mayStillBoot(inventory, cannot.get())
              ? new DetachOutcome.Planned(disk, new Decision.Wait(new Waiting.ForBoot()), List.of())
              : new DetachOutcome.NotDone(
                  new Problem.NoHotplug(cannot.get()), disk, null, List.of());
        }
      }
      return new DetachOutcome.Planned(disk, decision, quiescing.planned(decision));
    }

    private Inventory holderAndHosts(Attachment vbd) {
      return pool.inventoryWith(vbd.holder().vm().uuid());
    }

    private boolean mayStillBoot(Inventory inventory, Vm vm) {
      var host = inventory.hostOf(vm);
      return boots.mayStillBoot(vm, host, boots.find(vm, host).evidence());
    }

    /** A person's word: nobody puts the disk back by himself any more. */
    private void forgetIntents(Disk disk) {
      if (!forgotten) {
        forgotten = true;
        new Intents(surroundings).forget(disk);
      }
    }

    /** Even what was said before is said again only after another look. */
    private Optional<DetachOutcome> alreadyOut(Disk disk) {
      var last = pool.look(disk, null).disk();
      if (last == null || (last.attachments().isEmpty() && last.marks().released() == null)) {
        return Optional.empty();
      }
      var seen = last.with(disk.contents());
      return Optional.of(
          policy
              .verdict(seen, true)
              .<DetachOutcome>map(why -> new DetachOutcome.NotDone(why, seen, null, List.of()))
              .orElseGet(() -> out(false, seen, null, List.of())));
    }

    private Optional<DetachOutcome> await(Waiting what, Inventory inventory, Disk disk)
        throws InterruptedException {
      var wait = new Patience.For(what, disk, null);
      return patience.passed(wait, pool.watchFrom(inventory.moment(), disk, null), null)
          ? Optional.empty()
          : Optional.of(
              new DetachOutcome.NotDone(patience.lost(wait), disk, null, quiescing.reports()));
    }

    private Optional<DetachOutcome> act(Plan plan, Disk disk) throws InterruptedException {
      switch (quiescing.before(plan, disk)) {
        case Quiescing.Ready _ -> {}
        case Quiescing.LookAgain _ -> {
          return Optional.empty();
        }
        case Quiescing.Stopped(var why) -> {
          return Optional.of(
              new DetachOutcome.NotDone(
                  why, disk, plan.unplugs().orElse(null), quiescing.reports()));
        }
      }
      Work.Again never =
          (sight, token, vbd) -> {
            throw new IllegalStateException("a release makes no VBD");
          };
      var operation = order.purpose() == DetachOrder.Purpose.TO_PULL ? "detach" : "park";
      var work = new Work(operation, disk, null, Keep.KEPT, never, order.acceptUnclean(), deadline);
      return switch (new PlanRunner(surroundings, reading).carryOut(plan, work)) {
        case RunEnd.Stale _ -> Optional.empty();
        case RunEnd.Stopped stopped -> stopped(stopped);
        case RunEnd.Done(var seen, var from, var steps) ->
            Optional.of(out(from != null, seen, from, quiescing.and(steps)));
      };
    }

    private Optional<DetachOutcome> stopped(RunEnd.Stopped stopped) throws InterruptedException {
      return stopped.why() instanceof Problem.NoHotplug && stopped.attachment() != null
          ? withoutDrivers(stopped, stopped.attachment())
          : ended(stopped, stopped.why());
    }

    /** A guest that has just started may have its drivers in a moment (facts §3.4, row 5b). */
    private Optional<DetachOutcome> withoutDrivers(RunEnd.Stopped stopped, Attachment from)
        throws InterruptedException {
      var inventory = holderAndHosts(from);
      var vm = inventory.vms().stream().findFirst().orElse(null);
      if (vm != null && !vm.hasNoHotplug() && !driversCame) {
        driversCame = true; // between the refusal and this look
        return Optional.empty();
      }
      if (vm == null || !mayStillBoot(inventory, vm)) {
        return ended(stopped, stopped.why());
      }
      var wait = new Patience.For(new Waiting.ForBoot(), stopped.disk(), vm);
      var watch = pool.watchFrom(inventory.moment(), stopped.disk(), vm);
      // Nobody is asked to let go when there is no time left to hear the answer.
      return patience.passed(wait, watch, BootEvidenceFinder.ASK_FOR_DRIVERS_EVERY)
              && !deadline.isOver()
          ? Optional.empty()
          : ended(stopped, patience.lost(wait));
    }

    private Optional<DetachOutcome> ended(RunEnd.Stopped stopped, Problem why) {
      return Optional.of(
          new DetachOutcome.NotDone(
              why, stopped.disk(), stopped.attachment(), quiescing.and(stopped.steps())));
    }

    private DetachOutcome out(
        boolean changed, Disk disk, @Nullable Attachment from, List<StepReport> steps) {
      boolean toPull = order.purpose() == DetachOrder.Purpose.TO_PULL;
      return new DetachOutcome.Out(
          changed, disk, from, steps, toPull ? sameEnclosure(disk) : List.of());
    }

    /** Who pulls the enclosure pulls them too; a disk that is not on USB costs no call. */
    private List<Disk> sameEnclosure(Disk disk) {
      if (disk.seat().usbPath() == null) {
        return List.of();
      }
      var inventory = pool.inventory();
      var behind =
          inventory.disks().stream()
              .filter(other -> other.vbds() > 0 && other.sharesEnclosureWith(disk))
              .toList();
      var attached =
          (behind.isEmpty() ? behind : pool.withAttachments(behind))
              .stream()
                  .filter(other -> other.attachments().stream().anyMatch(Attachment::attached))
                  .toList();
      return Recognised.among(attached, Finder.passports(inventory).all());
    }

    private static Optional<DetachOutcome> notDone(Problem why) {
      return Optional.of(new DetachOutcome.NotDone(why, null, null, List.of()));
    }
  }
}
