package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.disk.Recognised;
import io.xendisk.domain.guard.GuardMark;
import io.xendisk.domain.guard.Intent;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.domain.repair.NotedVm;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is where, of all disks or of those that a word means: a disk or a VM. It reads no
 * disk. Thread-safe: holds no state of its own.
 */
public final class ShowStatus {
  private final Pool pool;
  private final Finder finder;
  private final Holdings holdings;

  public ShowStatus(Surroundings surroundings) {
    this.pool = surroundings.pool();
    this.holdings = new Holdings(surroundings);
    this.finder = new Finder(pool, new DiskReading(surroundings));
  }

  /**
   * What is where at one moment; {@code lost} are disks that VMs had when their record went, {@code
   * vms} those that are guarded or wait for disks, {@code noted} all that something was noted on.
   */
  public record Status(
      Inventory inventory,
      List<Disk> disks,
      List<Holding> lost,
      List<NotedVm> vms,
      List<NotedVm> noted) {}

  public Found<Status> run(@Nullable String word) {
    var inventory = finder.inventory(word);
    var passports = Finder.passports(inventory).all();
    var held = holdings.on(inventory.hosts());
    var known = Recognised.among(pool.withAttachments(inventory), passports);
    var disks = ListDisks.sorted(Holdings.marked(known, held));
    var lost = Holdings.lost(held, disks);
    var noted = pool.notedVms();
    var waiting = noted.stream().filter(ShowStatus::isToBeTold).toList();
    if (word == null) {
      return new Found.One<>(new Status(inventory, disks, lost, waiting, noted));
    }
    var selector = DiskSelector.parse(word);
    var meant =
        disks.stream().filter(disk -> selector.matches(disk) || isWith(disk, word)).toList();
    if (!meant.isEmpty() || finder.vm(inventory, word) instanceof Found.One<Vm>) {
      var vms = waiting.stream().filter(vm -> isAbout(vm, word, meant)).toList();
      return new Found.One<>(new Status(inventory, meant, lost, vms, noted));
    }
    var unread = disks.stream().filter(Finder::isUnread).map(Disk::place).toList();
    return new Found.Not<>(
        new Problem.DiskUnknown(word, disks.stream().map(Disk::name).toList(), unread));
  }

  private static boolean isToBeTold(NotedVm vm) {
    return GuardMark.in(vm.notes(), vm.id().uuid()).isPresent()
        || !Intent.in(vm.notes(), vm.id().uuid()).isEmpty()
        || LeaseMarks.of(vm.notes()).lease() != null;
  }

  private static boolean isAbout(NotedVm vm, String word, List<Disk> disks) {
    return vm.name().equals(word)
        || vm.id().uuid().equals(word)
        || Intent.in(vm.notes(), vm.id().uuid()).stream()
            .anyMatch(intent -> disks.stream().anyMatch(intent::means));
  }

  private static boolean isWith(Disk disk, String vm) {
    return disk.attachments().stream()
        .map(attachment -> attachment.holder())
        .anyMatch(holder -> holder.name().equals(vm) || holder.vm().uuid().equals(vm));
  }

  /** Waits until something happens to the disks of a status; false if nothing did. */
  public boolean changed(Status since, Duration atMost) throws InterruptedException {
    return pool.watchDisks(since.inventory().moment(), since.disks()).changed(atMost);
  }
}
