package io.xendisk.domain.disk.contents;

import static io.xendisk.domain.disk.contents.PartitionTable.Kind.GPT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a GUID partition table: the primary one, or the backup in the last sector where the primary
 * is damaged and the backup can be reached. Header and entries count only with the right checksums.
 * Immutable.
 */
final class GptReader {
  private static final int LEAST_HEADER = 92;
  private static final int LEAST_ENTRY = 128;
  private static final int MOST_ENTRIES_BYTES = 256 << 10;
  private static final int MOST_ENTRIES = 1024;

  private final int sectorSize;

  GptReader(int sectorSize) {
    this.sectorSize = sectorSize;
  }

  Optional<PartitionTable> read(Region disk) {
    return tableAt(disk, 1).or(() -> tableAt(disk, disk.length() / sectorSize - 1));
  }

  private Optional<PartitionTable> tableAt(Region disk, long lba) {
    Block header = lba < 1 ? null : disk.read(lba * sectorSize, 512);
    if (header == null || !isHeader(header, lba)) {
      return Optional.empty();
    }
    long count = header.u32(80);
    long entrySize = header.u32(84);
    long entriesAt = header.i64(72);
    if (count > MOST_ENTRIES
        || entrySize < LEAST_ENTRY
        || entrySize % 8 != 0
        || count * entrySize > MOST_ENTRIES_BYTES
        || entriesAt < 2
        || entriesAt > Long.MAX_VALUE / sectorSize) {
      return Optional.empty();
    }
    int arraySize = (int) (count * entrySize);
    Block entries = disk.read(entriesAt * sectorSize, arraySize);
    if (entries == null || entries.crc32(0, arraySize, -1) != header.i32(88)) {
      return Optional.empty();
    }
    List<Partition> partitions = new ArrayList<>();
    for (int i = 0; i < count && disk.budget().step(); i++) {
      partition(entries, (int) (i * entrySize), i + 1).ifPresent(partitions::add);
    }
    return Optional.of(new PartitionTable(GPT, DiskText.guid(header, 56), partitions));
  }

  private boolean isHeader(Block header, long lba) {
    if (!header.says(0, "EFI PART") || header.i64(24) != lba) {
      return false;
    }
    long size = header.u32(12);
    return size >= LEAST_HEADER
        && size <= header.length()
        && header.crc32(0, (int) size, 16) == header.i32(16);
  }

  private Optional<Partition> partition(Block entries, int at, int number) {
    Optional<String> type = DiskText.guid(entries, at);
    long first = entries.i64(at + 32);
    long last = entries.i64(at + 40);
    if (type.isEmpty() || first < 2 || last < first || last >= Long.MAX_VALUE / sectorSize) {
      return Optional.empty();
    }
    var place = new Place(number, first * sectorSize, (last - first + 1) * sectorSize);
    return Optional.of(
        new Partition(
            place,
            type.get(),
            DiskText.guid(entries, at + 16),
            DiskText.utf16(entries, at + 56, 72)));
  }
}
