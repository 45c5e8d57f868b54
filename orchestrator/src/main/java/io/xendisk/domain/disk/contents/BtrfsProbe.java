package io.xendisk.domain.disk.contents;

import static io.xendisk.domain.disk.contents.FilesystemType.BTRFS;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Recognises btrfs by its first superblock and its checksum. A log tree that waits to be replayed
 * makes it unclean; without one nothing is said, for btrfs keeps no mark of an unmount. Immutable.
 */
final class BtrfsProbe implements Probe {
  private static final int SUPERBLOCK = 64 << 10;
  private static final int SIZE = 4096;
  private static final int CHECKSUM_SIZE = 32;
  private static final int CRC32C = 0;
  private static final int SHA256 = 2;

  @Override
  public Optional<Filesystem> look(Region region) {
    Block superblock = region.read(SUPERBLOCK, SIZE);
    if (superblock == null
        || !superblock.says(64, "_BHRfS_M")
        || superblock.i32(144) == 0
        || !checksumHolds(superblock)) {
      return Optional.empty();
    }
    var found =
        Filesystem.named(
            region.place(),
            BTRFS,
            DiskText.uuid(superblock, 32),
            DiskText.utf8(superblock, 299, 256));
    long logRoot = superblock.i64(96);
    return Optional.of(logRoot == 0 ? found : found.withClean(false));
  }

  /** Checksums that the JDK does not have (xxhash, blake2) are taken on trust, as blkid does. */
  private static boolean checksumHolds(Block superblock) {
    return switch (superblock.u16(196)) {
      case CRC32C ->
          superblock.crc32c(CHECKSUM_SIZE, SIZE - CHECKSUM_SIZE, -1) == superblock.i32(0);
      case SHA256 ->
          Arrays.equals(
              sha256(superblock.copy(CHECKSUM_SIZE, SIZE - CHECKSUM_SIZE)),
              superblock.copy(0, CHECKSUM_SIZE));
      default -> true;
    };
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
