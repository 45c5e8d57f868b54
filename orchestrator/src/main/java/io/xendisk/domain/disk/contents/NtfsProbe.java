package io.xendisk.domain.disk.contents;

import static io.xendisk.domain.disk.contents.FilesystemType.NTFS;

import java.util.Optional;

/**
 * Recognises NTFS by its boot sector. Its label stands in the master file table, which Windows puts
 * 3 GiB into the disk: out of reach, the label is absent. The dirty mark there makes it unclean;
 * its absence says nothing, because ntfs-3g never sets it. Immutable.
 */
final class NtfsProbe implements Probe {
  private static final int VOLUME_RECORD = 3;
  private static final int VOLUME_NAME = 0x60;
  private static final int VOLUME_INFORMATION = 0x70;
  private static final int DIRTY = 0x1;
  private static final int LEAST_ATTRIBUTE = 24;
  private static final int MOST_RECORD = 64 << 10;
  private static final int MOST_CLUSTER = 2 << 20;

  @Override
  public Optional<Filesystem> look(Region region) {
    Block boot = region.read(0, 512);
    if (boot == null || !boot.says(3, "NTFS    ") || !unusedFieldsAreZero(boot)) {
      return Optional.empty();
    }
    long clusterSize = clusterSize(boot);
    if (clusterSize == 0) {
      return Optional.empty();
    }
    int recordSize = recordSize(boot, clusterSize);
    long table = boot.i64(48);
    long clusters = boot.i64(40) / (clusterSize / boot.u16(11));
    if (recordSize == 0
        || table < 0
        || table > clusters
        || table > (Long.MAX_VALUE >> 2) / clusterSize) {
      return Optional.empty();
    }
    var named =
        Filesystem.named(region.place(), NTFS, DiskText.serial64(boot.i64(72)), Optional.empty());
    long tableAt = table * clusterSize;
    Block first = region.read(tableAt, recordSize);
    Block volume = region.read(tableAt + (long) VOLUME_RECORD * recordSize, recordSize);
    if (first == null || volume == null) {
      return Optional.of(named);
    }
    return first.says(0, "FILE") && volume.says(0, "FILE")
        ? Optional.of(withVolumeRecord(named, volume, region.budget()))
        : Optional.empty();
  }

  private static Filesystem withVolumeRecord(Filesystem named, Block record, Budget budget) {
    Filesystem found = named;
    long at = record.u16(20);
    while (at <= record.length() - LEAST_ATTRIBUTE && budget.step()) {
      int start = (int) at;
      long length = record.u32(start + 4);
      long valueSize = record.u32(start + 16);
      int valueAt = start + record.u16(start + 20);
      boolean fits = valueAt + valueSize <= record.length();
      switch (record.i32(start)) {
        case VOLUME_NAME -> {
          if (fits) {
            found = found.withLabel(DiskText.utf16(record, valueAt, (int) valueSize));
          }
        }
        case VOLUME_INFORMATION -> {
          if (fits && valueSize >= 12 && (record.u16(valueAt + 10) & DIRTY) != 0) {
            found = found.withClean(false);
          }
        }
        default -> {}
      }
      if (length < LEAST_ATTRIBUTE) {
        return found;
      }
      at += length;
    }
    return found;
  }

  private static boolean unusedFieldsAreZero(Block boot) {
    return boot.u16(14) == 0
        && boot.u8(16) == 0
        && boot.u16(17) == 0
        && boot.u16(19) == 0
        && boot.u16(22) == 0
        && boot.i32(32) == 0;
  }

  /** 0 if it makes no sense. */
  private static long clusterSize(Block boot) {
    int sectorSize = boot.u16(11);
    int coded = boot.u8(13);
    long sectors = coded >= 240 && coded <= 249 ? 1L << (256 - coded) : coded;
    boolean sane =
        Integer.bitCount(sectorSize) == 1
            && sectorSize >= 256
            && sectorSize <= 4096
            && Long.bitCount(sectors) == 1
            && sectors * sectorSize <= MOST_CLUSTER;
    return sane ? sectors * sectorSize : 0;
  }

  /** 0 if it makes no sense. Negative codes are powers of two, positive ones count clusters. */
  private static int recordSize(Block boot, long clusterSize) {
    int coded = (byte) boot.u8(64);
    long size = coded > 0 ? coded * clusterSize : coded >= -16 && coded < 0 ? 1L << -coded : 0;
    return size >= 256 && size <= MOST_RECORD ? (int) size : 0;
  }
}
