package io.xendisk.domain.attach;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Attachment.Mode;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.lease.LeaseVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether, when and how a disk is attached to a VM. Everything that forbids it is found before
 * anything is touched. Pure: decides on one scene.
 */
public final class AttachPolicy {
  private final FirstAttachRule firstAttach = new FirstAttachRule();

  public Decision decide(Scene scene, AttachRequest request) {
    var here = settledIn(scene);
    if (here.isPresent()) {
      return alreadyAttached(scene, here.get(), request);
    }
    return forbidden(scene, request)
        .<Decision>map(Decision.Refuse::new)
        .or(() -> occupied(scene))
        .orElseGet(() -> whenAllowed(scene, request));
  }

  /**
   * The VBD by which the VM has the disk for good. The control domain's are none: they are there
   * while somebody reads the disk.
   */
  private static Optional<Attachment> settledIn(Scene scene) {
    var vm = scene.vm();
    if (vm.kind() != Vm.Kind.ORDINARY || vm.power() != PowerState.RUNNING) {
      return Optional.empty();
    }
    return scene.disk().attachments().stream()
        .filter(a -> a.holder().vm().uuid().equals(vm.id().uuid()))
        .filter(Attachment::isSettled)
        .findFirst();
  }

  private static Decision alreadyAttached(Scene scene, Attachment here, AttachRequest request) {
    return here.mode() == request.mode()
        ? new Decision.AlreadySo(here)
        : new Decision.Refuse(new Problem.OtherMode(scene.disk(), scene.vm(), here));
  }

  /** What no waiting would mend. */
  private static Optional<Problem> forbidden(Scene scene, AttachRequest request) {
    var disk = scene.disk();
    var vm = scene.vm();
    if (vm.kind() != Vm.Kind.ORDINARY) {
      return Optional.of(new Problem.NoOrdinaryVm(vm));
    }
    if (vm.power() != PowerState.RUNNING && vm.power() != PowerState.HALTED) {
      return Optional.of(new Problem.VmNotRunning(vm));
    }
    if (vm.traits().haProtected()) {
      return Optional.of(new Problem.HaProtected(vm));
    }
    if (disk.key().filter(vm::hasNewerNoteOf).isPresent()) {
      return Optional.of(new Problem.NewerNote(disk, vm));
    }
    if (!disk.access().present()) {
      return Optional.of(new Problem.DiskAbsent(disk));
    }
    if (disk.access().heldBy() != null) {
      return Optional.of(new Problem.HeldByVm(disk, disk.access().heldBy()));
    }
    if (disk.access().readOnly() && request.mode() == Mode.RW) {
      return Optional.of(new Problem.ReadOnlyDisk(disk));
    }
    if (request.mode() == Mode.RO && vm.traits().hvm()) {
      return Optional.of(new Problem.ReadOnlyIntoHvm(vm));
    }
    if (vm.traits().hvm() && vm.guest().hotplug() == Guest.Hotplug.NO) {
      return Optional.of(new Problem.NoHotplug(vm));
    }
    var host = scene.vmHost();
    if (host != null && !host.id().equals(disk.seat().host().id())) {
      return Optional.of(new Problem.WrongHost(disk, vm, host));
    }
    return Optional.empty();
  }

  /** Somebody else has the disk: for good, for a while, or they died with it. */
  private static Optional<Decision> occupied(Scene scene) {
    return claimedByOthers(scene).or(() -> leased(scene.lease())).or(() -> busy(scene));
  }

  /** Whoever works on the disk, it will not be ours when they have finished. */
  private static Optional<Decision> claimedByOthers(Scene scene) {
    var disk = scene.disk();
    for (var other : disk.attachments()) {
      if (other.holder().controlDomain()) {
        continue;
      }
      boolean sameVm = other.holder().vm().uuid().equals(scene.vm().id().uuid());
      if (!sameVm && other.attached()) {
        return Optional.of(new Decision.Refuse(new Problem.InUse(disk, other)));
      }
      if (!sameVm || (!other.isOurs() && !other.attached() && !other.releasing())) {
        return Optional.of(new Decision.Refuse(new Problem.OtherVbd(disk, other)));
      }
    }
    return Optional.empty();
  }

  private static Optional<Decision> busy(Scene scene) {
    var disk = scene.disk();
    for (var other : disk.attachments()) {
      if (other.holder().controlDomain()) {
        return Optional.of(new Decision.Wait(new Waiting.ForOperation()));
      }
      if (other.attached() && other.releasing()) {
        return Optional.of(new Decision.Wait(new Waiting.ForRelease(other)));
      }
      if (other.attached() || !other.operations().isEmpty()) {
        // Of a halted VM, say, whose end the pool has not taken in yet: no leftover to destroy.
        return Optional.of(new Decision.Wait(new Waiting.ForOperation()));
      }
    }
    return disk.access().operations().isEmpty()
        ? Optional.empty()
        : Optional.of(new Decision.Wait(new Waiting.ForOperation()));
  }

