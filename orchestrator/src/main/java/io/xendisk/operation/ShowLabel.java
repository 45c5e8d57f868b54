package io.xendisk.operation;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.domain.disk.Recognised;
import io.xendisk.domain.disk.passport.EvidenceKind;
import io.xendisk.domain.disk.passport.Passport;
import io.xendisk.domain.disk.passport.StoredPassports.Stored;
import io.xendisk.domain.label.Label;
import io.xendisk.domain.rotation.KeptSets;
import io.xendisk.port.Inventory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds out what stands on the label of an enrolled disk, present or not. Thread-safe: holds no
 * state of its own.
 */
public final class ShowLabel {
  private final Surroundings surroundings;

  public ShowLabel(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  public Found<Label> run(DiskSelector disk, String text) throws InterruptedException {
    var inventory = surroundings.pool().inventory();
    return switch (new KeepPassports(surroundings).find(inventory, disk, text)) {
      case Found.Not<Stored>(var why) -> new Found.Not<>(why);
      case Found.One<Stored>(var stored) -> new Found.One<>(label(inventory, stored.passport()));
    };
  }

  private static Label label(Inventory inventory, Passport passport) {
    var here = here(inventory, passport);
    return new Label(
        passport.name(),
        passport.id(),
        passport
            .evidence()
            .value(EvidenceKind.SERIAL)
            .or(() -> here.map(Disk::serial))
            .orElse(null),
        sets(inventory, passport),
        here.map(disk -> disk.seat().host().name()).orElse(null));
  }

  /** The first that carries this passport by what is remembered: nothing is read for a label. */
  private static Optional<Disk> here(Inventory inventory, Passport passport) {
    return Recognised.among(inventory.disks(), List.of(passport)).stream()
        .filter(disk -> !disk.recognition().claims().isEmpty())
        .findFirst();
  }

  private static String sets(Inventory inventory, Passport passport) {
    return KeptSets.in(inventory.notes()).byName().values().stream()
        .map(KeptSets.Kept::set)
        .filter(
            set ->
                set.turns().members().contains(passport.name())
                    || set.turns().members().contains(passport.id()))
        .map(set -> set.name())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
