package io.xendisk.operation;

import io.xendisk.domain.NearNames;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.domain.disk.passport.Passport;
import io.xendisk.domain.disk.passport.StoredPassports;
import io.xendisk.domain.disk.passport.StoredPassports.Stored;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Retires disks and forgets them, present or not: a disk that is lost off site has to be retired
 * too. Thread-safe: holds no state of its own.
 */
public final class KeepPassports {
  private final Surroundings surroundings;
  private final Pool pool;
  private final Finder finder;

  public KeepPassports(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.finder = new Finder(pool, new DiskReading(surroundings));
  }

  /** What became of a passport; {@code changed} is false if it was so already. */
  public record Kept(boolean changed, Passport passport) {}

  /** Nobody shall attach the disk any more; its passport stays, so that it is known. */
  public Found<Kept> retire(DiskSelector disk, String text, @Nullable String vm)
      throws InterruptedException {
    var inventory = finder.inventory(vm);
    return switch (find(inventory, disk, text)) {
      case Found.Not<Stored>(var why) -> new Found.Not<>(why);
      case Found.One<Stored>(var stored) -> {
        if (stored.passport().retiredAt().isPresent()) {
          yield new Found.One<>(new Kept(false, stored.passport()));
        }
        var retired = stored.passport().retired(surroundings.clock().now());
        var shelf = new PassportShelf(pool, keeper(inventory));
        yield shelf
            .replace(stored, retired)
            .<Found<Kept>>map(passport -> new Found.One<>(new Kept(true, passport)))
            .orElseGet(() -> new Found.Not<>(new Problem.PassportStays(stored.passport())));
      }
    };
  }

  /** Removes the passport: the disk is as if it had never been enrolled. */
  public Found<Kept> forget(DiskSelector disk, String text, @Nullable String vm)
      throws InterruptedException {
    var inventory = finder.inventory(vm);
    return switch (find(inventory, disk, text)) {
      case Found.Not<Stored>(var why) -> new Found.Not<>(why);
      case Found.One<Stored>(var stored) -> {
        new PassportShelf(pool, keeper(inventory)).erase(stored);
        yield new Found.One<>(new Kept(true, stored.passport()));
      }
    };
  }

  private static @Nullable Vm keeper(Inventory inventory) {
    return inventory.vms().size() == 1 ? inventory.vms().getFirst() : null;
  }

  /** By what was enrolled, else by a disk that is there. */
  Found<Stored> find(Inventory inventory, DiskSelector selector, String text)
      throws InterruptedException {
    var passports = Finder.passports(inventory);
    var enrolled = enrolled(passports, selector);
    if (enrolled.size() == 1) {
      return new Found.One<>(enrolled.getFirst());
    }
    return switch (finder.disk(inventory, selector, text)) {
      case Found.Not<Disk>(Problem.DiskUnknown _) ->
          new Found.Not<>(new Problem.NotEnrolled(text, near(passports, text)));
      case Found.Not<Disk>(var why) -> new Found.Not<>(why);
      case Found.One<Disk>(var disk) ->
          shown(passports, disk)
              .<Found<Stored>>map(Found.One::new)
              .orElseGet(
                  () -> new Found.Not<>(new Problem.NotEnrolled(text, near(passports, text))));
    };
  }

  private static List<Stored> enrolled(StoredPassports passports, DiskSelector selector) {
    return passports.byId().values().stream()
        .filter(stored -> Finder.means(selector, stored.passport()))
        .toList();
  }

  private static Optional<Stored> shown(StoredPassports passports, Disk disk) {
    var claims = disk.recognition().claims();
    return claims.size() == 1
        ? Optional.ofNullable(passports.byId().get(claims.getFirst().passport().id()))
        : Optional.empty();
  }

  private static List<String> near(StoredPassports passports, String text) {
    var names = passports.all().stream().map(Passport::name).sorted().toList();
    var near = NearNames.to(text.substring(text.indexOf(':') + 1), names);
    return near.isEmpty() ? names : near;
  }
}
