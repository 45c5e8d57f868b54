package io.xendisk.domain.disk.passport;

import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM;
import static io.xendisk.domain.disk.passport.EvidenceKind.LABEL;
import static io.xendisk.domain.disk.passport.EvidenceKind.MODEL;
import static io.xendisk.domain.disk.passport.EvidenceKind.PARTITION_TABLE;
import static io.xendisk.domain.disk.passport.EvidenceKind.SERIAL;
import static io.xendisk.domain.disk.passport.EvidenceKind.SIZE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Evidence and passports for tests. */
final class Disks {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final String FS_A = "aaaaaaaa-0000-4000-8000-000000000001";
  static final String FS_B = "bbbbbbbb-0000-4000-8000-000000000002";
  static final String TABLE_A = "0a0a0a0a";
  static final String TABLE_B = "0b0b0b0b";

  private Disks() {}

  /** Kinds and values in turn. */
  static Evidence evidence(Object... kindsAndValues) {
    List<EvidenceItem> items = new ArrayList<>();
    for (int i = 0; i < kindsAndValues.length; i += 2) {
      items.add(
          EvidenceItem.of(
                  (EvidenceKind) kindsAndValues[i],
                  (String) kindsAndValues[i + 1],
                  Source.VDI_RECORD,
                  NOW)
              .orElseThrow());
    }
    return Evidence.of(items);
  }

  /** A disk of the common model with everything known. */
  static Evidence diskA() {
    return evidence(
        SERIAL,
        "WD-A",
        MODEL,
        "WDC WD20EARS-00M",
        SIZE,
        "2000398934016",
        PARTITION_TABLE,
        TABLE_A,
        FILESYSTEM,
        FS_A,
        LABEL,
        "BACKUP-01");
  }

  static Evidence diskB() {
    return evidence(
        SERIAL,
        "WD-B",
        MODEL,
        "WDC WD20EARS-00M",
        SIZE,
        "2000398934016",
        PARTITION_TABLE,
        TABLE_B,
        FILESYSTEM,
        FS_B,
        LABEL,
        "BACKUP-02");
  }

  /** What a disk shows when its bytes were read and are zero. */
  static Evidence wiped(Evidence disk) {
    var gone = Set.of(FILESYSTEM, PARTITION_TABLE);
    var left = disk.without(List.of(FILESYSTEM, PARTITION_TABLE, LABEL));
    return new Evidence(left.items(), gone);
  }

  static Passport passport(String id, Evidence evidence) {
    return Passport.enrol(id, "disk " + id, NOW, evidence);
  }

  static SeenDisk seen(String id, Evidence evidence) {
    return new SeenDisk(id, true, evidence);
  }

  static Stamp stamp(String hotpluggedAt, String bootTime) {
    return new Stamp(hotpluggedAt, 2_000_398_934_016L, bootTime);
  }
}
