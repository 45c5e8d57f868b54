package io.xendisk.domain.repair;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.VmId;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.guard.Blocks;
import io.xendisk.domain.guard.BootBlock;
import io.xendisk.domain.guard.GuardMark;
import io.xendisk.domain.guard.OwnVbds;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.domain.lease.LeaseVerdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is wrong with what guards the start of VMs (safety rule R12): a block that is missing, one
 * that is there for nothing, and leases on VMs whose owner is dead. Pure: decides on one look.
 */
final class GuardRule {
  private final Map<String, NotedVm> vms = new LinkedHashMap<>();
  private final Map<String, List<Attachment>> kept = new LinkedHashMap<>();

  /** VMs on whose disks somebody works, or died: what they keep is in flux. */
  private final Set<String> inFlux = new HashSet<>();

  private final List<Holding> lost;
  private final Function<LeaseMarks, LeaseVerdict> leases;

  /** {@code goes} tells VBDs that are cleared away anyhow. */
  GuardRule(
      List<Disk> disks,
      List<NotedVm> noted,
      List<Holding> lost,
      Function<LeaseMarks, LeaseVerdict> leases,
      List<Attachment> going) {
    this.lost = lost;
    this.leases = leases;
    noted.forEach(vm -> vms.put(vm.id().uuid(), vm));
    for (var disk : disks) {
      for (var vbd : disk.attachments()) {
        if (vbd.isOurs() && !going.contains(vbd)) {
          var vm = vbd.holder().vm().uuid();
          kept.computeIfAbsent(vm, _ -> new ArrayList<>()).add(vbd);
          if (!(leases.apply(disk.marks().leases()) instanceof LeaseVerdict.Free)) {
            inFlux.add(vm);
          }
        }
      }
    }
  }

  List<Remedy> remedies() {
    var remedies = new ArrayList<Remedy>();
    vms.values().forEach(vm -> lease(vm).ifPresent(remedies::add));
    vms.values().stream()
        .filter(vm -> leases.apply(LeaseMarks.of(vm.notes())) instanceof LeaseVerdict.Free)
        .forEach(vm -> takeOut(vm).or(() -> block(vm)).ifPresent(remedies::add));
    // A VM on which nothing is noted has no block either, whatever its VBDs ask for.
    kept.forEach(
        (vm, vbds) -> {
          if (!vms.containsKey(vm) && !inFlux.contains(vm)) {
            var holder = vbds.getFirst().holder();
            wanted(holder.vm(), holder.name(), vbds)
                .map(block -> setBlock(holder.vm(), block))
                .ifPresent(remedies::add);
          }
        });
    return remedies;
  }

  private Optional<Remedy> lease(NotedVm vm) {
    return leases.apply(LeaseMarks.of(vm.notes())) instanceof LeaseVerdict.Dead dead
        ? Optional.of(new Remedy.ClearVmLease(vm.id(), vm.name(), dead))
        : Optional.empty();
  }

  private Optional<Remedy> takeOut(NotedVm vm) {
    var vbds = kept.getOrDefault(vm.id().uuid(), List.of());
    boolean stopped =
        vm.power() == PowerState.HALTED
            && GuardMark.in(vm.notes(), vm.id().uuid()).isPresent()
            && !inFlux.contains(vm.id().uuid());
    return stopped && !vbds.isEmpty()
        ? Optional.of(
            new Remedy.TakeOut(
                vm.id(),
                vm.name(),
                vbds.stream()
                    .map(vbd -> BootBlock.Kept.of(vbd).name())
                    .collect(Collectors.joining(", "))))
        : Optional.empty();
  }

  private Optional<Remedy> block(NotedVm vm) {
    var blocks = new Blocks(vm.id().uuid(), vm.blocked());
    var wanted = wanted(vm.id(), vm.name(), kept.getOrDefault(vm.id().uuid(), List.of()));
    if (wanted.isPresent()) {
      return blocks.say(wanted.get()) || inFlux.contains(vm.id().uuid())
          ? Optional.empty()
          : Optional.of(setBlock(vm.id(), wanted.get()));
    }
    // A VBD on a record that was lost is shown by no disk. No start brings back one that is gone,
    // whatever the guest still has.
    boolean mayKeep =
        lost.stream()
            .filter(holding -> holding.left() == Holding.Left.ATTACHED)
            .anyMatch(holding -> holding.vm().uuid().equals(vm.id().uuid()));
    return blocks.ourOperations().isEmpty() || mayKeep
        ? Optional.empty()
        : Optional.of(new Remedy.LiftBlock(vm.id(), vm.name()));
  }

  private static Optional<BootBlock> wanted(VmId vm, String name, List<Attachment> vbds) {
    return OwnVbds.wanted(vm, name, vbds);
  }

  private static Remedy setBlock(VmId vm, BootBlock block) {
    return new Remedy.SetBlock(
        vm,
        block.vmName(),
        block.disks().stream().map(BootBlock.Kept::name).collect(Collectors.joining(", ")));
  }
}
