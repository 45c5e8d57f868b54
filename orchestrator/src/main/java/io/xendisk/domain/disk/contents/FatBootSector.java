package io.xendisk.domain.disk.contents;

import java.util.Optional;

/**
 * The layout that a FAT boot sector tells, with the sanity rules by which blkid tells it from an
 * MBR or from boot code. Immutable.
 */
record FatBootSector(
    int sectorSize,
    int clusterSectors,
    int reservedSectors,
    int fats,
    int rootEntries,
    long sectors,
    long fatSectors,
    boolean isFat32) {
  private static final long MOST_CLUSTERS_OF_FAT12 = 0xff4;
  private static final long MOST_CLUSTERS_OF_FAT16 = 0xfff4;
  private static final long MOST_CLUSTERS = 0x0fff_fff6;

  /** What the sector tells, if it is the boot sector of a FAT filesystem. */
  static Optional<FatBootSector> of(Block sector) {
    boolean named32 = sector.says(82, "MSWIN") || sector.says(82, "FAT32   ");
    boolean named16 =
        sector.says(54, "MSDOS")
            || sector.says(54, "FAT16   ")
            || sector.says(54, "FAT12   ")
            || sector.says(54, "FAT     ");
    int media = sector.u8(21);
    boolean jumps = sector.u8(0) == 0xeb || sector.u8(0) == 0xe9;
    if (!named32 && !named16 && !(jumps && sector.u16(510) == 0xaa55)) {
      return Optional.empty();
    }
    // The boot sectors of NTFS, exFAT and HPFS look much the same up to here.
    if (sector.says(3, "NTFS    ")
        || sector.says(3, "EXFAT   ")
        || sector.says(54, "HPFS    ")
        || sector.says(54, "JFS     ")
        || sector.says(3, "-FVE-FS-")) {
      return Optional.empty();
    }
    long fatSectors16 = sector.u16(22);
    var layout =
        new FatBootSector(
            sector.u16(11),
            sector.u8(13),
            sector.u16(14),
            sector.u8(16),
            sector.u16(17),
            sector.u16(19) != 0 ? sector.u16(19) : sector.u32(32),
            fatSectors16 != 0 ? fatSectors16 : sector.u32(36),
            fatSectors16 == 0);
    return layout.isSane() && (media == 0xf0 || media >= 0xf8)
        ? Optional.of(layout)
        : Optional.empty();
  }

  private boolean isSane() {
    return isPowerOfTwo(sectorSize)
        && sectorSize >= 512
        && sectorSize <= 4096
        && isPowerOfTwo(clusterSectors)
        && reservedSectors > 0
        && fats > 0
        && fatSectors > 0
        && sectors > dataStart()
        && clusters() <= (isFat32 ? MOST_CLUSTERS : MOST_CLUSTERS_OF_FAT16);
  }

  long fatAt() {
    return (long) reservedSectors * sectorSize;
  }

  long rootAt() {
    return (reservedSectors + fats * fatSectors) * sectorSize;
  }

  /** Where the data area begins, with cluster number 2. */
  long dataAt() {
    return dataStart() * sectorSize;
  }

  long clusterSize() {
    return (long) clusterSectors * sectorSize;
  }

  boolean isFat16() {
    return !isFat32 && clusters() >= MOST_CLUSTERS_OF_FAT12;
  }

  private long clusters() {
    return (sectors - dataStart()) / clusterSectors;
  }

  private long dataStart() {
    long rootSectors = (rootEntries * 32L + sectorSize - 1) / sectorSize;
    return reservedSectors + fats * fatSectors + rootSectors;
  }

  private static boolean isPowerOfTwo(int number) {
    return Integer.bitCount(number) == 1;
  }
}
