package io.xendisk.operation;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.guard.Blocks;
import io.xendisk.domain.guard.BootBlock;
import io.xendisk.domain.guard.Intent;
import io.xendisk.domain.guard.OwnVbds;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.domain.start.KeptDiskRule;
import io.xendisk.domain.start.KeptVerdict;
import io.xendisk.domain.start.KeptVerdict.Goes;
import io.xendisk.domain.start.KeptVerdict.NotOurs;
import io.xendisk.domain.start.KeptVerdict.Stays;
import io.xendisk.port.Deadline;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import io.xendisk.port.TaskEnd;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts a halted VM in the safe order (safety rule R12): looks which disks it keeps, takes away
 * every VBD that may be another disk's by now, and lets the pool start it with those that have
 * proved themselves. The block stands all the time, but for the one operation that is used, and for
 * that one only while it is used. One class, because each step stands on what the one before it
 * saw. Confined to one thread: it remembers what it took away, whatever became of the start.
 */
final class SafeStart {
  private static final Duration FOR_THE_CONTROL_DOMAIN = Duration.ofSeconds(30);
  private static final String OPERATION = "vm-start";

  private final Surroundings surroundings;
  private final Pool pool;
  private final DiskReading reading;
  private final Leases leases;
  private final StartBlock startBlock;
  private final KeptDiskRule rule = new KeptDiskRule();
  private final List<Judged> taken = new ArrayList<>();

