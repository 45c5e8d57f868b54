package io.xendisk.operation;

import io.xendisk.domain.VbdId;
import io.xendisk.domain.attach.Boot;
import io.xendisk.domain.attach.Decision;
import io.xendisk.domain.attach.DetachPolicy;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Step;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.domain.disk.Released;
import io.xendisk.domain.guard.BootBlock;
import io.xendisk.port.Deadline;
import io.xendisk.port.Pool;
import io.xendisk.port.Sight;
import io.xendisk.port.TaskEnd;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One plan being carried out: the steps, what each leaves for the next, and the way back. It is one
 * class because the steps of an attach and of a release share the lease and the VBD; what is more
 * than a few lines has a class of its own. Confined to one thread.
 */
final class Run {
  private static final Duration CLEAN_UP = Duration.ofSeconds(30);

  private final Surroundings surroundings;
  private final Pool pool;
  private final DiskReading reading;
  private final Leases leases;
  private final NewVbds newVbds;
  private final StartBlock startBlock;
  private final Work work;
  private final String token;
  private final List<StepReport> reports = new ArrayList<>();

  private Disk disk;
  private @Nullable HeldLease lease;

  /** A VBD of this run that is not yet what it should be: on the way back it is taken away. */
  private @Nullable VbdId unfinished;

  /** That the VM has the disk, as it stands on the VM from before the plug on. */
  private @Nullable HeldDisk hold;

  /** Whether the VM's start may be blocked for a VBD of this run. */
  private boolean blocked;

  private @Nullable Attachment attachment;
  private @Nullable Sight seen;

