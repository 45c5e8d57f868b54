package io.xendisk.domain.disk.contents;

import static io.xendisk.domain.disk.contents.PartitionTable.Kind.MBR;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads an MBR partition table with its logical partitions. Takes a sector for an MBR on the same
 * terms as blkid: the boot sector of a FAT, exFAT or NTFS filesystem, and the protective MBR of a
 * GPT, are none. Immutable.
 */
final class MbrReader {
  private static final int ENTRIES = 446;
  private static final int ENTRY_SIZE = 16;
  private static final int FIRST_LOGICAL = 5;

  /** More logical partitions than Linux takes, so that a chain that bites its tail ends. */
  private static final int MOST_LOGICAL = 60;

  private final int sectorSize;

  MbrReader(int sectorSize) {
    this.sectorSize = sectorSize;
  }

  private record Entry(int number, int type, long start, long sectors) {
    boolean isExtended() {
      return type == 0x05 || type == 0x0f || type == 0x85;
    }
  }

  /** Whether the sector is the protective MBR of a GPT, possibly among other partitions. */
  static boolean isProtective(Block sector) {
    for (int i = 0; i < 4; i++) {
      int at = ENTRIES + i * ENTRY_SIZE;
      if (sector.u8(at + 4) == 0xee && sector.u32(at + 8) == 1) {
        return hasSignature(sector);
      }
    }
    return false;
  }

  Optional<PartitionTable> read(Region disk, Block first) {
    if (!isMbr(first)) {
      return Optional.empty();
    }
    Optional<String> id =
        first.i32(440) == 0 ? Optional.empty() : Optional.of("%08x".formatted(first.i32(440)));
    List<Partition> partitions = new ArrayList<>();
    for (Entry entry : entries(first)) {
      partitions.add(partition(id, entry.number(), entry, 0));
    }
    for (Entry entry : entries(first)) {
      if (entry.isExtended()) {
        addLogical(disk, partitions, id, entry.start());
      }
    }
    return Optional.of(new PartitionTable(MBR, id, partitions));
  }

  private void addLogical(
      Region disk, List<Partition> partitions, Optional<String> id, long extendedStart) {
    int number = Math.max(FIRST_LOGICAL, partitions.getLast().number() + 1);
    OptionalLong next = OptionalLong.of(extendedStart);
    for (int i = 0; i < MOST_LOGICAL && next.isPresent(); i++) {
      long at = next.getAsLong();
      Block sector = disk.read(at * sectorSize, 512);
      if (sector == null || !hasSignature(sector)) {
        return;
      }
      next = OptionalLong.empty();
      for (Entry entry : entries(sector)) {
        if (entry.isExtended()) {
          next = OptionalLong.of(extendedStart + entry.start());
        } else {
          partitions.add(partition(id, number, entry, at));
          number++;
        }
      }
    }
  }

  private Partition partition(Optional<String> id, int number, Entry entry, long base) {
    return new Partition(
        new Place(number, (base + entry.start()) * sectorSize, entry.sectors() * sectorSize),
        "0x%02x".formatted(entry.type()),
        id.map(text -> "%s-%02x".formatted(text, number)),
        Optional.empty());
  }

  private static List<Entry> entries(Block sector) {
    List<Entry> entries = new ArrayList<>(4);
    for (int i = 0; i < 4; i++) {
      int at = ENTRIES + i * ENTRY_SIZE;
      var entry = new Entry(i + 1, sector.u8(at + 4), sector.u32(at + 8), sector.u32(at + 12));
      if (entry.type() != 0 && entry.start() != 0 && entry.sectors() != 0) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static boolean isMbr(Block sector) {
    if (!hasSignature(sector) || isFilesystemBootSector(sector)) {
      return false;
    }
    for (int i = 0; i < 4; i++) {
      int at = ENTRIES + i * ENTRY_SIZE;
      int boot = sector.u8(at);
      if ((boot != 0 && boot != 0x80) || sector.u8(at + 4) == 0xee) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasSignature(Block sector) {
    return sector.u16(510) == 0xaa55;
  }

  private static boolean isFilesystemBootSector(Block sector) {
    return FatBootSector.of(sector).isPresent()
        || sector.says(3, "NTFS    ")
        || sector.says(3, "EXFAT   ");
  }
}
