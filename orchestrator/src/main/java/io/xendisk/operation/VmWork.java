package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.port.Deadline;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;

/**
 * Finds one VM and works on it with its lease, after a look that was taken with the lease in hand.
 * Others who work on it are waited for. Thread-safe: holds no state of its own.
 */
final class VmWork {
  private final Surroundings surroundings;
  private final Pool pool;
  private final Leases leases;

  VmWork(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.leases = new Leases(surroundings);
  }

  /** What is done with the lease. */
  @FunctionalInterface
  interface Work<T> {
    T on(Inventory inventory, Vm vm, HeldLease lease) throws InterruptedException;
  }

  /** The ordinary VM of this name or uuid, as it is now. */
  Found<Vm> find(Inventory inventory, String name) {
    if (!inventory.release().isAtLeast(1, 10)) {
      return new Found.Not<>(new Problem.PoolTooOld(inventory.release().toString()));
    }
    return switch (new Finder(pool, new DiskReading(surroundings)).vm(inventory, name)) {
      case Found.Not<Vm> not -> not;
      case Found.One<Vm>(var vm) when vm.kind() != Vm.Kind.ORDINARY ->
          new Found.Not<>(new Problem.NoOrdinaryVm(vm));
      case Found.One<Vm> one -> one;
    };
  }

  /** Does it with the lease; or why the lease was not to be had. */
  <T> Found<T> withLease(String name, String operation, Deadline deadline, Work<T> work)
      throws InterruptedException {
    var patience = new Patience(surroundings, deadline);
    while (true) {
      var inventory = pool.inventoryWith(name);
      Vm vm;
      switch (find(inventory, name)) {
        case Found.Not<Vm>(var why) -> {
          return new Found.Not<>(why);
        }
        case Found.One<Vm>(var found) -> vm = found;
      }
      switch (leases.verdict(vm)) {
        case LeaseVerdict.Held held -> {
          if (!patience.passed(held, pool.watchFrom(inventory.moment(), vm))) {
            return new Found.Not<>(new Problem.VmLeased(vm, held.by()));
          }
        }
        case LeaseVerdict.Dead dead -> leases.takeOver(LeasePlace.OfVm.of(vm), dead);
        case LeaseVerdict.Free _ -> {
          var lease = leases.take(LeasePlace.OfVm.of(vm), operation, surroundings.newToken());
          if (lease.isPresent()) {
            try {
              return onFreshLook(vm, lease.get(), work);
            } finally {
              lease.get().dropQuietly();
            }
          }
        }
      }
    }
  }

  private <T> Found<T> onFreshLook(Vm before, HeldLease lease, Work<T> work)
      throws InterruptedException {
    var inventory = pool.inventoryWith(before.id().uuid());
    return inventory.vms().size() == 1
        ? new Found.One<>(work.on(inventory, inventory.vms().getFirst(), lease))
        : new Found.Not<>(new Problem.VmChanged(before, "it is gone"));
  }
}
