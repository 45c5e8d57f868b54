package io.xendisk.domain.disk.contents;

import java.time.Instant;
import java.util.Optional;

/**
 * What an ext2/3/4 superblock tells of its filesystem. {@code clean} says that it was unmounted
 * cleanly: the kernel's mark stands and no journal waits to be replayed; errors that were noted are
 * told apart. The free bytes are those of the last unmount (facts §12). Immutable.
 */
public record ExtState(
    boolean clean,
    boolean needsJournalReplay,
    boolean errorsNoted,
    Optional<Instant> lastMountedAt,
    Optional<String> lastMountedOn,
    int mountCount,
    long sizeBytes,
    long freeBytes) {

  public ExtState {
    if (sizeBytes <= 0 || freeBytes < 0 || freeBytes > sizeBytes) {
      throw new IllegalArgumentException(
          "a filesystem has no more free bytes than bytes, was %d of %d"
              .formatted(freeBytes, sizeBytes));
    }
    if (clean && needsJournalReplay) {
      throw new IllegalArgumentException("a filesystem is not clean while its journal is open");
    }
  }

  public long usedBytes() {
    return sizeBytes - freeBytes;
  }

  /** Used blocks of all blocks, metadata included, rounded to the nearest whole. */
  public int usedPercent() {
    return (int) Math.round(100.0 * usedBytes() / sizeBytes);
  }
}
