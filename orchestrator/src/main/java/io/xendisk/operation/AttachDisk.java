package io.xendisk.operation;

import io.xendisk.domain.VbdId;
import io.xendisk.domain.attach.AttachPolicy;
import io.xendisk.domain.attach.Decision;
import io.xendisk.domain.attach.DetachPolicy;
import io.xendisk.domain.attach.Guest;
import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.attach.Plan;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Scene;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.attach.Waiting;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.guard.OwnVbds;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.port.Deadline;
import io.xendisk.port.GuestPorts;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import io.xendisk.port.Sight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Attaches one disk to one VM, at most once, at the moment that is safe for its guest: looks,
 * decides, acts or waits, and after every wait looks at everything again. No lease is held while it
 * waits. One class, because every answer to a decision stands beside the others and shares the
 * order's deadlines. Thread-safe: holds no state of its own.
 */
public final class AttachDisk {
  private final Surroundings surroundings;
  private final Pool pool;
  private final GuestPorts ports;
  private final AttachPolicy policy = new AttachPolicy();

  public AttachDisk(Surroundings surroundings, GuestPorts ports) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.ports = ports;
  }

  public AttachOutcome run(AttachOrder order) throws InterruptedException {
    return run(new Attempt(order, false));
  }

  /**
   * Sees an attach to its end that somebody died over, or whose last calls failed. Where the disk
   * is not attached by now, nothing is done, and the answer is what an attach would do.
   */
  AttachOutcome finish(AttachOrder order) throws InterruptedException {
    return run(new Attempt(order, true));
  }

  /** Whether an attach of it to this VM was not seen to its end, by a look that has both. */
  static boolean isUnfinished(Disk disk, Vm vm) {
    boolean unknown =
        disk.key()
            .filter(key -> vm.firstAttached(key).isEmpty() && !vm.hasNewerNoteOf(key))
            .isPresent();
    return disk.attachments().stream()
        .filter(vbd -> vbd.isOurs() && vbd.isSettled())
        .filter(vbd -> vbd.holder().vm().uuid().equals(vm.id().uuid()))
        .anyMatch(
            vbd ->
                (unknown && vm.wasPluggedInThisBoot(vbd.vbd()))
                    || !vm.holdsInThisBoot(vbd.vbd())
                    || vbd.traits().hookDue()
                    || isUnguarded(vm, vbd));
  }

  /** Somebody lifted the block that its VBD asks for. */
  private static boolean isUnguarded(Vm vm, Attachment attachment) {
    return OwnVbds.wanted(vm.id(), vm.name(), List.of(attachment)).isPresent()
        && !(vm.blocks().missing().isEmpty() && vm.blocks().keeps(attachment));
  }

  private static AttachOutcome run(Attempt attempt) throws InterruptedException {
    while (true) {
      var outcome = attempt.lookAndDecide();
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
  }

  /** One order being worked on; the state that outlives a look is its deadlines. */
  private final class Attempt {
    private final AttachOrder order;
    private final boolean finishOnly;
    private final Deadline deadline;
    private final Patience patience;
    private final DiskReading reading;
    private final DiskToUse toUse;
    private final Leases leases = new Leases(surroundings);
    private final BootEvidenceFinder boots;
    private final Furnishing furnishing;
    private final VmMove moving;
    private final SafeStart safeStart;

    Attempt(AttachOrder order, boolean finishOnly) {
      this.order = order;
      this.finishOnly = finishOnly;
      this.deadline = Deadline.in(order.timeout(), surroundings.ticker());
      this.patience = new Patience(surroundings, deadline);
      this.reading = new DiskReading(surroundings, order.planOnly() ? null : patience);
      this.toUse = new DiskToUse(reading);
      this.safeStart = new SafeStart(surroundings, reading);
      this.boots = new BootEvidenceFinder(pool, ports, order.boot());
      this.furnishing = new Furnishing(surroundings, deadline);
      this.moving = new VmMove(surroundings, order);
    }

    /** One round: the outcome, or nothing if it is to be decided anew. */
    Optional<AttachOutcome> lookAndDecide() throws InterruptedException {
      var inventory = pool.inventoryWith(order.vm());
      if (!inventory.release().isAtLeast(1, 10)) {
        return notDone(new Problem.PoolTooOld(inventory.release().toString()));
      }
      var finder = new Finder(pool, reading);
      return switch (finder.vm(inventory, order.vm())) {
        case Found.Not<Vm>(var why) -> notDone(why);
        case Found.One<Vm>(var vm) ->
            switch (finder.disk(inventory, order.disk(), order.diskText())) {
              case Found.Not<Disk>(var why) -> notDone(why);
              case Found.One<Disk>(var disk) -> decide(inventory, disk, vm);
            };
      };
    }

    private Optional<AttachOutcome> decide(Inventory inventory, Disk found, Vm vm)
        throws InterruptedException {
      return switch (toUse.of(inventory, found, order)) {
        case Found.Not<Disk>(var why) -> notDone(why);
        case Found.One<Disk>(var disk) -> decideOn(inventory, disk, vm);
      };
    }

    private Optional<AttachOutcome> decideOn(Inventory inventory, Disk disk, Vm vm)
        throws InterruptedException {
      var host = inventory.hostOf(vm);
      var booted = boots.find(vm, host);
      var scene = new Scene(disk, vm, host, booted.evidence(), leases.verdict(disk));
      var decision = moving.insteadOf(policy.decide(scene, order.request()), scene, inventory);
      if (order.planOnly() && needsDrivers(decision, scene)) {
        decision = new Decision.Wait(new Waiting.ForBoot());
      }
      if (order.planOnly() && !(decision instanceof Decision.Refuse)) {
        return Optional.of(
            new AttachOutcome.Planned(disk, vm, decision, furnishing.planned(vm, decision)));
      }
      if (!(decision instanceof Decision.Refuse) && clearsDead(disk, vm)) {
        return Optional.empty();
      }
      if (finishOnly && !(decision instanceof Decision.AlreadySo)) {
        return Optional.of(new AttachOutcome.Planned(disk, vm, decision, List.of()));
      }
      if (!order.planOnly() && needsDrivers(decision, scene)) {
        return await(
            new Waiting.ForBoot(), inventory, scene, BootEvidenceFinder.ASK_FOR_DRIVERS_EVERY);
      }
      return switch (decision) {
        case Decision.AlreadySo(var attachment) -> alreadySo(scene, attachment);
        case Decision.AlreadyOut _ ->
            throw new IllegalStateException("an attach never ends with the disk out");
        case Decision.Refuse(var why) -> notDone(why);
        case Decision.ClearLease(var dead) -> {
          leases.takeOver(new LeasePlace.OfDisk(disk), dead);
          yield Optional.empty();
        }
        case Decision.Wait(var what) -> await(what, inventory, scene, booted.askAgainIn());
        case Decision.StartVm _ -> start(inventory, vm, disk);
        case Decision.MoveVm(var to) ->
            Optional.ofNullable(moving.move(vm, to, deadline)).flatMap(Attempt::notDone);
        case Decision.Act(var plan) -> act(plan, scene);
      };
    }

    /** Whoever died over this, or over the start of the VM before it, may have left a lease. */
    private boolean clearsDead(Disk disk, Vm vm) {
      boolean onDisk = leases.clearDead(disk);
      return leases.clearDead(vm) || onDisk;
    }

    /** What a run that died on the way left undone is done now: its memory, and its notes. */
    private Optional<AttachOutcome> alreadySo(Scene scene, Attachment attachment)
        throws InterruptedException {
      if (isUnguarded(scene.vm(), attachment)) {
        new StartBlock(pool).settle(scene.vm().id());
      }
      if (!attachment.attached()) {
        return Optional.of(
            new AttachOutcome.AtNextBoot(false, scene.disk(), scene.vm(), attachment, List.of()));
      }
      var evidence = scene.evidence();
      var key = scene.disk().key();
      if (key.isPresent()
          && evidence != null
          && scene.vm().firstAttached(key.get()).isEmpty()
          && !scene.vm().hasNewerNoteOf(key.get())
          && scene.vm().wasPluggedInThisBoot(attachment.vbd())) {
        new FirstAttachMemory(surroundings).write(scene.vm(), key.get(), evidence.word());
      }
      new Holdings(surroundings).renew(scene.disk(), scene.vm(), attachment);
      return Optional.of(
          furnishing
              .finish(scene, attachment)
              .orElseGet(
                  () -> new AttachOutcome.AlreadyAttached(scene.disk(), scene.vm(), attachment)));
    }

    private boolean needsDrivers(Decision decision, Scene scene) {
      boolean plugs = decision instanceof Decision.Act(var plan) && plan.plugs();
      return (plugs || decision instanceof Decision.Refuse(Problem.NoHotplug _))
          && mayGetDrivers(scene);
    }

    /**
     * A fully virtualised guest that has just started has no drivers yet, and the pool would refuse
     * the plug (VM_MISSING_PV_DRIVERS): for a disk that it had before too.
     */
    private boolean mayGetDrivers(Scene scene) {
      var guest = scene.vm().guest();
      return scene.vm().traits().hvm()
          && guest.hotplug() != Guest.Hotplug.YES
          && !Boolean.TRUE.equals(guest.driversDetected())
          && boots.mayStillBoot(scene.vm(), scene.vmHost(), scene.evidence());
    }

    private Optional<AttachOutcome> await(
        Waiting what, Inventory inventory, Scene scene, @Nullable Duration askAgainIn)
        throws InterruptedException {
      var wait = new Patience.For(what, scene.disk(), scene.vm());
      return patience.passed(
              wait, pool.watchFrom(inventory.moment(), scene.disk(), scene.vm()), askAgainIn)
          ? Optional.empty()
          : notDone(patience.lost(wait));
    }

    /** With no other disks than the VM had, if it keeps some (safety rule R12). */
    private Optional<AttachOutcome> start(Inventory inventory, Vm vm, Disk disk)
        throws InterruptedException {
      var host = disk.seat().host();
      var forbidden = pool.cannotStartOn(vm.id(), host);
      if (forbidden != null) {
        return notDone(
            new Problem.CannotStartThere(
                disk, vm, forbidden.code() + " " + String.join(" ", forbidden.parameters())));
      }
      return switch (safeStart.start(inventory, vm, host, deadline)) {
        case SafeStart.End.Started _ -> Optional.empty();
        case SafeStart.End.NotDone(var why) -> notDone(why);
        case SafeStart.End.Busy(var why, var lease) ->
            patience.passed(lease, pool.watchFrom(inventory.moment(), vm))
                ? Optional.empty()
                : notDone(why);
      };
    }

    private Optional<AttachOutcome> act(Plan plan, Scene scene) throws InterruptedException {
      Work.Again again = (sight, token, vbd) -> decideAgain(plan, scene.disk(), sight, token, vbd);
      var work =
          new Work(
              "attach", scene.disk(), scene.vm(), order.request().keep(), again, false, deadline);
      return switch (new PlanRunner(surroundings, reading).carryOut(plan, work)) {
        case RunEnd.Stale _ -> Optional.empty();
        case RunEnd.Stopped stopped ->
            Optional.of(new AttachOutcome.NotDone(stopped.why(), stopped.steps()));
        case RunEnd.Done done ->
            done.attachment() == null
                ? Optional.empty() // only leftovers were cleared away
                : Optional.of(furnishing.after(outcome(plan, scene, done, done.attachment())));
      };
    }

    /** The same rules on a later look, as if this run had not touched anything. */
    private Decision decideAgain(Plan plan, Disk decidedOn, Sight sight, String token, VbdId vbd) {
      if (sight.disk() == null || sight.vm() == null || !isStill(decidedOn, sight.disk())) {
        return new Decision.Wait(new Waiting.ForOperation());
      }
      var evidence = boots.find(sight.vm(), sight.vmHost()).evidence();
      var scene =
          new Scene(sight.disk(), sight.vm(), sight.vmHost(), evidence, new LeaseVerdict.Free());
      var decision = policy.decide(scene.without(token, vbd), order.request());
      return decision instanceof Decision.Act(var later) && later.plugs() != plan.plugs()
          ? new Decision.Wait(new Waiting.ForOperation())
          : decision;
    }

    /**
     * The cheap evidence, at the last moment (R1): the same record of the same insertion, which
     * nobody was told to pull meanwhile (R11).
     */
    private static boolean isStill(Disk decidedOn, Disk now) {
      return now.vdi().equals(decidedOn.vdi())
          && now.seat().stamp().equals(decidedOn.seat().stamp())
          && now.hardware().equals(decidedOn.hardware())
          && now.marks().memory().equals(decidedOn.marks().memory())
          && (now.marks().released() == null
              || now.marks().released().equals(decidedOn.marks().released()));
    }

    private AttachOutcome outcome(Plan plan, Scene scene, RunEnd.Done done, Attachment made) {
      if (!plan.plugs()) {
        return new AttachOutcome.AtNextBoot(true, scene.disk(), scene.vm(), made, done.steps());
      }
      boolean first = scene.disk().key().flatMap(scene.vm()::firstAttached).isEmpty();
      return new AttachOutcome.Attached(
          scene.disk(), scene.vm(), made, first, scene.evidence(), done.steps(), notes(scene));
    }

    /** What the person should know about the disk that they have just put into use. */
    private List<String> notes(Scene scene) {
      var notes = new ArrayList<>(IdentityRule.remarks(scene.disk()));
      for (var taken : safeStart.taken()) {
        notes.add(
            "%s was taken away before %s was started: %s"
                .formatted(taken.of().disk().name(), scene.vm().name(), taken.words()));
      }
      var released = scene.disk().marks().released();
      if (released != null) {
        notes.add(
            "%s was called safe to pull since %s; it is in use again"
                .formatted(scene.disk().name(), released.since()));
      }
      if (Boolean.FALSE.equals(DetachPolicy.cleanlyUnmounted(scene.disk()))) {
        notes.add(
            "the filesystem on %s was not cleanly unmounted before it was attached"
                .formatted(scene.disk().name()));
      }
      if (scene.disk().key().isEmpty()) {
        notes.add(
            "%s carries nothing to remember it by, so every attach of it counts as the first"
                .formatted(scene.disk().name()));
      }
      return notes;
    }

    private static Optional<AttachOutcome> notDone(Problem why) {
      return Optional.of(new AttachOutcome.NotDone(why, List.of()));
    }
  }
}
