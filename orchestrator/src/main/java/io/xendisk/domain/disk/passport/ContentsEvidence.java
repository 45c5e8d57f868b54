package io.xendisk.domain.disk.passport;

import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM;
import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM_TYPE;
import static io.xendisk.domain.disk.passport.EvidenceKind.LABEL;
import static io.xendisk.domain.disk.passport.EvidenceKind.PARTITION_TABLE;

import io.xendisk.domain.disk.contents.Content;
import io.xendisk.domain.disk.contents.DiskContents;
import io.xendisk.domain.disk.contents.Filesystem;
import io.xendisk.domain.disk.contents.FilesystemType;
import io.xendisk.domain.disk.contents.PartitionTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes the evidence out of what was read from a disk. Pure. */
public final class ContentsEvidence {
  private ContentsEvidence() {}

  /**
   * The evidence in the contents. A kind is missing only where the place that could hold it was
   * read: a wiped disk contradicts its passport, one that could not be read does not.
   */
  public static Evidence of(DiskContents contents, Instant at) {
    List<EvidenceItem> items = new ArrayList<>();
    Optional<Filesystem> primary = contents.primary();
    add(items, PARTITION_TABLE, contents.partitionTable().flatMap(PartitionTable::id), at);
    add(items, FILESYSTEM, primary.flatMap(ContentsEvidence::ownUuid), at);
    add(items, FILESYSTEM_TYPE, primary.map(found -> found.type().blkidName()), at);
    add(items, LABEL, primary.flatMap(Filesystem::label), at);
    var found = Evidence.of(items);
    return new Evidence(found.items(), missing(contents, found));
  }

  /** All members of a RAID or a pool have one UUID: it tells which array it is, not which disk. */
  private static Optional<String> ownUuid(Filesystem filesystem) {
    boolean shared =
        filesystem.type() == FilesystemType.MD_MEMBER
            || filesystem.type() == FilesystemType.ZFS_MEMBER;
    return shared ? Optional.empty() : filesystem.uuid();
  }

  private static Set<EvidenceKind> missing(DiskContents contents, Evidence found) {
    boolean reached =
        contents.contents().stream().anyMatch(content -> !(content instanceof Content.OutOfReach));
    var missing = EnumSet.noneOf(EvidenceKind.class);
    if (reached) {
      missing.add(FILESYSTEM);
    }
    if (reached || contents.partitionTable().isPresent()) {
      missing.add(PARTITION_TABLE);
    }
    missing.removeAll(found.items().keySet());
    return missing;
  }

  private static void add(
      List<EvidenceItem> items, EvidenceKind kind, Optional<String> value, Instant at) {
    value.flatMap(text -> EvidenceItem.of(kind, text, Source.DISK_BYTES, at)).ifPresent(items::add);
  }
}
