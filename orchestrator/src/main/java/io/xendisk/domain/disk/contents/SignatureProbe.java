package io.xendisk.domain.disk.contents;

import java.util.Optional;
import java.util.function.Function;

/**
 * Recognises what needs no more than a mark in one place, and where it has them a UUID and a label:
 * filesystems that a backup disk rarely carries, named so that they are not taken for garbage.
 * Immutable.
 */
record SignatureProbe(
    FilesystemType type,
    long blockAt,
    int markAt,
    String mark,
    Function<Block, Optional<String>> uuid,
    Function<Block, Optional<String>> label)
    implements Probe {
  private static final int BLOCK = 1280;

  /** A probe for something of which only its kind is told. */
  static SignatureProbe named(FilesystemType type, long blockAt, int markAt, String mark) {
    return new SignatureProbe(
        type, blockAt, markAt, mark, _ -> Optional.empty(), _ -> Optional.empty());
  }

  static SignatureProbe jfs() {
    return new SignatureProbe(
        FilesystemType.JFS,
        32 << 10,
        0,
        "JFS1",
        block -> DiskText.uuid(block, 136),
        block -> DiskText.utf8(block, 152, 16));
  }

  static SignatureProbe f2fs() {
    return new SignatureProbe(
        FilesystemType.F2FS,
        1024,
        0,
        "\u0010 \u00f5\u00f2",
        block -> DiskText.uuid(block, 108),
        block -> DiskText.utf16(block, 124, 1024));
  }

  static SignatureProbe reiserfs(String mark) {
    return new SignatureProbe(
        FilesystemType.REISERFS,
        64 << 10,
        52,
        mark,
        block -> DiskText.uuid(block, 84),
        block -> DiskText.utf8(block, 100, 16));
  }

  @Override
  public Optional<Filesystem> look(Region region) {
    Block found = region.read(blockAt + markAt, mark.length());
    if (found == null || !found.says(0, mark)) {
      return Optional.empty();
    }
    Block block = region.read(blockAt, BLOCK);
    return block == null
        ? Optional.empty()
        : Optional.of(
            Filesystem.named(region.place(), type, uuid.apply(block), label.apply(block)));
  }
}