  SafeStart(Surroundings surroundings, DiskReading reading) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.reading = reading;
    this.leases = new Leases(surroundings);
    this.startBlock = new StartBlock(pool);
  }

  /** What was decided about one VBD of the VM. */
  record Judged(VmDisks.Of of, KeptVerdict verdict) {
    /** Why it goes, for a person. */
    String words() {
      return switch (verdict) {
        case Stays _ -> "it stays";
        case Goes(_, var words) -> words;
        case NotOurs(var words) -> words;
      };
    }
  }

  /** How it ended. */
  sealed interface End {
    /** It runs, with {@code kept}. */
    record Started(Vm vm, List<Judged> kept) implements End {}

    record NotDone(Problem why) implements End {}

    /** Somebody is at work on the VM or on a disk of it: to be tried again after a look. */
    record Busy(Problem why, LeaseVerdict.@Nullable Held lease) implements End {}
  }

  /** What was taken away so far, whether the VM was started or not. */
  List<Judged> taken() {
    return List.copyOf(taken);
  }

  /** What would become of each VBD, as far as it is known without reading a disk. */
  List<Judged> judged(Inventory inventory, Vm vm) {
    return judge(inventory, new VmDisks(pool).of(inventory, vm), vm);
  }

  /**
   * Starts it.
   *
   * @param wanted where it shall start if no disk that it keeps says so, null for anywhere
   */
  End start(Inventory inventory, Vm vm, @Nullable Host wanted, Deadline deadline)
      throws InterruptedException {
    switch (leases.verdict(vm)) {
      case LeaseVerdict.Free _ -> {}
      case LeaseVerdict.Held held -> {
        return new End.Busy(new Problem.VmLeased(vm, held.by()), held);
      }
      case LeaseVerdict.Dead dead -> {
        leases.takeOver(LeasePlace.OfVm.of(vm), dead);
        return new End.Busy(new Problem.VmLeased(vm, dead.owner()), null);
      }
    }
    var lease = leases.take(LeasePlace.OfVm.of(vm), OPERATION, surroundings.newToken());
    if (lease.isEmpty()) {
      return new End.Busy(new Problem.VmChanged(vm, "somebody else works on it"), null);
    }
    try {
      return startWith(lease.get(), vm, wanted, deadline);
    } finally {
      lease.get().dropQuietly();
    }
  }

  private End startWith(HeldLease lease, Vm before, @Nullable Host wanted, Deadline deadline)
      throws InterruptedException {
    var inventory = pool.inventoryWith(before.id().uuid());
    if (inventory.vms().size() != 1) {
      return new End.Busy(new Problem.VmChanged(before, "it is gone"), null);
    }
    var vm = inventory.vms().getFirst();
    if (vm.power() != before.power()) {
      return new End.Busy(new Problem.VmChanged(vm, "it is " + vm.power().word() + " now"), null);
    }
    var judged = judge(inventory, read(inventory, vm), vm);
    for (var each : judged) {
      if (each.verdict() instanceof NotOurs(var words)) {
        return new End.NotDone(new Problem.StrangerThere(each.of().disk(), each.of().vbd(), words));
      }
      if (vm.power() == PowerState.SUSPENDED && each.verdict() instanceof Goes(_, var words)) {
        return new End.NotDone(new Problem.CannotResume(vm, each.of().disk(), words));
      }
    }
    var forbidden = forbiddenByOthers(vm.blocks(), vm);
    if (forbidden.isPresent()) {
      return new End.NotDone(forbidden.get());
    }
    for (var each : judged) {
      if (each.verdict() instanceof Goes goes) {
        if (!takeAway(vm, each, goes)) {
          return busy(each.of().disk());
        }
        taken.add(each);
      }
    }
    var kept = judged.stream().filter(each -> each.verdict() instanceof Stays).toList();
    var own = withoutLost(vm, judged);
    var where = kept.isEmpty() ? wanted : kept.getFirst().of().disk().seat().host();
    return lease.mayWrite()
        ? started(vm, own, where, kept, deadline)
        : new End.NotDone(new Problem.VmChanged(vm, "its lease was lost"));
  }

  private End busy(Disk disk) {
    var now = pool.look(disk, null).disk();
    var lease = now == null ? null : now.marks().lease();
    var why =
        now == null || lease == null
            ? new Problem.ChangedMeanwhile(disk, "somebody else came to it")
            : new Problem.Leased(now, lease);
    var held =
        now != null && new Leases(surroundings).verdict(now) instanceof LeaseVerdict.Held h
            ? h
            : null;
    return new End.Busy(why, held);
  }

  private List<VmDisks.Of> read(Inventory inventory, Vm vm) throws InterruptedException {
    var own =
        new VmDisks(pool).of(inventory, vm).stream().map(VmDisks.Of::disk).distinct().toList();
    var known = new ArrayList<Disk>();
    for (var disk : reading.readWhereAllowed(own)) {
      var until = Deadline.in(FOR_THE_CONTROL_DOMAIN, surroundings.ticker());
      // What reads a disk has it attached for a moment, and the start would find it in use.
      known.add(Finder.isUnread(disk) ? disk : settled(disk, until));
    }
    return VmDisks.among(known, vm);
  }

  private Disk settled(Disk disk, Deadline until) throws InterruptedException {
    var now = pool.look(disk, null).disk();
    return now == null ? disk : reading.awaitControlDomainGone(now.with(disk.contents()), until);
  }

  private List<Judged> judge(Inventory inventory, List<VmDisks.Of> own, Vm vm) {
    return own.stream()
        .map(
            of -> {
              var disk = Finder.recognised(inventory, of.disk());
              return new Judged(new VmDisks.Of(disk, of.vbd()), rule.verdict(disk, of.vbd(), vm));
            })
        .toList();
  }

  /** The intent first: whoever dies in between leaves a VBD, which the next one takes away. */
  private boolean takeAway(Vm vm, Judged each, Goes goes) {
    var disk = each.of().disk();
    surroundings
        .progress()
        .tell("taking %s away from %s: %s".formatted(disk.name(), vm.name(), goes.words()));
    goes.why()
        .intent()
        .map(why -> Intent.of(disk, each.of().vbd(), why, surroundings.owner(), now()))
        .ifPresent(intent -> pool.note(vm.id(), intent.key(), intent.text()));
    return new VbdTakeAway(surroundings).destroy(disk, each.of().vbd(), OPERATION);
  }

  private Instant now() {
    return surroundings.clock().now();
  }

  /** VBDs of ours whose disk has no record any more: the start would fail for them. */
  private Optional<OwnVbds> withoutLost(Vm vm, List<Judged> judged) {
    var own = pool.ownVbds(vm.id());
    if (vm.power() == PowerState.HALTED && own.isPresent()) {
      var known = judged.stream().map(each -> each.of().vbd().vbd().uuid()).toList();
      own.get().vbds().stream()
          .filter(vbd -> !known.contains(vbd.vbd().uuid()) && isNotedFor(vm, vbd))
          .forEach(vbd -> pool.destroyVbd(vbd.vbd()));
    }
    return own;
  }

  private static boolean isNotedFor(Vm vm, Attachment vbd) {
    return vbd.kept() != null && vbd.kept().vm().equals(vm.id().uuid());
  }

  private static Optional<Problem> forbiddenByOthers(Blocks blocks, Vm vm) {
    return operations(vm).stream()
        .flatMap(operation -> blocks.byOthers(operation).stream())
        .findFirst()
        .map(text -> new Problem.StartForbidden(vm, text));
  }

  /** With a host and without, in the order in which they are tried. */
  private static List<String> operations(Vm vm) {
    return vm.power() == PowerState.SUSPENDED
        ? List.of("resume_on", "resume")
        : List.of("start_on", "start");
  }

  private End started(
      Vm vm, Optional<OwnVbds> own, @Nullable Host where, List<Judged> kept, Deadline deadline)
      throws InterruptedException {
    boolean free = own.filter(OwnVbds::isFree).isPresent();
    if (!free) {
      startBlock.settle(vm.id());
    }
    if (where != null) {
      var forbidden = pool.cannotStartOn(vm.id(), where);
      if (forbidden != null) {
        return new End.NotDone(
            new Problem.VmCannotStartOn(vm, where, forbidden.code(), forbidden.parameters()));
      }
    }
    surroundings
        .progress()
        .tell(
            "starting %s%s".formatted(vm.name(), where == null ? "" : " on host " + where.name()));
    return switch (startNow(vm, where, free, deadline)) {
      case TaskEnd.Succeeded _ -> new End.Started(vm, kept);
      case TaskEnd.Failed(var code, var parameters) ->
          new End.NotDone(new Problem.VmStartFailed(vm, where, code, parameters));
      case TaskEnd.Pending _ -> new End.NotDone(new Problem.NotStarted(vm, deadline.waited()));
    };
  }

  /** On that host where the role allows it; a VM that keeps a disk can start nowhere else. */
  private TaskEnd startNow(Vm vm, @Nullable Host where, boolean free, Deadline deadline)
      throws InterruptedException {
    var operations = operations(vm);
    if (where != null) {
      try {
        return free
            ? startIt(vm, where, deadline)
            : unblocked(vm, operations.getFirst(), where, deadline);
      } catch (PoolException.Rejected e) {
        if (!e.is("RBAC_PERMISSION_DENIED")) {
          throw e;
        }
        surroundings.progress().tell("the role does not allow to choose the host");
      }
    }
    return free ? startIt(vm, null, deadline) : unblocked(vm, operations.getLast(), null, deadline);
  }

  private TaskEnd unblocked(Vm vm, String operation, @Nullable Host where, Deadline deadline)
      throws InterruptedException {
    var seen = pool.ownVbds(vm.id());
    var others = seen.flatMap(own -> own.blocks().byOthers(operation));
    if (others.isPresent()) {
      return new TaskEnd.Failed("OPERATION_BLOCKED", List.of(vm.id().ref(), others.get()));
    }
    var ours = seen.flatMap(OwnVbds::wanted);
    if (ours.isPresent()) {
      pool.unblock(vm.id(), operation);
    }
    try {
      return startIt(vm, where, deadline);
    } finally {
      ours.map(BootBlock::text).ifPresent(text -> blockAgain(vm, operation, text));
    }
  }

  private TaskEnd startIt(Vm vm, @Nullable Host where, Deadline deadline)
      throws InterruptedException {
    return vm.power() == PowerState.SUSPENDED
        ? pool.resume(vm.id(), where, deadline.left())
        : pool.start(vm.id(), where, deadline.left());
  }

  /** Whatever became of the start, and not cut off by an interrupt that was heard already. */
  private void blockAgain(Vm vm, String operation, String text) {
    boolean interrupted = Thread.interrupted();
    try {
      pool.block(vm.id(), operation, text);
    } catch (PoolException e) {
      surroundings
          .progress()
          .tell(
              "%s of %s is not blocked: %s; `xendisk repair` sets it again"
                  .formatted(operation, vm.name(), e.getMessage()));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
