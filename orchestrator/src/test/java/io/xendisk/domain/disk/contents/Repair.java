package io.xendisk.domain.disk.contents;

/** Makes the checksums of an altered disk right, wherever a structure that has one begins. */
final class Repair {
  private static final int[] SECTOR_SIZES = {512, 4096};
  private static final int[] PARTITIONS_AT = {0, 1 << 20};

  private final DiskImage image;
  private final Block bytes;
  private final Mutation undo;

  Repair(DiskImage image, Mutation undo) {
    this.image = image;
    this.bytes = new Block(image.array());
    this.undo = undo;
  }

  void all() {
    for (int sectorSize : SECTOR_SIZES) {
      gpt(sectorSize, sectorSize);
      gpt(bytes.length() - sectorSize, sectorSize);
    }
    for (int at : PARTITIONS_AT) {
      ext(at + 1024);
      xfs(at);
      exfat(at);
      btrfs(at + (64 << 10));
      for (int sector = 0; sector < 4; sector++) {
        lvm(at + sector * 512);
      }
      md(at);
      md(at + 4096);
    }
  }

  private boolean stands(int at, String mark, int length) {
    return at >= 0 && at + length <= bytes.length() && bytes.says(at, mark);
  }

  private void gpt(int at, int sectorSize) {
    if (!stands(at, "EFI PART", 512)) {
      return;
    }
    undo.remember(at, 512);
    long entriesAt = bytes.i64(at + 72) * sectorSize;
    long size = bytes.u32(at + 80) * bytes.u32(at + 84);
    if (entriesAt >= 0 && size >= 0 && size <= 256 << 10 && entriesAt <= bytes.length() - size) {
      image.u32(at + 88, image.crc32((int) entriesAt, (int) size));
    }
    long header = bytes.u32(at + 12);
    if (header >= 92 && header <= 512) {
      image.u32(at + 16, 0).u32(at + 16, image.crc32(at, (int) header));
    }
  }

  private void ext(int at) {
    if (stands(at + 56, "S\u00ef", 1024)) {
      undo.remember(at, 1024);
      image.u32(at + 1020, ~bytes.crc32c(at, 1020, -1));
    }
  }

  private void xfs(int at) {
    if (stands(at, "XFSB", 4096)) {
      int size = Math.clamp(bytes.u16be(at + 102), 512, 4096);
      undo.remember(at, 512);
      image.u32(at + 224, bytes.crc32c(at, size, at + 224));
    }
  }

  private void exfat(int at) {
    if (!stands(at + 3, "EXFAT   ", 48 << 10)) {
      return;
    }
    int sectorSize = 1 << Math.clamp(bytes.u8(at + 108), 9, 12);
    int sum = 0;
    for (int i = 0; i < 11 * sectorSize; i++) {
      sum = i == 106 || i == 107 || i == 112 ? sum : Integer.rotateRight(sum, 1) + bytes.u8(at + i);
    }
    undo.remember(at + 11 * sectorSize, 4);
    image.u32(at + 11 * sectorSize, sum);
  }

  private void btrfs(int at) {
    if (stands(at + 64, "_BHRfS_M", 4096)) {
      undo.remember(at, 4096);
      image.u16(at + 196, 0).u32(at, bytes.crc32c(at + 32, 4064, -1));
    }
  }

  private void lvm(int at) {
    if (stands(at, "LABELONE", 512)) {
      undo.remember(at, 512);
      HandMade.withLvmChecksum(image, at);
    }
  }

  private void md(int at) {
    if (stands(at, "\u00fcN+\u00a9", 4096)) {
      undo.remember(at, 4096);
      HandMade.withMd1Checksum(image, at);
    }
  }
}
