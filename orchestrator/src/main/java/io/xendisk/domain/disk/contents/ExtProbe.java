package io.xendisk.domain.disk.contents;

import static io.xendisk.domain.disk.contents.FilesystemType.EXT2;
import static io.xendisk.domain.disk.contents.FilesystemType.EXT3;
import static io.xendisk.domain.disk.contents.FilesystemType.EXT4;
import static io.xendisk.domain.disk.contents.FilesystemType.EXT_JOURNAL;

import java.time.Instant;
import java.util.Optional;

/**
 * Recognises ext2, ext3, ext4 and an external journal by their superblock alone, and tells them
 * apart by the features that each driver supports, as blkid does. Immutable.
 */
final class ExtProbe implements Probe {
  private static final int SUPERBLOCK = 1024;
  private static final int MAGIC = 0xef53;
  private static final int MOST_LOG_BLOCK_SIZE = 6;

  private static final int STATE_UNMOUNTED = 0x1;
  private static final int STATE_ERRORS = 0x2;
  private static final int COMPAT_HAS_JOURNAL = 0x4;
  private static final int INCOMPAT_RECOVER = 0x4;
  private static final int INCOMPAT_JOURNAL_DEVICE = 0x8;
  private static final int INCOMPAT_64_BIT = 0x80;
  private static final int RO_METADATA_CHECKSUM = 0x400;

  /** sparse_super, large_file, btree_dir: what ext2 and ext3 know. */
  private static final int RO_OLD = 0x7;

  /** filetype, meta_bg. */
  private static final int INCOMPAT_OLD = 0x12;

  @Override
  public Optional<Filesystem> look(Region region) {
    Block superblock = region.read(SUPERBLOCK, 1024);
    if (superblock == null || superblock.u16(56) != MAGIC || !checksumHolds(superblock)) {
      return Optional.empty();
    }
    FilesystemType type = typeOf(superblock);
    var named =
        Filesystem.named(
            region.place(),
            type,
            DiskText.uuid(superblock, 104),
            DiskText.utf8(superblock, 120, 16));
    return type == EXT_JOURNAL
        ? Optional.of(named)
        : stateOf(superblock)
            .map(
                state ->
                    new Filesystem(
                        named.place(),
                        type,
                        named.uuid(),
                        named.label(),
                        Optional.of(state.clean()),
                        Optional.of(state)));
  }

  private static boolean checksumHolds(Block superblock) {
    return (superblock.i32(100) & RO_METADATA_CHECKSUM) == 0
        || ~superblock.crc32c(0, 1020, -1) == superblock.i32(1020);
  }

  private static FilesystemType typeOf(Block superblock) {
    int incompat = superblock.i32(96);
    if ((incompat & INCOMPAT_JOURNAL_DEVICE) != 0) {
      return EXT_JOURNAL;
    }
    boolean journal = (superblock.i32(92) & COMPAT_HAS_JOURNAL) != 0;
    boolean old = (superblock.i32(100) & ~RO_OLD) == 0;
    if (journal) {
      return old && (incompat & ~(INCOMPAT_OLD | INCOMPAT_RECOVER)) == 0 ? EXT3 : EXT4;
    }
    return old && (incompat & ~INCOMPAT_OLD) == 0 ? EXT2 : EXT4;
  }

  private static Optional<ExtState> stateOf(Block superblock) {
    long logBlockSize = superblock.u32(24);
    if (logBlockSize > MOST_LOG_BLOCK_SIZE) {
      return Optional.empty();
    }
    long blockSize = 1024L << logBlockSize;
    boolean wide = (superblock.i32(96) & INCOMPAT_64_BIT) != 0;
    long blocks = superblock.u32(4) | (wide ? superblock.u32(0x150) << 32 : 0);
    long free = superblock.u32(12) | (wide ? superblock.u32(0x158) << 32 : 0);
    if (blocks <= 0 || blocks > Long.MAX_VALUE / blockSize || free < 0 || free > blocks) {
      return Optional.empty();
    }
    boolean replay = (superblock.i32(96) & INCOMPAT_RECOVER) != 0;
    int state = superblock.u16(58);
    return Optional.of(
        new ExtState(
            (state & STATE_UNMOUNTED) != 0 && !replay,
            replay,
            (state & STATE_ERRORS) != 0,
            lastMountedAt(superblock),
            DiskText.utf8(superblock, 136, 64),
            superblock.u16(52),
            blocks * blockSize,
            free * blockSize));
  }

  private static Optional<Instant> lastMountedAt(Block superblock) {
    long seconds = superblock.u32(44) | (long) superblock.u8(0x275) << 32;
    return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
  }
}
