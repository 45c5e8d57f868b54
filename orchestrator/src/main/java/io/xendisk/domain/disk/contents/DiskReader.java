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
  /** How much of a partition is zero where nobody ever wrote to it. */
  private static final int HEAD = 4096;

  /** The same for a whole disk, which is called blank then: as far as the last superblock goes. */
  private static final int DISK_HEAD = 68 << 10;

  private static final int SECTOR = 512;
  private static final int LARGE_SECTOR = 4096;

  private final List<Probe> probes = List.of(new ExtProbe());

  public DiskContents read(DiskBytes bytes) {
    var budget = new Budget();
    return read(bytes, budget);
  }

  DiskContents read(DiskBytes bytes, Budget budget) {
    var disk = new Region(bytes, budget, Place.wholeDisk(bytes.size()));
    Optional<PartitionTable> table = tableOf(disk);
    List<Place> places =
        table.stream()
            .flatMap(found -> found.partitions().stream())
            .filter(partition -> !isExtended(partition))
            .map(Partition::place)
            .toList();
    List<Content> contents = new ArrayList<>();
    for (Place place : places.isEmpty() ? List.of(disk.place()) : places) {
      contents.add(contentOf(new Region(bytes, budget, place)));
    }
    return new DiskContents(table, contents);
  }

  private static Optional<PartitionTable> tableOf(Region disk) {
    Block first = disk.read(0, SECTOR);
    if (first == null) {
      return Optional.empty();
    }
    if (MbrReader.isProtective(first)) {
      return new GptReader(SECTOR).read(disk).or(() -> new GptReader(LARGE_SECTOR).read(disk));
    }
    return new MbrReader(SECTOR).read(disk, first);
  }

  private static boolean isExtended(Partition partition) {
    return switch (partition.type()) {
      case "0x05", "0x0f", "0x85" -> true;
      default -> false;
    };
  }

  private Content contentOf(Region region) {
    List<Filesystem> found = new ArrayList<>();
    for (Probe probe : probes) {
      probe.look(region).ifPresent(found::add);
    }
    if (found.size() == 1) {
      return new Recognised(found.getFirst());
    }
    return found.isEmpty() ? unrecognised(region) : new Unrecognised(region.place());
  }

  private static Content unrecognised(Region region) {
    Block first = region.read(0, SECTOR);
    if (first != null && !first.isZero()) {
      return new Unrecognised(region.place());
    }
    int most = region.place().isWholeDisk() ? DISK_HEAD : HEAD;
    Block head = region.read(0, (int) Math.min(most, region.length()));
    if (first == null || head == null) {
      return new OutOfReach(region.place());
    }
    return head.isZero() ? new Empty(region.place()) : new Unrecognised(region.place());
  }
}
