package io.xendisk.domain.disk.contents;

import java.util.Optional;

/**
 * Looks through a directory of 32-byte entries whose clusters hang together in a file allocation
 * table of 32-bit numbers, as FAT32 and exFAT have it. Looks at no more than {@link #MOST_READS}
 * pieces, so that a chain that bites its tail ends. Confined to one thread.
 */
final class ClusterChain {
  private static final int ENTRY = 32;
  private static final int PIECE = 4096;
  private static final int MOST_READS = 64;
  private static final long LAST_CLUSTER = 0x0fff_fff6;

  private final Region region;
  private final long fatAt;
  private final long heapAt;
  private final long clusterSize;

  ClusterChain(Region region, long fatAt, long heapAt, long clusterSize) {
    this.region = region;
    this.fatAt = fatAt;
    this.heapAt = heapAt;
    this.clusterSize = clusterSize;
  }

  /** Whether the entry at this offset is the one looked for. */
  @FunctionalInterface
  interface Wanted {
    boolean at(Block block, int offset);
  }

  /**
   * What a search gave; {@code reached} says whether it could look as far as the directory goes.
   */
  record Search(Optional<Block> entry, boolean reached) {}

  /** The first entry that is wanted, in the directory that begins with {@code cluster}. */
  Search firstEntry(long cluster, Wanted wanted) {
    long current = cluster;
    int reads = 0;
    while (current >= 2 && current <= LAST_CLUSTER) {
      long at = heapAt + (current - 2) * clusterSize;
      for (long piece = 0; piece < clusterSize; piece += PIECE) {
        if (reads++ >= MOST_READS) {
          return new Search(Optional.empty(), false);
        }
        Block block = region.read(at + piece, (int) Math.min(PIECE, clusterSize - piece));
        if (block == null) {
          return new Search(Optional.empty(), false);
        }
        Found found = search(block, wanted);
        if (found.entry().isPresent() || found.atEnd()) {
          return new Search(found.entry(), true);
        }
      }
      Block next = region.read(fatAt + current * 4, 4);
      if (next == null) {
        return new Search(Optional.empty(), false);
      }
      current = next.u32(0) & 0x0fff_ffff;
    }
    return new Search(Optional.empty(), true);
  }

  /** The same in a directory of a fixed place and size, as FAT12 and FAT16 have it. */
  static Search firstEntry(Region region, long at, long size, Wanted wanted) {
    for (long piece = 0; piece < size && piece < (long) MOST_READS * PIECE; piece += PIECE) {
      Block block = region.read(at + piece, (int) Math.min(PIECE, size - piece));
      if (block == null) {
        return new Search(Optional.empty(), false);
      }
      Found found = search(block, wanted);
      if (found.entry().isPresent() || found.atEnd()) {
        return new Search(found.entry(), true);
      }
    }
    return new Search(Optional.empty(), true);
  }

  private record Found(Optional<Block> entry, boolean atEnd) {}

  private static Found search(Block block, Wanted wanted) {
    for (int at = 0; at + ENTRY <= block.length(); at += ENTRY) {
      if (block.u8(at) == 0) {
        return new Found(Optional.empty(), true);
      }
      if (wanted.at(block, at)) {
        return new Found(Optional.of(new Block(block.copy(at, ENTRY))), false);
      }
    }
    return new Found(Optional.empty(), false);
  }
}
