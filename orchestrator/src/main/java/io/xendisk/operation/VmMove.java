package io.xendisk.operation;

import io.xendisk.domain.attach.AttachPolicy;
import io.xendisk.domain.attach.Decision;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Scene;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.domain.disk.Host;
import io.xendisk.port.Deadline;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import io.xendisk.port.TaskEnd;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a VM may go to the host of a disk, and its way there. It goes once in an order, if the
 * person said so, if nothing else stands in the way of the attach, and if the pool lets it.
 * Confined to one order, and its thread.
 */
final class VmMove {
  private final Surroundings surroundings;
  private final Pool pool;
  private final AttachOrder order;
  private boolean moved;

  VmMove(Surroundings surroundings, AttachOrder order) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.order = order;
  }

  /** The decision, or what becomes of it where disk and VM are on two hosts. */
  Decision insteadOf(Decision decision, Scene scene, Inventory inventory) {
    if (!(decision instanceof Decision.Refuse(Problem.WrongHost(var disk, var vm, var vmHost)))) {
      return decision;
    }
    var obstacle = obstacle(disk, vm, vmHost, inventory);
    if (obstacle != null) {
      return new Decision.Refuse(new Problem.VmCannotMove(disk, vm, vmHost, obstacle));
    }
    return order.moveVm() && !moved
        ? ifTogether(scene)
        : new Decision.Refuse(new Problem.VmMayMove(disk, vm, vmHost));
  }

  /** What would be decided if the VM were there already: it does not move in vain. */
  private Decision ifTogether(Scene scene) {
    var there = scene.disk().seat().host();
    var together = new Scene(scene.disk(), scene.vm(), there, scene.evidence(), scene.lease());
    return switch (new AttachPolicy().decide(together, order.request())) {
      case Decision.Act _ -> new Decision.MoveVm(there);
      case Decision other -> other;
    };
  }

  /** Why the VM cannot go, in words; null if it can. */
  private @Nullable String obstacle(Disk disk, Vm vm, Host vmHost, Inventory inventory) {
    var others =
        Stream.concat(disksOf(vm, vmHost, inventory), lostDisksOf(vm, inventory))
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      return "it has other removable disks of host %s: %s".formatted(vmHost.name(), others);
    }
    return Optional.ofNullable(pool.cannotStartOn(vm.id(), disk.seat().host()))
        .map(
            no ->
                "the pool says %s"
                    .formatted((no.code() + " " + String.join(" ", no.parameters())).strip()))
        .orElse(null);
  }

  /** A VBD that is not attached keeps the VM on its host too (facts §3.1). */
  private Stream<String> disksOf(Vm vm, Host vmHost, Inventory inventory) {
    var there =
        inventory.disks().stream()
            .filter(disk -> disk.seat().host().id().equals(vmHost.id()) && disk.vbds() > 0)
            .toList();
    List<Disk> withVbds = there.isEmpty() ? there : pool.withAttachments(there);
    return withVbds.stream()
        .filter(
            disk ->
                disk.attachments().stream()
                    .anyMatch(vbd -> vbd.holder().vm().uuid().equals(vm.id().uuid())))
        .map(Disk::fullName);
  }

  /** What it still has by its notes, though the record is lost (safety rule R9). */
  private static Stream<String> lostDisksOf(Vm vm, Inventory inventory) {
    var known =
        inventory.disks().stream().map(disk -> disk.vdi().uuid()).collect(Collectors.toSet());
    var started = vm.boot() == null ? null : vm.boot().startTime();
    return HeldDisk.in(vm.notes(), vm.id().uuid(), started).stream()
        .filter(held -> !known.contains(held.vdi()) && !vm.notes().containsKey(held.pulledKey()))
        .map(held -> held.name() + ", whose record was lost");
  }

  /** Moves it; why it did not come there, or null. */
  @Nullable Problem move(Vm vm, Host to, Deadline deadline) throws InterruptedException {
    moved = true;
    surroundings.progress().tell("migrating %s to %s".formatted(vm.name(), to.name()));
    return switch (pool.migrate(vm.id(), to, deadline.left())) {
      case TaskEnd.Succeeded _ -> null;
      case TaskEnd.Failed(var code, _) when code.equals("RBAC_PERMISSION_DENIED") ->
          new Problem.MoveNotPermitted(vm, to);
      case TaskEnd.Failed(var code, var parameters) ->
          new Problem.MoveFailed(vm, to, code, parameters);
      case TaskEnd.Pending _ -> new Problem.NotMoved(vm, to, deadline.waited());
    };
  }
}
