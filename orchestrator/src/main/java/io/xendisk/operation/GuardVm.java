package io.xendisk.operation;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.guard.GuardMark;
import io.xendisk.domain.guard.Intent;
import io.xendisk.port.Deadline;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.time.Duration;

/**
 * Marks a VM as guarded, and takes the disks out of one that has stopped: so no start of it, by
 * whatever client, can attach anything, and its leftover VBDs bind it to no host (facts §3.1,
 * §3.2). Thread-safe: holds no state of its own.
 */
public final class GuardVm {
  private static final Duration AT_MOST = Duration.ofMinutes(2);

  private final Surroundings surroundings;
  private final Pool pool;
  private final VmWork vms;

  public GuardVm(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.vms = new VmWork(surroundings);
  }

  /** The VM as it is marked now; {@code changed} is false if it was so already. */
  public record Guarded(boolean changed, Vm vm, boolean guarded) {}

  /** Marks it, or takes the mark off. */
  public Found<Guarded> mark(String name, boolean guarded) {
    var inventory = pool.inventoryWith(name);
    return switch (vms.find(inventory, name)) {
      case Found.Not<Vm>(var why) -> new Found.Not<>(why);
      case Found.One<Vm>(var vm) -> new Found.One<>(new Guarded(set(vm, guarded), vm, guarded));
    };
  }

  private boolean set(Vm vm, boolean guarded) {
    boolean is = isGuarded(vm);
    if (is == guarded) {
      return false;
    }
    // A clone's mark, which is none, stands in the way of ours.
    pool.erase(vm.id(), GuardMark.KEY);
    if (guarded) {
      var mark = new GuardMark(vm.id().uuid(), surroundings.clock().now(), surroundings.owner());
      pool.note(vm.id(), GuardMark.KEY, mark.text());
    }
    return true;
  }

  static boolean isGuarded(Vm vm) {
    return GuardMark.in(vm.notes(), vm.id().uuid()).isPresent();
  }

  /**
   * Takes the disks out of a guarded VM that has stopped, and remembers that they come back after
   * its next boot.
   *
   * @return whether all are out; false too where somebody works on the VM or on a disk of it
   */
  public boolean takeOut(String vm) throws InterruptedException {
    var deadline = Deadline.in(AT_MOST, surroundings.ticker());
    return vms.withLease(vm, "guard", deadline, this::takeOut)
            instanceof Found.One<Boolean>(var all)
        && all;
  }

  private boolean takeOut(Inventory inventory, Vm vm, HeldLease lease) {
    if (!isGuarded(vm) || vm.power() != PowerState.HALTED) {
      return true;
    }
    boolean all = true;
    for (var of : new VmDisks(pool).of(inventory, vm)) {
      if (of.vbd().isOurs() && lease.mayWrite()) {
        all &= takeOut(vm, of);
      }
    }
    new StartBlock(pool).settle(vm.id());
    return all;
  }

  private boolean takeOut(Vm vm, VmDisks.Of of) {
    var keep = of.vbd().kept();
    boolean forGood = of.vbd().releasing() || (keep != null && keep.keep() == Keep.UNTIL_SHUTDOWN);
    if (!forGood) {
      var intent =
          Intent.of(
              of.disk(),
              of.vbd(),
              Intent.Why.GUARDED,
              surroundings.owner(),
              surroundings.clock().now());
      pool.note(vm.id(), intent.key(), intent.text());
    }
    return new VbdTakeAway(surroundings).destroy(of.disk(), of.vbd(), "guard");
  }
}
