package io.xendisk.operation;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.VmId;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.guard.Intent;
import io.xendisk.domain.repair.NotedVm;
import io.xendisk.domain.repair.Remedy;
import io.xendisk.port.GuestPorts;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a repair does about {@linkplain Intent disks that are to come back}: it attaches those that
 * are there to guests that have booted, and waits for none. Thread-safe.
 */
final class RepairIntents {
  private static final Duration AT_MOST = Duration.ofMinutes(2);

  private final Surroundings surroundings;
  private final Pool pool;
  private final GuestPorts ports;
  private final Function<String, BootSettings> boot;

  RepairIntents(Surroundings surroundings, GuestPorts ports, Function<String, BootSettings> boot) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.ports = ports;
    this.boot = boot;
  }

  /** One for each VM that runs and whose guest has booted. */
  List<Remedy> remedies() {
    var remedies = new ArrayList<Remedy>();
    for (var vm : pool.notedVms()) {
      if (vm.power() == PowerState.RUNNING && isWaiting(vm)) {
        var due = due(vm.id());
        due.filter(found -> !found.intents().isEmpty())
            .ifPresent(
                found ->
                    remedies.add(
                        new Remedy.PutBack(
                            vm.id(),
                            vm.name(),
                            found.intents().stream()
                                .map(Intent::name)
                                .collect(Collectors.joining(", ")))));
      }
    }
    return remedies;
  }

  private static boolean isWaiting(NotedVm vm) {
    return Intent.in(vm.notes(), vm.id().uuid()).stream().anyMatch(Intent::comesByItself);
  }

  /** A VM with what is due. */
  private record Due(Vm vm, List<Intent> intents) {}

  private Optional<Due> due(VmId id) {
    var inventory = pool.inventoryWith(id.uuid());
    if (inventory.vms().size() != 1) {
      return Optional.empty();
    }
    var vm = inventory.vms().getFirst();
    return new BootWait(surroundings, ports, boot.apply(vm.name())).hasBooted(inventory, vm)
        ? Optional.of(new Due(vm, present(inventory, vm)))
        : Optional.empty();
  }

  private static List<Intent> present(Inventory inventory, Vm vm) {
    return Intent.in(vm.notes(), vm.id().uuid()).stream()
        .filter(Intent::comesByItself)
        .filter(
            intent ->
                inventory.disks().stream()
                    .anyMatch(disk -> disk.access().present() && intent.means(disk)))
        .toList();
  }

  /** Whether all that is due is there. */
  boolean putBack(VmId id) throws InterruptedException {
    var due = due(id);
    if (due.isEmpty()) {
      return false;
    }
    var vm = due.get().vm();
    return new PutBack(surroundings, ports)
        .run(vm, due.get().intents(), boot.apply(vm.name()), AT_MOST).stream()
            .allMatch(PutBack.Back::isThere);
  }

  /** A disk that a halted VM never had, made by hand for its next boot, comes back after that. */
  void rememberIfForbidden(Disk disk, Attachment vbd) {
    var holder = vbd.holder();
    if (holder.power() != PowerState.HALTED || vbd.attached()) {
      return;
    }
    pool.inventoryWith(holder.vm().uuid()).vms().stream()
        .filter(vm -> disk.key().flatMap(vm::firstAttached).isEmpty())
        .findFirst()
        .ifPresent(
            vm -> {
              var intent =
                  Intent.of(
                      disk,
                      vbd,
                      Intent.Why.FORBIDDEN,
                      surroundings.owner(),
                      surroundings.clock().now());
              pool.note(vm.id(), intent.key(), intent.text());
            });
  }
}
