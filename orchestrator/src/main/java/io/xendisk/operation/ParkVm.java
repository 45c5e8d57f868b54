package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.domain.guard.Intent;
import io.xendisk.operation.ParkOutcome.Out;
import io.xendisk.port.Deadline;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes all removable disks out of a VM, each as cleanly as a release does, and remembers on the VM
 * that they are to come back: a snapshot of a VM with such a disk fails (facts §3.5). Nobody is
 * told that a disk is safe to pull. The memory is written first, so that whoever dies over it
 * leaves nothing forgotten. Thread-safe: holds no state of its own.
 */
public final class ParkVm {
  private final Surroundings surroundings;
  private final Pool pool;
  private final VmWork vms;

  public ParkVm(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.vms = new VmWork(surroundings);
  }

  /**
   * Parks them.
   *
   * @param name the VM's name or uuid
   * @param atMost how long all guests together may take to let go
   */
  public ParkOutcome run(String name, boolean planOnly, Duration atMost)
      throws InterruptedException {
    var deadline = Deadline.in(atMost, surroundings.ticker());
    if (planOnly) {
      return planned(name);
    }
    return switch (vms.withLease(
        name,
        "park",
        deadline,
        (inventory, vm, lease) -> {
          var disks = new VmDisks(pool).of(inventory, vm);
          finish(inventory, vm);
          return parked(vm, disks, lease, deadline);
        })) {
      case Found.Not<ParkOutcome>(var why) -> new ParkOutcome.NotDone(why, null, List.of());
      case Found.One<ParkOutcome>(var outcome) -> outcome;
    };
  }

  private ParkOutcome planned(String name) {
    var inventory = pool.inventoryWith(name);
    return switch (vms.find(inventory, name)) {
      case Found.Not<Vm>(var why) -> new ParkOutcome.NotDone(why, null, List.of());
      case Found.One<Vm>(var vm) ->
          new ParkOutcome.Planned(
              vm, new VmDisks(pool).of(inventory, vm).stream().map(VmDisks.Of::disk).toList());
    };
  }

  /** What somebody who died over it left undone for disks that are out already. */
  private void finish(Inventory inventory, Vm vm) {
    new Leases(surroundings).clearDead(inventory.disks());
    var holdings = new Holdings(surroundings);
    inventory.disks().stream()
        .filter(disk -> disk.vbds() == 0)
        .forEach(disk -> holdings.endOfGoneVbds(vm.id(), vm.notes(), disk));
    if (!vm.blocks().ourOperations().isEmpty()) {
      new StartBlock(pool).settle(vm.id());
    }
  }

  private ParkOutcome parked(Vm vm, List<VmDisks.Of> disks, HeldLease lease, Deadline deadline)
      throws InterruptedException {
    var outs = new ArrayList<Out>();
    for (var of : disks) {
      if (!lease.mayWrite()) {
        outs.add(new Out(of.disk(), new Problem.VmChanged(vm, "its lease was lost")));
        continue;
      }
      remember(vm, of);
      outs.add(released(vm, of, deadline));
    }
    return outs.stream()
        .filter(out -> !out.isOut())
        .findFirst()
        .<ParkOutcome>map(out -> notDone(out, vm, outs))
        .orElseGet(() -> new ParkOutcome.Parked(!outs.isEmpty(), vm, outs));
  }

  private static ParkOutcome notDone(Out first, Vm vm, List<Out> outs) {
    return first.why() == null
        ? new ParkOutcome.Parked(true, vm, outs)
        : new ParkOutcome.NotDone(first.why(), vm, outs);
  }

  /** What is there already holds on: it may be another reason for which the disk comes back. */
  private void remember(Vm vm, VmDisks.Of of) {
    var intent =
        Intent.of(
            of.disk(),
            of.vbd(),
            Intent.Why.PARKED,
            surroundings.owner(),
            surroundings.clock().now());
    pool.note(vm.id(), intent.key(), intent.text());
  }

  private Out released(Vm vm, VmDisks.Of of, Deadline deadline) throws InterruptedException {
    var order =
        new DetachOrder(
            new DiskSelector.Vdi(of.disk().vdi().uuid()),
            of.disk().name(),
            vm.id().uuid(),
            false,
            false,
            deadline.left(),
            DetachOrder.Purpose.TO_COME_BACK);
    return switch (new DetachDisk(surroundings).run(order)) {
      case DetachOutcome.Out out -> new Out(out.disk(), null);
      case DetachOutcome.NotDone notDone -> new Out(of.disk(), notDone.why());
      case DetachOutcome.Planned _ -> throw new IllegalStateException("nobody asked for a plan");
    };
  }
}
