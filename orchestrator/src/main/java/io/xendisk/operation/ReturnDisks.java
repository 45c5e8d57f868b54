package io.xendisk.operation;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.guard.Intent;
import io.xendisk.domain.repair.NotedVm;
import io.xendisk.port.GuestPorts;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Puts the disks of a VM that was started back once its guest has booted, and waits for that, with
 * nobody there to consent to anything (safety rules R3, R5, R11). Thread-safe: holds no state of
 * its own.
 */
public final class ReturnDisks {
  private final Surroundings surroundings;
  private final Pool pool;
  private final GuestPorts ports;
  private final Function<String, BootSettings> boots;

  ReturnDisks(Surroundings surroundings, GuestPorts ports, Function<String, BootSettings> boots) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.ports = ports;
    this.boots = boots;
  }

  /** Whether a VM runs and something is to come back to it that may be there. */
  public static boolean isDue(NotedVm vm, List<Disk> disks) {
    return vm.power() == PowerState.RUNNING
        && due(vm.notes(), vm.id().uuid(), disks).findAny().isPresent();
  }

  private static Stream<Intent> due(Map<String, String> notes, String vm, List<Disk> disks) {
    return Intent.in(notes, vm).stream()
        .filter(Intent::comesByItself)
        .filter(intent -> disks.stream().anyMatch(disk -> mayBe(disk, intent)));
  }

  /** A disk that nobody has read since its host was started may be any. */
  private static boolean mayBe(Disk disk, Intent intent) {
    return disk.access().present() && (intent.means(disk) || Finder.isUnread(disk));
  }

  /** What became of each that is due; none where the VM is gone or does not run. */
  public List<PutBack.Back> run(String vm, Duration timeout) throws InterruptedException {
    var inventory = pool.inventoryWith(vm);
    return inventory.vms().size() == 1
        ? run(inventory, inventory.vms().getFirst(), timeout)
        : List.of();
  }

  private List<PutBack.Back> run(Inventory inventory, Vm vm, Duration timeout)
      throws InterruptedException {
    var due = due(vm.notes(), vm.id().uuid(), inventory.disks()).toList();
    return vm.power() == PowerState.RUNNING
        ? new PutBack(surroundings, ports, IdentityRule.Consent.OF_A_SCHEDULE)
            .run(vm, due, boots.apply(vm.name()), timeout)
        : List.of();
  }
}
