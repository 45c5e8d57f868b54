package io.xendisk.operation;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.guard.Intent;
import io.xendisk.domain.start.KeptVerdict.Goes;
import io.xendisk.domain.start.KeptVerdict.Stays;
import io.xendisk.operation.SafeStart.Judged;
import io.xendisk.operation.StartOutcome.Disks;
import io.xendisk.operation.StartOutcome.Taken;
import io.xendisk.port.Deadline;
import io.xendisk.port.GuestPorts;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts a VM with no other disks than it had (safety rule R12), and puts back what is to come back
 * once its guest has booted. A VM that runs is only seen to the end: so whoever died over it is
 * finished by the next. No lease is held while the guest boots. Thread-safe: holds no state of its
 * own.
 */
public final class StartVm {
  private final Surroundings surroundings;
  private final Pool pool;
  private final GuestPorts ports;

  public StartVm(Surroundings surroundings, GuestPorts ports) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.ports = ports;
  }

  public StartOutcome run(StartOrder order) throws InterruptedException {
    var attempt = new Attempt(order);
    while (true) {
      var outcome = attempt.lookAndDecide();
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
  }

  /** One order being worked on; its deadlines, and what it took away, outlive a look. */
  private final class Attempt {
    private final StartOrder order;
    private final Deadline deadline;
    private final Patience patience;
    private final DiskReading reading = new DiskReading(surroundings);
    private final SafeStart safeStart = new SafeStart(surroundings, reading);

    Attempt(StartOrder order) {
      this.order = order;
      this.deadline = Deadline.in(order.timeout(), surroundings.ticker());
      this.patience = new Patience(surroundings, deadline);
    }

    Optional<StartOutcome> lookAndDecide() throws InterruptedException {
      var inventory = pool.inventoryWith(order.vm());
      if (!inventory.release().isAtLeast(1, 10)) {
        return notDone(new Problem.PoolTooOld(inventory.release().toString()), null);
      }
      return switch (new Finder(pool, reading).vm(inventory, order.vm())) {
        case Found.Not<Vm>(var why) -> notDone(why, null);
        case Found.One<Vm>(var vm) -> decide(inventory, vm);
      };
    }

    private Optional<StartOutcome> decide(Inventory inventory, Vm vm) throws InterruptedException {
      if (vm.kind() != Vm.Kind.ORDINARY) {
        return notDone(new Problem.NoOrdinaryVm(vm), vm);
      }
      if (order.planOnly()) {
        return Optional.of(new StartOutcome.Planned(vm, planned(inventory, vm)));
      }
      if (clearsDead(inventory, vm)) {
        return Optional.empty();
      }
      return switch (vm.power()) {
        case RUNNING -> Optional.of(seenToTheEnd(vm, false, List.of()));
        case HALTED, SUSPENDED -> start(inventory, vm);
        case PAUSED, UNKNOWN -> notDone(new Problem.VmNotRunning(vm), vm);
      };
    }

    /** Whoever died over the start has left a lease on the VM, and on a disk that it read. */
    private boolean clearsDead(Inventory inventory, Vm vm) {
      var leases = new Leases(surroundings);
      boolean onDisks = leases.clearDead(inventory.disks());
      return leases.clearDead(vm) || onDisks;
    }

    private Disks planned(Inventory inventory, Vm vm) {
      var judged =
          vm.power() == PowerState.RUNNING ? List.<Judged>of() : safeStart.judged(inventory, vm);
      var back = intents(vm).stream().map(intent -> new PutBack.Back(intent, false, null)).toList();
      return new Disks(kept(judged), taken(judged), back);
    }

    private Optional<StartOutcome> start(Inventory inventory, Vm vm) throws InterruptedException {
      return switch (safeStart.start(inventory, vm, hostOfIntents(inventory, vm), deadline)) {
        case SafeStart.End.Started(_, var kept) -> Optional.of(seenToTheEnd(vm, true, kept));
        case SafeStart.End.NotDone(var why) -> notDone(why, vm);
        case SafeStart.End.Busy(var why, var lease) ->
            patience.passed(lease, pool.watchFrom(inventory.moment(), vm))
                ? Optional.empty()
                : notDone(why, vm);
      };
    }

    /** Where the disks are that are to come back. */
    private @Nullable Host hostOfIntents(Inventory inventory, Vm vm) {
      return intents(vm).stream()
          .flatMap(intent -> inventory.disks().stream().filter(intent::means))
          .filter(disk -> disk.access().present())
          .map(disk -> disk.seat().host())
          .findFirst()
          .orElse(null);
    }

    /**
     * The disks that it booted with: the notes of the boot before are void (safety rule R9), and
     * whoever died over the new ones has left none.
     */
    private void renewHolds(Inventory inventory, Vm now) {
      var holdings = new Holdings(surroundings);
      new VmDisks(pool).of(inventory, now).forEach(of -> holdings.renew(of.disk(), now, of.vbd()));
    }

    private StartOutcome seenToTheEnd(Vm vm, boolean startedNow, List<Judged> kept)
        throws InterruptedException {
      var inventory = pool.inventoryWith(vm.id().uuid());
      var now = inventory.vms().stream().findFirst().orElse(vm);
      if (!now.blocks().ourOperations().isEmpty() || !kept.isEmpty()) {
        new StartBlock(pool).settle(now.id());
      }
      renewHolds(inventory, now);
      // What was parked for a backup of a VM that runs comes back by unpark only.
      var intents =
          intents(now).stream().filter(intent -> startedNow || intent.comesByItself()).toList();
      if (!intents.isEmpty() && !waitForBoot(now)) {
        return new StartOutcome.NotDone(
            startedNow,
            new Problem.GuestNotBooted(now, deadline.waited()),
            now,
            new Disks(kept(kept), taken(safeStart.taken()), List.of()));
      }
      var back = new PutBack(surroundings, ports).run(now, intents, order.boot(), atLeastAMinute());
      var disks = new Disks(kept(kept), taken(safeStart.taken()), back);
      boolean changed = startedNow || back.stream().anyMatch(PutBack.Back::changed);
      return PutBack.left(back)
          .<StartOutcome>map(why -> new StartOutcome.NotDone(changed, why, now, disks))
          .orElseGet(() -> new StartOutcome.Runs(changed, startedNow, now, disks));
    }

    /** What is left of the time: an attach that was begun is not cut off at once. */
    private Duration atLeastAMinute() {
      var least = Duration.ofMinutes(1);
      return deadline.left().compareTo(least) < 0 ? least : deadline.left();
    }

    private boolean waitForBoot(Vm vm) throws InterruptedException {
      return new BootWait(surroundings, ports, order.boot()).await(vm.id().uuid(), deadline);
    }

    private List<Intent> intents(Vm vm) {
      return Intent.in(vm.notes(), vm.id().uuid());
    }

    private Optional<StartOutcome> notDone(Problem why, @Nullable Vm vm) {
      var disks = new Disks(List.of(), taken(safeStart.taken()), List.of());
      return Optional.of(new StartOutcome.NotDone(!disks.taken().isEmpty(), why, vm, disks));
    }

    private static List<Disk> kept(List<Judged> judged) {
      return judged.stream()
          .filter(each -> each.verdict() instanceof Stays)
          .map(each -> each.of().disk())
          .toList();
    }

    private static List<Taken> taken(List<Judged> judged) {
      return judged.stream()
          .flatMap(
              each ->
                  each.verdict() instanceof Goes goes
                      ? Stream.of(new Taken(each.of().disk(), goes))
                      : Stream.empty())
          .toList();
    }
  }
}