  static Optional<Decision> leased(LeaseVerdict verdict) {
    return switch (verdict) {
      case LeaseVerdict.Free _ -> Optional.empty();
      case LeaseVerdict.Held(var by, var until) ->
          Optional.of(new Decision.Wait(new Waiting.ForLease(by, until)));
      case LeaseVerdict.Dead dead -> Optional.of(new Decision.ClearLease(dead));
    };
  }

  private Decision whenAllowed(Scene scene, AttachRequest request) {
    var disk = scene.disk();
    boolean hadItBefore = disk.key().flatMap(scene.vm()::firstAttached).isPresent();
    return switch (firstAttach.momentFor(
        scene.vm(), hadItBefore, scene.evidence(), request.ifHalted())) {
      case PlugMoment.Now _ when scene.vm().hasNoHotplug() ->
          new Decision.Refuse(new Problem.NoHotplug(scene.vm()));
      case PlugMoment.Now(var because) ->
          // A running VM of no known host has not quite started, or moves: it may be the wrong one.
          scene.vmHost() == null
              ? new Decision.Wait(new Waiting.ForBoot())
              : new Decision.Act(plugNow(disk, request, hadItBefore, because));
      case PlugMoment.AfterBoot _ -> new Decision.Wait(new Waiting.ForBoot());
      case PlugMoment.AfterStart(var byUs) -> afterStart(disk, byUs);
      case PlugMoment.AtNextBoot _ -> atNextBoot(disk, request);
      case PlugMoment.Never(var why) -> new Decision.Refuse(why);
    };
  }

  /** While somebody waits for a start there is no VBD: the guest would boot with the disk. */
  private static Decision afterStart(Disk disk, boolean byUs) {
    if (!disk.attachments().isEmpty()) {
      return new Decision.Act(new Plan(withLease(removalOfLeftovers(disk))));
    }
    return byUs ? new Decision.StartVm() : new Decision.Wait(new Waiting.ForStart());
  }

  private static Decision atNextBoot(Disk disk, AttachRequest request) {
    var waiting = disk.attachments();
    if (waiting.size() == 1 && mayStayForNextBoot(waiting.getFirst(), request)) {
      return new Decision.AlreadySo(waiting.getFirst());
    }
    var steps = new ArrayList<>(removalOfLeftovers(disk));
    forgetRelease(disk, steps);
    if (isGuarded(request)) {
      steps.add(new Step.BlockStart(true));
    }
    steps.add(new Step.CreateVbd(request.mode()));
    steps.add(new Step.LookAgain(request.mode()));
    if (isGuarded(request)) {
      // Whoever took the last VBD away meanwhile has lifted the block with it.
      steps.add(new Step.BlockStart(false));
    }
    return new Decision.Act(new Plan(withLease(steps)));
  }

  /** A VBD that was asked to go is never taken for one that is to stay (safety rule R10). */
  private static boolean mayStayForNextBoot(Attachment vbd, AttachRequest request) {
    return !vbd.releasing() && vbd.mode() == request.mode();
  }

  private static Plan plugNow(
      Disk disk, AttachRequest request, boolean hadItBefore, @Nullable BootEvidence evidence) {
    var steps = new ArrayList<>(removalOfLeftovers(disk));
    forgetRelease(disk, steps);
    steps.add(new Step.CreateVbd(request.mode()));
    steps.add(new Step.LookAgain(request.mode()));
    if (isGuarded(request)) {
      steps.add(new Step.BlockStart(false));
    }
    steps.add(new Step.HoldDisk());
    steps.add(new Step.Plug());
    if (!hadItBefore && evidence != null) {
      disk.key().ifPresent(key -> steps.add(new Step.RememberFirstAttach(key, evidence)));
    }
    return new Plan(withLease(steps));
  }

  private static boolean isGuarded(AttachRequest request) {
    return request.keep() != Keep.UNGUARDED;
  }

  private static List<Step> removalOfLeftovers(Disk disk) {
    return disk.attachments().stream().<Step>map(Step.RemoveLeftover::new).toList();
  }

  private static void forgetRelease(Disk disk, List<Step> steps) {
    if (disk.marks().released() != null) {
      steps.add(new Step.ForgetRelease());
    }
  }

  static List<Step> withLease(List<Step> steps) {
    var leased = new ArrayList<Step>();
    leased.add(new Step.TakeLease());
    leased.addAll(steps);
    leased.add(new Step.DropLease());
    return leased;
  }
}
