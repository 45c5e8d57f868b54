package io.xendisk.domain.disk.contents;

import io.xendisk.domain.disk.contents.Content.Empty;
import io.xendisk.domain.disk.contents.Content.OutOfReach;
import io.xendisk.domain.disk.contents.Content.Recognised;
import io.xendisk.domain.disk.contents.Content.Unrecognised;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that was read from one disk: its partition table, and what stands in each partition, or on
 * the whole disk where there are no partitions. Immutable.
 */
public record DiskContents(Optional<PartitionTable> partitionTable, List<Content> contents) {

  public DiskContents {
    contents = List.copyOf(contents);
  }

  /** All that was recognised, in the order of the table. */
  public List<Filesystem> filesystems() {
    return recognised().toList();
  }

  /**
   * The filesystem that stands for the disk: the only one recognised, or the one in the largest
   * place, but never that of an EFI system partition. What holds files or covers them goes before
   * swap and the like.
   */
  public Optional<Filesystem> primary() {
    return recognised()
        .filter(found -> !isOnEfiSystemPartition(found))
        .max(
            Comparator.<Filesystem, Boolean>comparing(
                    found -> found.type().holdsFiles() || found.type().isMember())
                .thenComparingLong(found -> found.place().length())
                .thenComparingInt(found -> -found.place().number()));
  }

  /**
   * Whether everything was unmounted cleanly: false if one filesystem is known not to be, true if
   * all are known to be, absent if that cannot be told, as for a partition out of reach (R11).
   */
  public Optional<Boolean> clean() {
    if (recognised().anyMatch(found -> found.clean().equals(Optional.of(false)))) {
      return Optional.of(false);
    }
    boolean anyClean = recognised().anyMatch(found -> found.clean().isPresent());
    return anyClean && contents.stream().noneMatch(DiskContents::mayBeUnclean)
        ? Optional.of(true)
        : Optional.empty();
  }

  /** No partition table, nothing recognised, and the first sectors were read and are zero. */
  public boolean isBlank() {
    return partitionTable.isEmpty()
        && !contents.isEmpty()
        && contents.stream().allMatch(content -> content instanceof Empty);
  }

  /** Whether some place could not be looked at. */
  public boolean isPartial() {
    return contents.stream().anyMatch(content -> content instanceof OutOfReach);
  }

  private static boolean mayBeUnclean(Content content) {
    return switch (content) {
      case Recognised(var found) ->
          found.clean().isEmpty() && (found.type().holdsFiles() || found.type().isMember());
      case Empty _ -> false;
      case Unrecognised _, OutOfReach _ -> true;
    };
  }

  private boolean isOnEfiSystemPartition(Filesystem found) {
    return partitionTable.stream()
        .flatMap(table -> table.partitions().stream())
        .anyMatch(partition -> partition.isEfiSystem() && partition.place().equals(found.place()));
  }

  private Stream<Filesystem> recognised() {
    return contents.stream()
        .flatMap(
            content ->
                content instanceof Recognised(var found) ? Stream.of(found) : Stream.empty());
  }
}