  Run(Surroundings surroundings, DiskReading reading, Work work) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.reading = reading;
    this.leases = new Leases(surroundings);
    this.newVbds = new NewVbds(surroundings);
    this.startBlock = new StartBlock(pool);
    this.work = work;
    this.token = surroundings.newToken();
    this.disk = work.disk();
  }

  /** Does one step; an answer ends the plan. */
  Optional<RunEnd> perform(Step step) throws InterruptedException {
    long start = surroundings.ticker().nanos();
    var status = StepReport.Status.FAILED;
    try {
      if (lease != null && !lease.mayWrite() && !(step instanceof Step.DropLease)) {
        return stop(new Problem.LeaseLost(disk, work.operation()));
      }
      Optional<RunEnd> end =
          switch (step) {
            case Step.TakeLease _ -> takeLease();
            case Step.DropLease _ -> dropLease();
            case Step.RemoveLeftover(var leftover) -> removeLeftover(leftover);
            case Step.ForgetRelease _ -> forgetRelease();
            case Step.BlockStart(var ahead) -> blockStart(ahead);
            case Step.CreateVbd(var mode) -> createVbd(mode);
            case Step.LookAgain(var mode) -> lookAgain(mode);
            case Step.HoldDisk _ -> holdDisk();
            case Step.Plug _ -> plug();
            case Step.RememberFirstAttach remember -> rememberFirstAttach(remember);
            case Step.MarkReleasing(var releasing) -> markReleasing(releasing);
            case Step.Unplug(var plugged) -> unplug(plugged);
            case Step.DestroyVbd(var unplugged) -> destroy(unplugged);
            case Step.LiftBlock(var destroyed) -> liftBlock(destroyed);
            case Step.ReadContents _ -> readContents();
            case Step.MarkReleased _ -> markReleased();
            case Step.LastLook _ -> lastLook();
          };
      if (end.isEmpty()) {
        status = StepReport.Status.DONE;
      }
      return end;
    } finally {
      reports.add(new StepReport(step.name(), status, surroundings.ticker().since(start)));
    }
  }

  RunEnd done() {
    return new RunEnd.Done(disk.withoutLease(token), attachment, reports);
  }

  private static Optional<RunEnd> goOn() {
    return Optional.empty();
  }

  private Optional<RunEnd> stop(Problem why) {
    return Optional.of(new RunEnd.Stopped(why, disk.withoutLease(token), attachment, reports));
  }

  private Optional<RunEnd> decideAnew() {
    return Optional.of(new RunEnd.Stale(reports));
  }

  private Optional<RunEnd> takeLease() {
    lease = leases.take(new LeasePlace.OfDisk(disk), work.operation(), token).orElse(null);
    return lease == null ? decideAnew() : goOn();
  }

  private Optional<RunEnd> dropLease() {
    held().drop();
    lease = null;
    return goOn();
  }

  private Optional<RunEnd> removeLeftover(Attachment leftover) {
    new VbdRemoval(pool).destroy(disk, leftover);
    return goOn();
  }

  private Optional<RunEnd> forgetRelease() {
    surroundings
        .progress()
        .tell(disk.name() + " was called safe to pull; it is taken back into use");
    pool.erase(disk.vdi(), Released.KEY);
    return goOn();
  }

  private Optional<RunEnd> createVbd(Attachment.Mode mode) {
    unfinished = newVbds.create(disk, vm(), wish(mode));
    return goOn();
  }

  private NewVbds.Wish wish(Attachment.Mode mode) {
    return new NewVbds.Wish(mode, work.keep(), work.operation(), token);
  }

  /** Ahead of the VBD by what the plan was made on, afterwards by the look of a moment ago. */
  private Optional<RunEnd> blockStart(boolean ahead) {
    blocked = true;
    if (ahead) {
      startBlock.put(vm(), BootBlock.Kept.of(disk));
    } else {
      var now = Objects.requireNonNull(seen, "the plan blocks the start after it looked again");
      startBlock.putInOneCall(
          Objects.requireNonNull(now.vm(), "a look that was decided on holds the VM"),
          BootBlock.Kept.of(disk));
    }
    return goOn();
  }

  /** With lease and VBD in hand: is it still as the plan supposed? */
  private Optional<RunEnd> lookAgain(Attachment.Mode mode) throws InterruptedException {
    var vbd = Objects.requireNonNull(unfinished, "the plan looks again after it made a VBD");
    var sight = pool.look(disk, vm(), vbd);
    var made = VbdRemoval.attachment(sight, vbd);
    if (made.isEmpty() || !isOurs(sight) || isReleased(sight)) {
      return decideAnew();
    }
    var held = heldByVm(sight);
    if (NewVbds.isInPlaceOfCdDrive(made.get()) || NewVbds.isInPlaceOfLostDisk(made.get(), held)) {
      pool.destroyVbd(vbd);
      unfinished = null;
      vbd = newVbds.createElsewhere(disk, vm(), wish(mode), held);
      unfinished = vbd;
      sight = pool.look(disk, vm(), vbd);
    }
    seen = sight;
    attachment = VbdRemoval.attachment(sight, vbd).orElse(null);
    if (!isOurs(sight) || isReleased(sight)) {
      return decideAnew();
    }
    return switch (work.again().decide(sight, token, vbd)) {
      // A VBD that came to the disk since it was planned has to go first (docs/safety.md).
      case Decision.Act(var plan) -> plan.removesLeftovers() ? decideAnew() : goOn();
      case Decision.Refuse(var why) -> stop(why);
      case Decision.AlreadySo _,
          Decision.AlreadyOut _,
          Decision.Wait _,
          Decision.ClearLease _,
          Decision.StartVm _,
          Decision.MoveVm _ ->
          decideAnew();
    };
  }

  private static Set<HeldDisk> heldByVm(Sight sight) {
    var vm = sight.vm();
    var boot = boot(sight);
    return vm == null
        ? Set.of()
        : HeldDisk.in(vm.notes(), vm.id().uuid(), boot == null ? null : boot.startTime());
  }

  private Optional<RunEnd> holdDisk() {
    var before = Objects.requireNonNull(seen, "the plan holds the disk after it looked again");
    var made = Objects.requireNonNull(attachment, "the plan holds the disk by its VBD");
    var boot = boot(before);
    hold =
        new HeldDisk(
            vm().id().uuid(),
            boot == null ? Instant.EPOCH : boot.startTime(),
            made.vbd().uuid(),
            made.userdevice(),
            disk.vdi().uuid(),
            HeldDisk.Spot.of(disk),
            disk.name(),
            surroundings.clock().now(),
            false);
    pool.note(vm().id(), hold.key(), hold.text());
    return goOn();
  }

  private boolean isOurs(Sight sight) {
    return sight.disk() != null && held().mayWrite(sight.disk().marks().leases());
  }

  /** Somebody was told meanwhile that it may be pulled: this plan does not say that it is not. */
  private static boolean isReleased(Sight sight) {
    return sight.disk() != null && sight.disk().marks().released() != null;
  }

  private Optional<RunEnd> plug() throws InterruptedException {
    var vbd = Objects.requireNonNull(unfinished, "the plan plugs a VBD that it made");
    var before = Objects.requireNonNull(seen, "the plan plugs after it looked again");
    var boot = boot(before);
    var ended = pool.plug(vbd, before, work.deadline().left());
    seen = ended.after();
    return switch (ended.end()) {
      case TaskEnd.Succeeded _ -> plugged(vbd, boot);
      case TaskEnd.Failed(var code, var parameters) -> plugFailed(vbd, code, parameters);
      case TaskEnd.Pending _ ->
          stop(new Problem.StillPending(disk, "the plug", work.deadline().waited()));
    };
  }

  private Optional<RunEnd> plugged(VbdId vbd, @Nullable Boot boot) {
    var after = Objects.requireNonNull(seen);
    attachment = VbdRemoval.attachment(after, vbd).orElse(null);
    if (attachment == null || !attachment.attached()) {
      return stop(new Problem.ChangedMeanwhile(disk, "it was taken away as soon as it was there"));
    }
    unfinished = null;
    // Evidence belongs to one boot (R7): in another one the guest may have booted with the disk.
    return boot != null && boot.equals(boot(after))
        ? goOn()
        : stop(new Problem.GuestRebooted(disk, vm()));
  }

  private Optional<RunEnd> plugFailed(VbdId vbd, String code, List<String> parameters)
      throws InterruptedException {
    if (seen != null && !isOurs(seen)) {
      return stop(new Problem.LeaseLost(disk, work.operation()));
    }
    var left = takeAway(vbd);
    return switch (code) {
      case "VDI_IN_USE" -> stop(lostTheRace());
      case "VM_MISSING_PV_DRIVERS" -> stop(new Problem.NoHotplug(vm()));
      default -> stop(new Problem.PlugFailed(disk, vm(), code, parameters, left));
    };
  }

  private Problem lostTheRace() {
    var now = pool.look(disk, null).disk();
    return now == null || now.attachments().isEmpty()
        ? new Problem.ChangedMeanwhile(disk, "somebody else plugged it at the same moment")
        : new Problem.InUse(now, now.attachments().getFirst());
  }

  private Optional<RunEnd> rememberFirstAttach(Step.RememberFirstAttach remember) {
    new FirstAttachMemory(surroundings).write(vm(), remember.disk(), remember.evidence().word());
    return goOn();
  }

  private Optional<RunEnd> markReleasing(Attachment releasing) {
    pool.note(releasing.vbd(), Attachment.RELEASING, surroundings.clock().now().toString());
    return goOn();
  }

  private Optional<RunEnd> unplug(Attachment plugged) throws InterruptedException {
    attachment = plugged;
    return switch (new GuestRelease(surroundings, held()).release(disk, plugged, work.deadline())) {
      case GuestRelease.LetGo _ -> goOn();
      case GuestRelease.VmChanged _ -> decideAnew();
      case GuestRelease.Stopped(var why) -> stop(why);
    };
  }

  private Optional<RunEnd> destroy(Attachment unplugged) {
    attachment = unplugged;
    new VbdRemoval(pool).destroy(disk, unplugged);
    disk =
        disk.with(
            disk.attachments().stream().filter(a -> !a.vbd().equals(unplugged.vbd())).toList());
    return goOn();
  }

  private Optional<RunEnd> liftBlock(Attachment destroyed) {
    startBlock.settle(destroyed.holder().vm());
    return goOn();
  }

  private Optional<RunEnd> readContents() throws InterruptedException {
    if (disk.attachments().isEmpty()) {
      disk = reading.awaitControlDomainGone(reading.read(disk), cleanUp());
    }
    return goOn();
  }

  private Optional<RunEnd> markReleased() {
    var problem = new DetachPolicy().verdict(disk, work.acceptUnclean());
    if (problem.isPresent()) {
      return stop(problem.get());
    }
    var by = surroundings.owner() + (work.acceptUnclean() ? ", who accepted it unclean" : "");
    var mark = new Released(surroundings.clock().now(), by);
    pool.note(disk.vdi(), Released.KEY, mark.text());
    return goOn();
  }

  private Optional<RunEnd> lastLook() {
    var sight = pool.look(disk, null);
    var last = sight.disk();
    if (last == null) {
      // It is out already: a person was quicker than these lines, after the guest had let go.
      return goOn();
    }
    if (!isOurs(sight)) {
      return stop(new Problem.LeaseLost(disk, work.operation()));
    }
    var problem =
        last.seat().stamp().equals(disk.seat().stamp())
            ? new DetachPolicy().verdict(last.with(disk.contents()), work.acceptUnclean())
            : Optional.<Problem>of(new Problem.Vanished(disk, "another disk came into its place"));
    disk = last.with(disk.contents());
    if (problem.isPresent()) {
      pool.erase(disk.vdi(), Released.KEY);
      return stop(problem.get());
    }
    // Without the mark an attach would not know that it was said (ReleaseInterleavingTest).
    return isReleased(sight)
        ? goOn()
        : stop(new Problem.ChangedMeanwhile(disk, "somebody took the mark away that it is out"));
  }

  /** Undoes what is not finished. An interrupt has been heard already and must not cut this off. */
  void undo() {
    boolean interrupted = Thread.interrupted();
    try {
      if (unfinished != null && (lease == null || lease.isFresh())) {
        var left = takeAway(unfinished);
        if (left != null) {
          surroundings.progress().tell("left behind: " + left);
        }
      }
      settleBlock();
    } catch (PoolException e) {
      surroundings.progress().tell("the VBD could not be taken back: " + e.getMessage());
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (lease != null) {
        lease.dropQuietly();
        lease = null;
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private @Nullable String takeAway(VbdId vbd) throws InterruptedException {
    var left = new VbdRemoval(pool).remove(disk, vm(), vbd, cleanUp());
    unfinished = null;
    if (left == null && hold != null) {
      pool.erase(vm().id(), hold.key());
      hold = null;
    }
    settleBlock();
    return left;
  }

  /** After a VBD of ours went, or was not made: the block stands for those that are left. */
  private void settleBlock() {
    if (blocked) {
      startBlock.settle(vm().id());
      blocked = false;
    }
  }

  private Deadline cleanUp() {
    return Deadline.in(CLEAN_UP, surroundings.ticker());
  }

  private HeldLease held() {
    return Objects.requireNonNull(lease, "the plan takes a lease before it does anything else");
  }

  private Vm vm() {
    return Objects.requireNonNull(work.vm(), "a plan that makes a VBD has a VM");
  }

  private static @Nullable Boot boot(Sight sight) {
    return sight.vm() == null ? null : sight.vm().boot();
  }
}
