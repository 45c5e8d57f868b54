package io.xendisk.domain.disk.contents;

import static io.xendisk.domain.disk.contents.FilesystemType.MD_MEMBER;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a member of a Linux RAID: versions 1.1 and 1.2 at its beginning, 1.0 and 0.90 at its
 * end, which is out of reach on all but small disks. Immutable.
 */
final class MdProbe implements Probe {
  private static final int MAGIC = 0xa92b4efc;
  private static final int HEADER = 256;
  private static final int SUPERBLOCK = 4096;
  private static final long RESERVED = 64 << 10;

  @Override
  public Optional<Filesystem> look(Region region) {
    return version1(region, 0)
        .or(() -> version1(region, 4096))
        .or(() -> version1(region, (region.length() & -4096L) - 8192))
        .or(() -> version090(region, (region.length() & -RESERVED) - RESERVED));
  }

  /** The whole of it only where its mark stands: most disks have none of the four. */
  private static @Nullable Block superblock(Region region, long at) {
    Block mark = region.read(at, 4);
    return mark == null || mark.i32(0) != MAGIC ? null : region.read(at, SUPERBLOCK);
  }

  private static Optional<Filesystem> version1(Region region, long at) {
    Block superblock = superblock(region, at);
    if (superblock == null
        || superblock.i32(4) != 1
        || superblock.i64(144) != at / 512
        || !checksumHolds(superblock)) {
      return Optional.empty();
    }
    return Optional.of(
        Filesystem.named(
            region.place(),
            MD_MEMBER,
            DiskText.uuid(superblock, 16),
            DiskText.utf8(superblock, 32, 32)));
  }

  private static boolean checksumHolds(Block superblock) {
    long devices = superblock.u32(220);
    if (devices > (SUPERBLOCK - HEADER) / 2) {
      return false;
    }
    int size = HEADER + (int) devices * 2;
    long sum = -superblock.u32(216);
    for (int at = 0; at + 4 <= size; at += 4) {
      sum += superblock.u32(at);
    }
    if (size % 4 == 2) {
      sum += superblock.u16(size - 2);
    }
    return (int) ((sum >>> 32) + sum) == superblock.i32(216);
  }

  private static Optional<Filesystem> version090(Region region, long at) {
    Block superblock = superblock(region, at);
    if (superblock == null || superblock.i32(4) != 0 || superblock.u32(32) * 1024 > at) {
      return Optional.empty();
    }
    boolean wide = superblock.u32(8) >= 90;
    String hex =
        "%08x%08x%08x%08x"
            .formatted(
                superblock.i32(20),
                wide ? superblock.i32(52) : 0,
                wide ? superblock.i32(56) : 0,
                wide ? superblock.i32(60) : 0);
    return Optional.of(
        Filesystem.named(region.place(), MD_MEMBER, DiskText.uuidOfHex(hex), Optional.empty()));
  }
}
