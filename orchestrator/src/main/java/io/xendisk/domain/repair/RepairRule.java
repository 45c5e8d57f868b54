package io.xendisk.domain.repair;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.attach.FirstAttach;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.lease.LeaseVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What may be cleared away without anybody's word: what belongs to nobody who lives, and what no
 * guest can have. VBDs that xendisk did not make are only named. Pure: decides on one look.
 */
public final class RepairRule {
  private final List<Disk> disks;
  private final List<NotedVm> vms;
  private final List<Holding> lost;
  private final Function<Disk, LeaseVerdict> leases;

  /** {@code lost} are disks that VMs have, or had, and that have no record. */
  public RepairRule(
      List<Disk> disks,
      List<NotedVm> vms,
      List<Holding> lost,
      Function<Disk, LeaseVerdict> leases) {
    this.disks = List.copyOf(disks);
    this.vms = List.copyOf(vms);
    this.lost = List.copyOf(lost);
    this.leases = leases;
  }

  /** Leases first: what their owners left is cleared with them. */
  public List<Remedy> remedies() {
    var remedies = new ArrayList<Remedy>();
    disks.forEach(disk -> ofDisk(disk, remedies));
    lost.stream()
        .filter(holding -> holding.left() == Holding.Left.PULLED && holding.vbd() != null)
        .forEach(holding -> remedies.add(new Remedy.DestroyDangling(holding)));
    vms.forEach(vm -> ofVm(vm, remedies));
    return remedies;
  }

  private void ofDisk(Disk disk, List<Remedy> remedies) {
    switch (leases.apply(disk)) {
      case LeaseVerdict.Held _ -> {}
      case LeaseVerdict.Dead dead -> remedies.add(new Remedy.ClearLease(disk, dead));
      case LeaseVerdict.Free _ ->
          disk.attachments().stream()
              .filter(vbd -> isLeftover(disk, vbd))
              .forEach(vbd -> remedies.add(new Remedy.DestroyLeftover(disk, vbd)));
    }
    for (var key : disk.marks().leases().leftKeys()) {
      remedies.add(new Remedy.EraseLeaseKey(disk, key));
    }
  }

  /**
   * Whether a VBD of ours waits for nothing: beside a running VM it was never plugged or has let
   * go; beside a halted one it is what the first-attach rule forbids, unless that VM had the disk.
   */
  public boolean isLeftover(Disk disk, Attachment vbd) {
    if (!vbd.isOurs()
        || vbd.holder().controlDomain()
        || vbd.attached()
        || !vbd.operations().isEmpty()) {
      return false;
    }
    return switch (vbd.holder().power()) {
      case RUNNING -> true;
      case HALTED -> vbd.releasing() || isForbidden(disk, vbd);
      case PAUSED, SUSPENDED, UNKNOWN -> false;
    };
  }

  /** Without the disk's key nobody can tell. */
  private boolean isForbidden(Disk disk, Attachment vbd) {
    return disk.key().isPresent()
        && vms.stream()
            .filter(vm -> vm.id().uuid().equals(vbd.holder().vm().uuid()))
            .map(vm -> vm.notes().get(FirstAttach.keyFor(disk.key().get())))
            .noneMatch(text -> text != null && isMemoryOf(vbd.holder().vm().uuid(), text));
  }

  private static boolean isMemoryOf(String vm, String text) {
    return FirstAttach.isNewer(text)
        || FirstAttach.parse(text).filter(memory -> memory.vmUuid().equals(vm)).isPresent();
  }

  public List<Holding> lost() {
    return lost;
  }

  /** VBDs on removable disks that somebody else made, and that no guest has. */
  public List<Attachment> foreign() {
    return disks.stream()
        .flatMap(disk -> disk.attachments().stream())
        .filter(vbd -> !vbd.isOurs() && !vbd.holder().controlDomain() && !vbd.attached())
        .toList();
  }

  private void ofVm(NotedVm vm, List<Remedy> remedies) {
    new TreeMap<>(vm.notes())
        .forEach(
            (key, text) ->
                whyVoid(vm, key, text)
                    .ifPresent(
                        why -> remedies.add(new Remedy.EraseNote(vm.id(), vm.name(), key, why))));
  }

  private Optional<String> whyVoid(NotedVm vm, String key, String text) {
    if (key.startsWith(FirstAttach.KEY_PREFIX)) {
      return FirstAttach.parse(text)
          .filter(memory -> !memory.vmUuid().equals(vm.id().uuid()))
          .map(memory -> "it is the memory of VM " + memory.vmUuid());
    }
    if (key.startsWith(HeldDisk.PULLED_PREFIX)) {
      var held = HeldDisk.KEY_PREFIX + key.substring(HeldDisk.PULLED_PREFIX.length());
      var note = vm.notes().get(held);
      return note == null ? Optional.of("nothing is held there") : whyVoid(vm, held, note);
    }
    return HeldDisk.parse(key, text).flatMap(held -> whyEnded(vm, held));
  }

  private Optional<String> whyEnded(NotedVm vm, HeldDisk held) {
    if (!held.vm().equals(vm.id().uuid())) {
      return Optional.of("it is a note of VM " + held.vm());
    }
    if (vm.power() == PowerState.HALTED) {
      return Optional.of("the VM has ended");
    }
    if (vm.started() != null && vm.started().isAfter(held.started())) {
      return Optional.of("the VM was started anew");
    }
    if (vm.notes().containsKey(held.pulledKey())) {
      // Its guest may have remains of it at that place, so nothing else goes there before its end.
      return Optional.empty();
    }
    // As long as the record is there, xapi keeps an attached VBD: without one it was let go.
    return disks.stream()
        .filter(disk -> disk.vdi().uuid().equals(held.vdi()))
        .filter(disk -> disk.attachments().stream().noneMatch(a -> isBy(held, a)))
        .findFirst()
        .filter(disk -> leases.apply(disk) instanceof LeaseVerdict.Free)
        .map(disk -> "somebody else released " + disk.name());
  }

  private static boolean isBy(HeldDisk held, Attachment attachment) {
    return attachment.vbd().uuid().equals(held.vbd());
  }
}
