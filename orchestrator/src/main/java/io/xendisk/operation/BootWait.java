package io.xendisk.operation;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.attach.Vm;
import io.xendisk.port.Deadline;
import io.xendisk.port.GuestPorts;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits until something shows that the guest of a running VM has booted. Thread-safe. */
final class BootWait {
  private final Surroundings surroundings;
  private final Pool pool;
  private final BootEvidenceFinder boots;

  BootWait(Surroundings surroundings, GuestPorts ports, BootSettings settings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.boots = new BootEvidenceFinder(pool, ports, settings);
  }

  /** Whether it has; false at the deadline, or if the VM does not run any more. */
  boolean await(String vm, Deadline deadline) throws InterruptedException {
    while (true) {
      var inventory = pool.inventoryWith(vm);
      if (inventory.vms().size() != 1 || inventory.vms().getFirst().power() != PowerState.RUNNING) {
        return false;
      }
      var now = inventory.vms().getFirst();
      var found = boots.find(now, inventory.hostOf(now));
      if (found.evidence() != null) {
        return true;
      }
      if (deadline.isOver()) {
        return false;
      }
      surroundings
          .progress()
          .tell(
              "waiting for the guest of %s to have booted (at most %d s)"
                  .formatted(now.name(), deadline.left().toSeconds()));
      pool.watchFrom(inventory.moment(), now).changed(shorter(deadline.left(), found.askAgainIn()));
    }
  }

  /** Whether it has by now, without waiting. */
  boolean hasBooted(Inventory inventory, Vm vm) {
    return vm.power() == PowerState.RUNNING
        && boots.find(vm, inventory.hostOf(vm)).evidence() != null;
  }

  private static Duration shorter(Duration one, @Nullable Duration other) {
    return other == null || one.compareTo(other) < 0 ? one : other;
  }
}
