package io.xendisk.domain.disk.contents;

import static io.xendisk.domain.disk.contents.FilesystemType.LVM2_MEMBER;

import java.util.Optional;

/** Recognises an LVM2 physical volume by the label in one of its first four sectors. Immutable. */
final class LvmProbe implements Probe {
  private static final int LABEL_SECTORS = 4;
  private static final int SECTOR = 512;
  private static final int CRC_START = 0xf597a6cf;
  private static final int CRC_POLYNOMIAL = 0xedb88320;
  private static final int UUID_LENGTH = 32;

  @Override
  public Optional<Filesystem> look(Region region) {
    for (int i = 0; i < LABEL_SECTORS; i++) {
      Block sector = region.read((long) i * SECTOR, SECTOR);
      if (sector != null
          && sector.says(0, "LABELONE")
          && sector.says(24, "LVM2 001")
          && sector.i64(8) == i
          && crc(sector, 20) == sector.i32(16)) {
        return Optional.of(
            Filesystem.named(region.place(), LVM2_MEMBER, uuid(sector), Optional.empty()));
      }
    }
    return Optional.empty();
  }

  /** LVM writes its identifier as text, in groups of 6, five times 4, and 6. */
  private static Optional<String> uuid(Block sector) {
    return DiskText.utf8(sector, 32, UUID_LENGTH)
        .filter(id -> id.length() == UUID_LENGTH)
        .map(
            id ->
                id.replaceFirst(
                    "(.{6})(.{4})(.{4})(.{4})(.{4})(.{4})(.{6})", "$1-$2-$3-$4-$5-$6-$7"));
  }

  private static int crc(Block sector, int from) {
    int crc = CRC_START;
    for (int at = from; at < SECTOR; at++) {
      crc ^= sector.u8(at);
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ (CRC_POLYNOMIAL & -(crc & 1));
      }
    }
    return crc;
  }
}
