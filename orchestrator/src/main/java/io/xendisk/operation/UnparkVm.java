package io.xendisk.operation;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.guard.GuardMark;
import io.xendisk.domain.guard.Intent;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.port.Deadline;
import io.xendisk.port.GuestPorts;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.util.List;
import java.util.Objects;

/**
 * Puts the disks back that are to come back to a VM, by whatever way they went. No lease is held
 * while its guest boots. Thread-safe: holds no state of its own.
 */
public final class UnparkVm {
  private final Surroundings surroundings;
  private final Pool pool;
  private final GuestPorts ports;
  private final VmWork vms;

  public UnparkVm(Surroundings surroundings, GuestPorts ports) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.ports = ports;
    this.vms = new VmWork(surroundings);
  }

  public UnparkOutcome run(StartOrder order) throws InterruptedException {
    var deadline = Deadline.in(order.timeout(), surroundings.ticker());
    var inventory = pool.inventoryWith(order.vm());
    return switch (vms.find(inventory, order.vm())) {
      case Found.Not<Vm>(var why) -> new UnparkOutcome.NotDone(why, null, List.of());
      case Found.One<Vm>(var vm) when order.planOnly() ->
          new UnparkOutcome.Planned(vm, intents(vm));
      case Found.One<Vm>(var vm) -> whenBooted(inventory, vm, order, deadline);
    };
  }

  private UnparkOutcome whenBooted(Inventory inventory, Vm vm, StartOrder order, Deadline deadline)
      throws InterruptedException {
    if (intents(vm).isEmpty() && LeaseMarks.of(vm.notes()).equals(LeaseMarks.NONE)) {
      new Leases(surroundings).clearDead(inventory.disks());
      return new UnparkOutcome.Back(false, vm, List.of());
    }
    boolean first = intents(vm).stream().anyMatch(intent -> intent.why() == Intent.Why.FORBIDDEN);
    if (first
        && vm.power() == PowerState.RUNNING
        && !new BootWait(surroundings, ports, order.boot()).await(vm.id().uuid(), deadline)) {
      return new UnparkOutcome.NotDone(
          new Problem.GuestNotBooted(vm, deadline.waited()), vm, List.of());
    }
    return switch (vms.withLease(
        vm.id().uuid(), "unpark", deadline, (_, now, _) -> back(now, order.boot(), deadline))) {
      case Found.Not<UnparkOutcome>(var why) -> new UnparkOutcome.NotDone(why, vm, List.of());
      case Found.One<UnparkOutcome>(var outcome) -> outcome;
    };
  }

  private UnparkOutcome back(Vm vm, BootSettings boot, Deadline deadline)
      throws InterruptedException {
    boolean guarded = GuardMark.in(vm.notes(), vm.id().uuid()).isPresent();
    if (guarded && vm.power() == PowerState.HALTED) {
      return new UnparkOutcome.AfterBoot(
          vm,
          intents(vm).stream()
              .map(intent -> new PutBack.Back(intent, false, new Problem.HaltedFirstAttach(vm)))
              .toList());
    }
    var back = new PutBack(surroundings, ports).run(vm, intents(vm), boot, deadline.left());
    var left = back.stream().map(PutBack.Back::why).filter(Objects::nonNull).toList();
    if (left.isEmpty()) {
      return new UnparkOutcome.Back(back.stream().anyMatch(PutBack.Back::changed), vm, back);
    }
    return left.stream().allMatch(Problem.HaltedFirstAttach.class::isInstance)
        ? new UnparkOutcome.AfterBoot(vm, back)
        : new UnparkOutcome.NotDone(left.getFirst(), vm, back);
  }

  private static List<Intent> intents(Vm vm) {
    return Intent.in(vm.notes(), vm.id().uuid());
  }
}
