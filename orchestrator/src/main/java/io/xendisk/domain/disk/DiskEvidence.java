package io.xendisk.domain.disk;

import static io.xendisk.domain.disk.passport.EvidenceKind.BAY;
import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM;
import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM_TYPE;
import static io.xendisk.domain.disk.passport.EvidenceKind.LABEL;
import static io.xendisk.domain.disk.passport.EvidenceKind.MODEL;
import static io.xendisk.domain.disk.passport.EvidenceKind.PARTITION_TABLE;
import static io.xendisk.domain.disk.passport.EvidenceKind.REVISION;
import static io.xendisk.domain.disk.passport.EvidenceKind.SERIAL;
import static io.xendisk.domain.disk.passport.EvidenceKind.SIZE;
import static io.xendisk.domain.disk.passport.EvidenceKind.USB_SERIAL;
import static io.xendisk.domain.disk.passport.EvidenceKind.WWN;

import io.xendisk.domain.disk.contents.FilesystemType;
import io.xendisk.domain.disk.passport.Evidence;
import io.xendisk.domain.disk.passport.EvidenceItem;
import io.xendisk.domain.disk.passport.EvidenceKind;
import io.xendisk.domain.disk.passport.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is known now of which disk a disk is. What its record says of an earlier boot is no
 * part of it (facts §5.8), and what was read at another moment is not either (R1). Pure.
 */
public final class DiskEvidence {
  /** All members of a RAID or a pool have one UUID: it tells which array, not which disk. */
  private static final Set<String> SHARE_A_UUID =
      Set.of(FilesystemType.MD_MEMBER.blkidName(), FilesystemType.ZFS_MEMBER.blkidName());

  private final List<EvidenceItem> items = new ArrayList<>();
  private final Instant now;

  private DiskEvidence(Instant now) {
    this.now = now;
  }

  /** The evidence, dated by when the disk was read, or by {@code now} what its record says. */
  public static Evidence of(Disk disk, Instant now) {
    var gathered = new DiskEvidence(now);
    gathered.record(disk);
    Evidence ofRecord = Evidence.of(gathered.items);
    var memory = disk.marks().memory();
    var current =
        memory.isEmpty()
            ? ofRecord
            : ofRecord.without(memory.get().age().outdatedAt(disk.seat().stamp()));
    return disk.contents() instanceof Contents.Known known ? current.and(of(known)) : current;
  }

  private void record(Disk disk) {
    var hardware = disk.hardware();
    add(SERIAL, hardware.serial(), Source.BY_ID_LINK, now);
    add(WWN, hardware.wwn(), Source.BY_ID_LINK, now);
    add(USB_SERIAL, hardware.usbSerial(), Source.PUSB, now);
    add(MODEL, hardware.model(), Source.VDI_RECORD, now);
    add(REVISION, hardware.revision(), Source.VDI_RECORD, now);
    add(SIZE, Long.toString(hardware.size()), Source.VDI_RECORD, now);
    var bay = disk.seat().bay();
    add(BAY, bay == null ? null : bay.host() + "/" + bay.address(), Source.VDI_RECORD, now);
  }

  /**
   * The evidence in what was read. A kind is missing only where the place that could hold it was
   * looked at: a wiped disk contradicts its passport, one that could not be read does not.
   */
  static Evidence of(Contents.Known known) {
    var gathered = new DiskEvidence(known.readAt());
    var drive = known.drive();
    gathered.add(SERIAL, drive.serial(), Source.SMARTCTL, known.readAt());
    gathered.add(WWN, drive.wwn(), Source.SMARTCTL, known.readAt());
    gathered.add(MODEL, drive.model(), Source.SMARTCTL, known.readAt());
    var table = known.table();
    gathered.read(PARTITION_TABLE, table == null ? null : table.id(), known);
    var filesystem = known.filesystem();
    if (filesystem != null) {
      boolean own = !SHARE_A_UUID.contains(filesystem.type());
      gathered.read(FILESYSTEM, own ? filesystem.uuid() : null, known);
      gathered.read(FILESYSTEM_TYPE, filesystem.type(), known);
      gathered.read(LABEL, filesystem.label(), known);
    }
    var found = Evidence.of(gathered.items);
    return new Evidence(found.items(), missing(known, found));
  }

  private static Set<EvidenceKind> missing(Contents.Known known, Evidence found) {
    boolean reached = !known.partial() || known.filesystem() != null;
    var missing = EnumSet.noneOf(EvidenceKind.class);
    if (reached) {
      missing.add(FILESYSTEM);
    }
    if (reached || known.table() != null) {
      missing.add(PARTITION_TABLE);
    }
    missing.removeAll(found.items().keySet());
    return missing;
  }

  private void read(EvidenceKind kind, @Nullable String value, Contents.Known known) {
    add(kind, value, Source.DISK_BYTES, known.readAt());
  }

  private void add(EvidenceKind kind, @Nullable String value, Source source, Instant at) {
    if (value != null) {
      EvidenceItem.of(kind, value, source, at).ifPresent(items::add);
    }
  }
}
