package io.xendisk.domain.rotation;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskKey;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.disk.passport.Passport;
import io.xendisk.domain.disk.passport.Recognition;
import io.xendisk.domain.disk.passport.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the members of a set among the disks of a pool: by their passports only, never by a label,
 * a letter or a record (safety rules R3, R5). Immutable.
 *
 * @param disks recognised, with their attachments
 */
public record Lookout(
    RotationSet set, Vm vm, List<Disk> disks, List<Host> hosts, Collection<Passport> passports) {
  public Lookout {
    disks = List.copyOf(disks);
    hosts = List.copyOf(hosts);
    passports = List.copyOf(passports);
  }

  /** The scene of the set, with what the ledger remembers. */
  public Scene scene(Ledger ledger, List<Inhibitor> inhibitors, Instant now) {
    return new Scene(
        set,
        vm.power() == PowerState.RUNNING,
        set.members().stream().map(name -> member(name, ledger, now)).toList(),
        disks.stream().filter(this::isStranger).map(Lookout::stranger).toList(),
        inhibitors,
        now);
  }

  private Scene.Member member(String name, Ledger ledger, Instant now) {
    var passport = passport(name);
    if (passport.isEmpty()) {
      return new Scene.Member(name, name, null, null, new Sighting.Absent());
    }
    var id = passport.get().id();
    var entry = ledger.entry(id).orElseGet(() -> LedgerEntry.first(id, now));
    return new Scene.Member(
        name,
        passport.get().name(),
        entry,
        passport.get().retiredAt().orElse(null),
        sighting(passport.get(), entry));
  }

  private Optional<Passport> passport(String member) {
    return passports.stream()
        .filter(passport -> passport.name().equals(member) || passport.id().equals(member))
        .findFirst();
  }

  private Sighting sighting(Passport passport, LedgerEntry entry) {
    var showing = disks.stream().filter(disk -> shows(disk, passport)).toList();
    if (showing.isEmpty()) {
      return hiding(entry).<Sighting>map(Sighting.Hidden::new).orElseGet(Sighting.Absent::new);
    }
    var disk = showing.stream().filter(Lookout::isTheDisk).findFirst().orElse(showing.getFirst());
    var doubt = doubt(disk);
    return doubt == null ? sighting(disk) : new Sighting.Doubtful(spot(disk), doubt);
  }

  private static boolean shows(Disk disk, Passport passport) {
    return disk.recognition().claims().stream()
        .anyMatch(claim -> claim.passport().id().equals(passport.id()));
  }

  private static boolean isTheDisk(Disk disk) {
    return disk.recognition() instanceof Recognition.Known known && known.isTheDisk();
  }

  /**
   * Why a disk that is not seen may be here all the same: somebody is about to know which one was
   * pushed in, or, if it was here, its host is not live (R4), or has a disk of which nobody knows
   * which it is. A disk that is out stays out until it is seen.
   */
  private Optional<String> hiding(LedgerEntry entry) {
    var beingRead = disks.stream().filter(Lookout::isBeingRead).findFirst();
    if (beingRead.isPresent()) {
      return beingRead.map(disk -> "%s may be it, and is being read".formatted(disk.place()));
    }
    if (entry.stage().isOut()) {
      return Optional.empty();
    }
    if (hosts.stream().anyMatch(host -> !host.live() && host.name().equals(entry.host()))) {
      return Optional.of("host %s, which had it, is not live".formatted(entry.host()));
    }
    return disks.stream()
        .filter(disk -> disk.seat().host().name().equals(entry.host()))
        .filter(disk -> disk.contents() instanceof Contents.Unread)
        .filter(disk -> disk.recognition().claims().isEmpty())
        .map(disk -> "%s may be it, and was not read".formatted(disk.place()))
        .findFirst();
  }

  private static boolean isBeingRead(Disk disk) {
    return disk.contents() instanceof Contents.Unread
        && disk.recognition().claims().isEmpty()
        && disk.marks().leases().lease() != null;
  }

  private static @Nullable String doubt(Disk disk) {
    return switch (disk.recognition()) {
      case Recognition.Known(_, Verdict.Another another) ->
          "another disk shows its identity, or it was reformatted: "
              + another.contradictions().getFirst();
      case Recognition.Known _ -> disk.drive().isFailing() ? "its drive says it is failing" : null;
      case Recognition.Twin _ -> "another disk that is present shows the same identity";
      case Recognition.Contested _ -> "the disk shows the identities of several";
      case Recognition.Stranger _, Recognition.LastSeen _ -> "it is not known any more";
    };
  }

  private Sighting sighting(Disk disk) {
    var spot = spot(disk);
    var holding = disk.access().heldBy();
    if (holding != null) {
      return new Sighting.Elsewhere(spot, holding.holder());
    }
    if (!disk.access().present()) {
      return new Sighting.Hidden("its record is of an earlier time");
    }
    for (var vbd : disk.attachments()) {
      if (!vbd.holder().controlDomain() && !isOfTheVm(vbd)) {
        return new Sighting.Elsewhere(spot, vbd.holder().name());
      }
    }
    return disk.attachments().stream()
        .filter(vbd -> !vbd.holder().controlDomain() && isMeantToStay(disk, vbd))
        .findFirst()
        .map(vbd -> with(vbd, spot))
        .orElseGet(() -> inBay(disk, spot));
  }

  private boolean isOfTheVm(Attachment vbd) {
    return vbd.holder().vm().uuid().equals(vm.id().uuid());
  }

  /**
   * A VBD beside a running VM that is not attached is what a run left behind that died; beside one
   * that is halted it may be of the disk that was under this record before its host restarted.
   */
  private static boolean isMeantToStay(Disk disk, Attachment vbd) {
    return vbd.attached()
        || vbd.releasing()
        || (vbd.holder().power() != PowerState.RUNNING && isMadeFor(disk, vbd));
  }

  private static boolean isMadeFor(Disk disk, Attachment vbd) {
    var key = vbd.kept() == null ? null : vbd.kept().key();
    return key == null || disk.key().map(DiskKey::toString).filter(key::equals).isPresent();
  }

  private static Sighting with(Attachment vbd, Sighting.Spot spot) {
    return vbd.releasing() || vbd.isBeingUnplugged()
        ? new Sighting.Releasing(spot)
        : new Sighting.WithVm(spot, vbd.attached());
  }

  private Sighting inBay(Disk disk, Sighting.Spot spot) {
    var released = disk.marks().released();
    return released == null
        ? new Sighting.Free(spot, proof(disk))
        : new Sighting.SafeToPull(spot, released.since());
  }

  private Sighting.Proof proof(Disk disk) {
    if (!set.mayUse(bay(disk))) {
      return Sighting.Proof.missing(
          disk.seat().bay() == null
              ? "which bay it is in is not known, and the set may use some only"
              : "it is in bay %s, which the set may not use".formatted(bay(disk)));
    }
    return disk.recognition() instanceof Recognition.Known(_, Verdict.NotProvable(var gaps))
        ? Sighting.Proof.missing(
            gaps.stream().sorted().map(Verdict.Gap::words).collect(Collectors.joining("; ")))
        : Sighting.Proof.GIVEN;
  }

  /** A disk in a bay of the set that is none of its members; one that a VM has is in use there. */
  private boolean isStranger(Disk disk) {
    var holding = disk.access().heldBy();
    return (set.bays().contains(bay(disk))
            || (holding != null && holding.vm().uuid().equals(vm.id().uuid())))
        && disk.seat().host().live()
        && disk.access().present()
        && disk.attachments().isEmpty()
        && disk.marks().released() == null
        && (holding != null || isLookedAt(disk))
        && set.members().stream()
            .flatMap(name -> passport(name).stream())
            .noneMatch(passport -> shows(disk, passport));
  }

  /** Whether it was read, or cannot be: somebody else may be reading it right now. */
  private static boolean isLookedAt(Disk disk) {
    return !(disk.contents() instanceof Contents.Unread unread) || unread.failedAt() != null;
  }

  private static Scene.Stranger stranger(Disk disk) {
    var holding = disk.access().heldBy();
    return new Scene.Stranger(
        disk.name(), disk.place(), disk.vdi().uuid(), holding == null ? null : holding.holder());
  }

  private static String bay(Disk disk) {
    var bay = disk.seat().bay();
    return disk.seat().host().name() + "/" + (bay == null ? "" : bay.address());
  }

  /** A place, and what was read there. */
  public static Sighting.Spot spot(Disk disk) {
    var filesystem = disk.filesystem();
    return new Sighting.Spot(
        disk.seat().host().name(),
        disk.place(),
        disk.key().map(DiskKey::toString).orElse("vdi:" + disk.vdi().uuid()),
        filesystem.map(Contents.Filesystem::clean).orElse(null),
        filesystem.map(Contents.Filesystem::usedPercent).orElse(null));
  }
}
