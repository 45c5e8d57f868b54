package io.xendisk.domain.disk.contents;

import io.xendisk.domain.disk.contents.Content.Empty;
import io.xendisk.domain.disk.contents.Content.OutOfReach;
import io.xendisk.domain.disk.contents.Content.Recognised;
import io.xendisk.domain.disk.contents.Content.Unrecognised;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what stands on a disk: pure, from bytes to facts. Whatever the bytes say, it ends within
 * its {@link Budget}, throws nothing and allocates little; what cannot be read is told as out of
 * reach. Immutable, so thread-safe.
 */
public final class DiskReader {
  /** As far as the last superblock goes: nothing is told of a place that is not read so far. */
  private static final int HEAD = 68 << 10;

  private static final int SECTOR = 512;
  private static final int LARGE_SECTOR = 4096;

  /** What covers a whole place: the first that is found is what stands there, as with blkid. */
  private final List<Probe> covers =
      List.of(
          new MdProbe(),
          new LvmProbe(),
          new LuksProbe(),
          SignatureProbe.named(FilesystemType.BITLOCKER, 0, 3, "-FVE-FS-"));

  /** All others: if two are found in one place, neither can be trusted. */
  private final List<Probe> filesystems =
      List.of(
          new FatProbe(),
          new XfsProbe(),
          new NtfsProbe(),
          new ExfatProbe(),
          SignatureProbe.named(FilesystemType.REFS, 0, 3, "ReFS\0\0\0\0"),
          SignatureProbe.named(FilesystemType.APFS, 0, 32, "NXSB"),
          new ExtProbe(),
          SignatureProbe.named(FilesystemType.HFSPLUS, 1024, 0, "H+\0\4"),
          SignatureProbe.named(FilesystemType.HFSPLUS, 1024, 0, "HX\0\5"),
          SignatureProbe.f2fs(),
          new SwapProbe(),
          SignatureProbe.jfs(),
          new BtrfsProbe(),
          SignatureProbe.reiserfs("ReIsErFs"),
          SignatureProbe.reiserfs("ReIsEr2Fs"),
          SignatureProbe.reiserfs("ReIsEr3Fs"),
          new ZfsProbe());

  public DiskContents read(DiskBytes bytes) {
    var budget = new Budget();
    return read(bytes, budget);
  }

  DiskContents read(DiskBytes bytes, Budget budget) {
    var disk = new Region(bytes, budget, Place.wholeDisk(bytes.size()));
    Block first = disk.read(0, SECTOR);
    if (first == null) {
      return new DiskContents(Optional.empty(), List.of(new OutOfReach(disk.place())));
    }
    if (MbrReader.isProtective(first)) {
      var table = new GptReader(SECTOR).read(disk).or(() -> new GptReader(LARGE_SECTOR).read(disk));
      return contentsOf(disk, table);
    }
    var table = new MbrReader(SECTOR).read(disk, first);
    var contents = contentsOf(disk, table);
    return table.isPresent() && contents.filesystems().isEmpty()
        ? withLargeSectors(disk, first, contents)
        : contents;
  }

  /** An MBR does not tell the size of its sectors: what is found behind it does. */
  private DiskContents withLargeSectors(Region disk, Block first, DiskContents otherwise) {
    var contents = contentsOf(disk, new MbrReader(LARGE_SECTOR).read(disk, first));
    return contents.filesystems().isEmpty() ? otherwise : contents;
  }

  private DiskContents contentsOf(Region disk, Optional<PartitionTable> table) {
    List<Content> contents = new ArrayList<>();
    for (Partition partition : table.map(PartitionTable::partitions).orElse(List.of())) {
      if (!partition.isExtended()) {
        contents.add(contentOf(disk.part(partition.place())));
      }
    }
    if (!contents.isEmpty()) {
      return new DiskContents(table, contents);
    }
    Content whole = contentOf(disk);
    boolean isVolume =
        whole instanceof Recognised(var found) && found.type() == FilesystemType.LVM2_MEMBER;
    // A physical volume may keep the boot mark of what stood there before: no table, says blkid.
    return new DiskContents(isVolume ? Optional.empty() : table, List.of(whole));
  }

  private Content contentOf(Region region) {
    for (Probe probe : covers) {
      var found = probe.look(region);
      if (found.isPresent()) {
        return new Recognised(found.get());
      }
    }
    List<Filesystem> found = new ArrayList<>();
    for (Probe probe : filesystems) {
      probe.look(region).ifPresent(found::add);
    }
    if (found.size() == 1) {
      return new Recognised(found.getFirst());
    }
    return found.isEmpty() ? unrecognised(region) : new Unrecognised(region.place());
  }

  private static Content unrecognised(Region region) {
    Block head = region.read(0, (int) Math.min(HEAD, region.length()));
    if (head == null) {
      return new OutOfReach(region.place());
    }
    return head.isZero() ? new Empty(region.place()) : new Unrecognised(region.place());
  }
}
