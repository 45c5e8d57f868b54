package io.xendisk.domain.repair;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.attach.FirstAttach;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.guard.GuardMark;
import io.xendisk.domain.guard.Intent;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.domain.lease.LeaseVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What may be cleared away without anybody's word: what belongs to nobody who lives, and what no
 * guest can have. VBDs that xendisk did not make are only named. Pure: decides on one look.
 */
public final class RepairRule {
  private final List<Disk> disks;
  private final List<NotedVm> vms;
  private final List<Holding> lost;
  private final Function<Disk, LeaseVerdict> leases;

  private final Function<LeaseMarks, LeaseVerdict> ofMarks;

  /** {@code lost} are disks that VMs have, or had, and that have no record. */
  public RepairRule(
      List<Disk> disks,
      List<NotedVm> vms,
      List<Holding> lost,
      Function<LeaseMarks, LeaseVerdict> leases) {
    this.disks = List.copyOf(disks);
    this.vms = List.copyOf(vms);
    this.lost = List.copyOf(lost);
    this.ofMarks = leases;
    this.leases = disk -> leases.apply(disk.marks().leases());
  }

  /** Leases first: what their owners left is cleared with them. */
  public List<Remedy> remedies() {
    var remedies = new ArrayList<Remedy>();
    disks.forEach(disk -> ofDisk(disk, remedies));
    lost.stream()
        .filter(holding -> holding.left() == Holding.Left.PULLED && holding.vbd() != null)
        .forEach(holding -> remedies.add(new Remedy.DestroyDangling(holding)));
    vms.forEach(vm -> ofVm(vm, remedies));
    remedies.addAll(new GuardRule(disks, vms, lost, ofMarks, going(remedies)).remedies());
    return remedies;
  }

  private static List<Attachment> going(List<Remedy> remedies) {
    return remedies.stream()
        .flatMap(
            remedy ->
                remedy instanceof Remedy.DestroyLeftover(_, var vbd)
                    ? Stream.of(vbd)
                    : Stream.empty())
        .toList();
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
                    .ifPresentOrElse(
                        why -> remedies.add(new Remedy.EraseNote(vm.id(), vm.name(), key, why)),
                        () -> released(vm, key, text).ifPresent(remedies::add)));
    disks.forEach(disk -> disk.attachments().forEach(vbd -> renewed(vm, disk, vbd, remedies)));
  }

  private Optional<String> whyVoid(NotedVm vm, String key, String text) {
    if (key.startsWith(FirstAttach.KEY_PREFIX)) {
      return FirstAttach.parse(text)
          .filter(memory -> !memory.vmUuid().equals(vm.id().uuid()))
          .map(memory -> "it is the memory of VM " + memory.vmUuid());
    }
    if (key.startsWith(Intent.KEY_PREFIX)) {
      return Intent.parse(key, text)
          .filter(intent -> !intent.vm().equals(vm.id().uuid()))
          .map(intent -> "it is an intent of VM " + intent.vm());
    }
    if (key.equals(GuardMark.KEY)) {
      return GuardMark.parse(text)
          .filter(mark -> !mark.vm().equals(vm.id().uuid()))
          .map(mark -> "it is the mark of VM " + mark.vm());
    }
    if (LeaseMarks.of(vm.notes()).leftKeys().contains(key)) {
      return Optional.of("it belongs to no lease");
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
    return isOfAnEarlierBoot(vm, held) && !isStillAttached(held)
        ? Optional.of("the VM was started anew")
        : Optional.empty();
  }

  private static boolean isOfAnEarlierBoot(NotedVm vm, HeldDisk held) {
    return vm.started() != null && vm.started().isAfter(held.started());
  }

  private boolean isStillAttached(HeldDisk held) {
    return disks.stream()
        .flatMap(disk -> disk.attachments().stream())
        .anyMatch(vbd -> isBy(held, vbd) && vbd.attached());
  }

  /**
   * A disk whose record is there, without the VBD by which a VM has it: as long as the record was
   * there, xapi let nobody destroy a VBD that was attached. The notes were read before the VBDs, so
   * that the VBD had been there; that the record is there still is seen before the note goes. Where
   * the disk was pulled, or taken by force, the guest may have remains of it at that place, so that
   * nothing else goes there before its end.
   */
  private Optional<Remedy> released(NotedVm vm, String key, String text) {
    return HeldDisk.parse(key, text)
        .filter(held -> !vm.notes().containsKey(held.pulledKey()))
        .flatMap(
            held ->
                disks.stream()
                    .filter(disk -> disk.vdi().uuid().equals(held.vdi()))
                    .filter(disk -> disk.attachments().stream().noneMatch(a -> isBy(held, a)))
                    .filter(disk -> leases.apply(disk) instanceof LeaseVerdict.Free)
                    .findFirst()
                    .map(disk -> new Remedy.EndHold(disk, held, vm.id(), vm.name())));
  }

  /** A guest that booted again with its disk has it as before, and the old note counts no more. */
  private static void renewed(NotedVm vm, Disk disk, Attachment vbd, List<Remedy> remedies) {
    if (vm.started() != null
        && vbd.isOurs()
        && vbd.isSettled()
        && vbd.holder().vm().uuid().equals(vm.id().uuid())
        && vbd.holder().power() == PowerState.RUNNING
        && HeldDisk.in(vm.notes(), vm.id().uuid(), vm.started()).stream()
            .noneMatch(held -> isBy(held, vbd))) {
      remedies.add(new Remedy.RenewHold(disk, vbd, vm, vm.started()));
    }
  }

  private static boolean isBy(HeldDisk held, Attachment attachment) {
    return attachment.vbd().uuid().equals(held.vbd());
  }
}
