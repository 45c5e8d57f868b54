package io.xendisk.operation;

import io.xendisk.domain.NearNames;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskChoice;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.domain.disk.Recognised;
import io.xendisk.domain.disk.passport.EvidenceKind;
import io.xendisk.domain.disk.passport.Passport;
import io.xendisk.domain.disk.passport.StoredPassports;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one disk and the one VM that a person means. A name that may stand on a disk is looked
 * for on all disks that may be read, or a second disk of that name would go unnoticed. Thread-safe.
 */
final class Finder {
  private final Pool pool;
  private final DiskReading reading;

  Finder(Pool pool, DiskReading reading) {
    this.pool = pool;
    this.reading = reading;
  }

  /** The pool as it is now, with the VMs of this name or uuid if one is given. */
  Inventory inventory(@Nullable String vm) {
    return vm == null ? pool.inventory() : pool.inventoryWith(vm);
  }

  /** What an order about a disk means, and maybe the one VM that it is to be taken from. */
  record Meant(Inventory inventory, @Nullable Vm vm, Found<Disk> disk) {}

  /** Looks for both in one look at the pool; or why the pool or the VM will not do. */
  Found<Meant> meant(DiskSelector selector, String text, @Nullable String vm)
      throws InterruptedException {
    var inventory = inventory(vm);
    if (!inventory.release().isAtLeast(1, 10)) {
      return new Found.Not<>(new Problem.PoolTooOld(inventory.release().toString()));
    }
    if (vm == null) {
      return new Found.One<>(new Meant(inventory, null, disk(inventory, selector, text)));
    }
    return switch (vm(inventory, vm)) {
      case Found.Not<Vm>(var why) -> new Found.Not<>(why);
      case Found.One<Vm>(var found) ->
          new Found.One<>(new Meant(inventory, found, disk(inventory, selector, text)));
    };
  }

  /** The disk, with its attachments, recognised among all that are known. */
  Found<Disk> disk(Inventory inventory, DiskSelector selector, String text)
      throws InterruptedException {
    var passports = passports(inventory);
    List<Disk> candidates =
        selector.asksForContents()
            ? inventory.disks()
            : inventory.disks().stream().filter(selector::matches).toList();
    var readable = candidates.stream().filter(Finder::isUnread).toList();
    var read = reading.readWhereAllowed(pool.withAttachments(readable));
    var disks = Recognised.among(merged(inventory.disks(), read), passports.all());
    return switch (DiskChoice.of(selector, disks)) {
      case DiskChoice.One(var disk) ->
          new Found.One<>(pool.withAttachments(List.of(disk)).getFirst());
      case DiskChoice.Several(var meant) -> new Found.Not<>(new Problem.DiskAmbiguous(text, meant));
      case DiskChoice.None _ ->
          new Found.Not<>(
              reading
                  .withOthers(read)
                  .<Problem>map(leased -> leased)
                  .or(() -> enrolled(passports, selector).map(Problem.DiskAway::new))
                  .orElseGet(() -> unknown(disks, text)));
    };
  }

  /** The disk as it is recognised with what is known of it now, among all others. */
  static Disk recognised(Inventory inventory, Disk disk) {
    var passports = passports(inventory).all();
    return Recognised.among(merged(inventory.disks(), List.of(disk)), passports).stream()
        .filter(found -> found.vdi().equals(disk.vdi()))
        .findFirst()
        .orElse(disk);
  }

  /** All passports that can be seen: those of the pool, and of the VM that was asked for. */
  static StoredPassports passports(Inventory inventory) {
    return StoredPassports.in(inventory.notes())
        .and(inventory.vms().stream().map(Vm::passports).toList());
  }

  private static Optional<Passport> enrolled(StoredPassports passports, DiskSelector selector) {
    return passports.all().stream().filter(passport -> means(selector, passport)).findFirst();
  }

  /** Whether a disk that is not there was enrolled as what a person names. */
  static boolean means(DiskSelector selector, Passport passport) {
    return switch (selector) {
      case DiskSelector.Label(var text) -> isNamed(passport, text);
      case DiskSelector.FsUuid(var uuid) -> shows(passport, EvidenceKind.FILESYSTEM, uuid);
      case DiskSelector.TableId(var id) -> shows(passport, EvidenceKind.PARTITION_TABLE, id);
      case DiskSelector.Serial(var text) -> shows(passport, EvidenceKind.SERIAL, text);
      case DiskSelector.InBay _, DiskSelector.Device _, DiskSelector.Vdi _ -> false;
      case DiskSelector.Word(var text) ->
          isNamed(passport, text)
              || shows(passport, EvidenceKind.FILESYSTEM, text)
              || shows(passport, EvidenceKind.SERIAL, text);
    };
  }

  private static boolean isNamed(Passport passport, String text) {
    return passport.name().equals(text)
        || passport.evidence().value(EvidenceKind.LABEL).filter(text::equals).isPresent();
  }

  private static boolean shows(Passport passport, EvidenceKind kind, String text) {
    return passport.evidence().value(kind).filter(text::equalsIgnoreCase).isPresent();
  }

  static boolean isUnread(Disk disk) {
    return disk.contents() instanceof Contents.Unread;
  }

  static List<Disk> merged(List<Disk> disks, List<Disk> newer) {
    var merged = new ArrayList<Disk>();
    for (var disk : disks) {
      merged.add(newer.stream().filter(n -> n.vdi().equals(disk.vdi())).findFirst().orElse(disk));
    }
    return merged;
  }

  private static Problem unknown(List<Disk> disks, String text) {
    var known =
        disks.stream()
            .flatMap(
                disk ->
                    Stream.of(
                            disk.enrolledNames().stream(),
                            disk.label().stream(),
                            Stream.of(disk.place()))
                        .flatMap(names -> names))
            .distinct()
            .toList();
    var near = NearNames.to(text.substring(text.indexOf(':') + 1), known);
    var unread = disks.stream().filter(Finder::isUnread).map(Disk::place).toList();
    return new Problem.DiskUnknown(text, near.isEmpty() ? known : near, unread);
  }

  Found<Vm> vm(Inventory inventory, String text) {
    return switch (inventory.vms().size()) {
      case 1 -> new Found.One<>(inventory.vms().getFirst());
      case 0 -> new Found.Not<>(new Problem.VmUnknown(text, NearNames.to(text, pool.vmNames())));
      default -> new Found.Not<>(new Problem.VmAmbiguous(text, inventory.vms()));
    };
  }
}
