package io.xendisk.domain.host;

import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.passport.Passport;
import io.xendisk.domain.disk.passport.Recognition;
import io.xendisk.domain.disk.passport.StoredPassports;
import io.xendisk.domain.disk.passport.Twins;
import io.xendisk.domain.disk.passport.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is wrong with which disks are there, and which of them anybody knows. Pure. */
public final class DiskExam {
  private static final long TWO_TEBIBYTES = 2L << 40;

  private final List<Diagnosed> found = new ArrayList<>();

  private DiskExam() {}

  /**
   * With all disks of the pool, recognised among each other.
   *
   * @param small the hosts, by uuid, whose control domains reach 2 TiB of a disk
   */
  public static List<Diagnosed> of(List<Disk> disks, StoredPassports passports, Set<String> small) {
    var exam = new DiskExam();
    for (var disk : disks) {
      exam.identity(disk);
      exam.health(disk);
      exam.size(disk, small.contains(disk.seat().host().id().uuid()));
    }
    exam.twins(disks);
    exam.passports(disks, passports);
    return List.copyOf(exam.found);
  }

  private void identity(Disk disk) {
    if (new IdentityRule().otherDiskThere(disk).isPresent()) {
      add(
          FindingKind.DISK_REBOUND,
          disk.fullName(),
          "its record was seen with another disk behind it",
          "xendisk disk show vdi:%s, then disk enrol --rebound".formatted(disk.vdi().uuid()));
    }
    switch (disk.recognition()) {
      case Recognition.Stranger _ ->
          add(
              FindingKind.DISK_NOT_ENROLLED,
              disk.fullName(),
              "no passport was made for it",
              "xendisk disk enrol " + disk.place());
      case Recognition.Known(var passport, Verdict.Another(var contradictions, _)) ->
          add(
              FindingKind.DISK_CONTRADICTED,
              disk.fullName(),
              "it shows the identity of %s, but another %s"
                  .formatted(
                      passport.name(),
                      contradictions.stream()
                          .map(difference -> difference.kind().words())
                          .distinct()
                          .collect(Collectors.joining(", "))),
              "xendisk disk show vdi:" + disk.vdi().uuid());
      case Recognition.Contested(var claims) ->
          add(
              FindingKind.DISK_CONTRADICTED,
              disk.fullName(),
              "it shows the identities of "
                  + claims.stream()
                      .map(claim -> claim.passport().name())
                      .sorted()
                      .collect(Collectors.joining(" and ")),
              "xendisk disk show vdi:" + disk.vdi().uuid());
      case Recognition.Known _, Recognition.Twin _, Recognition.LastSeen _ -> {}
    }
  }

  private void health(Disk disk) {
    if (disk.drive().isFailing()) {
      add(
          FindingKind.DRIVE_FAILING,
          disk.fullName(),
          "its SMART status was FAILED when it was read",
          "copy what is on it to another disk, and retire it: xendisk disk retire " + disk.name());
    }
  }

  private void size(Disk disk, boolean small) {
    long size = disk.hardware().size();
    if (size <= TWO_TEBIBYTES) {
      return;
    }
    if (disk.contents() instanceof Contents.Known known
        && known.table() != null
        && known.table().type().equals("mbr")) {
      add(
          FindingKind.MBR_TOO_SMALL,
          disk.fullName(),
          "an MBR on a disk of %d bytes".formatted(size),
          "make a GPT on it in the guest, when nothing on it is needed any more");
    }
    if (small) {
      add(
          FindingKind.DISK_TOO_LARGE,
          disk.fullName(),
          "a disk of %d bytes in a host of 5.x or 6.x".formatted(size),
          "use a disk of at most 2 TiB there, or a host of 7.0 or later");
    }
  }

  private void twins(List<Disk> disks) {
    var all = new LinkedHashSet<Set<String>>();
    for (var disk : disks) {
      if (disk.recognition() instanceof Recognition.Twin(var twins, _)) {
        for (Twins each : twins) {
          if (all.add(Set.copyOf(each.disks()))) {
            add(
                FindingKind.DISK_TWIN,
                disks.stream()
                    .filter(one -> each.disks().contains(one.vdi().uuid()))
                    .map(Disk::fullName)
                    .sorted()
                    .collect(Collectors.joining(" and ")),
                "all show %s %s".formatted(each.kind().words(), each.value()),
                "pull all but one, or make a new filesystem on the copy");
          }
        }
      }
    }
  }

  private void passports(List<Disk> disks, StoredPassports passports) {
    var there =
        disks.stream()
            .flatMap(disk -> disk.recognition().claims().stream())
            .map(claim -> claim.passport().id())
            .collect(Collectors.toSet());
    for (Passport passport : passports.all()) {
      if (passport.retiredAt().isEmpty() && !there.contains(passport.id())) {
        add(
            FindingKind.PASSPORT_WITHOUT_DISK,
            "disk " + passport.name() + " (passport " + passport.id() + ")",
            "no disk of the pool shows its identity",
            "nothing while it is off site; else `xendisk disk retire " + passport.name() + "`");
      }
    }
    for (var key : passports.unreadable()) {
      add(
          FindingKind.PASSPORT_UNREADABLE,
          "the pool's key " + key,
          "a newer xendisk wrote it, or it is damaged",
          "use the newer xendisk, or enrol the disk again");
    }
  }

  private void add(FindingKind kind, String about, String evidence, String mend) {
    found.add(Diagnosed.of(kind, about, evidence, mend));
  }
}
