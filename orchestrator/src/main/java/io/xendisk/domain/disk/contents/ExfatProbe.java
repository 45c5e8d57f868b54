package io.xendisk.domain.disk.contents;

import static io.xendisk.domain.disk.contents.FilesystemType.EXFAT;

import java.util.Optional;

/**
 * Recognises exFAT by its boot region and its checksum. Whoever mounts it sets its dirty mark, so
 * that clean can be told; its label stands in the root directory and is absent where that is out of
 * reach. Immutable.
 */
final class ExfatProbe implements Probe {
  private static final int BOOT_SECTORS = 12;
  private static final int DIRTY = 0x2;
  private static final int LABEL_ENTRY = 0x83;
  private static final int LONGEST_LABEL = 11;

  @Override
  public Optional<Filesystem> look(Region region) {
    Block boot = region.read(0, 512);
    if (boot == null || !boot.says(0, "\u00ebv\u0090EXFAT   ") || !isSane(boot)) {
      return Optional.empty();
    }
    int sectorSize = 1 << boot.u8(108);
    Block bootRegion = region.read(0, BOOT_SECTORS * sectorSize);
    if (bootRegion == null || !checksumHolds(bootRegion, sectorSize)) {
      return Optional.empty();
    }
    boolean clean = (boot.u16(106) & DIRTY) == 0;
    return Optional.of(
        Filesystem.named(
                region.place(), EXFAT, DiskText.serial32(boot.i32(100)), label(region, boot))
            .withClean(clean));
  }

  private static boolean isSane(Block boot) {
    int sectorShift = boot.u8(108);
    long fatAt = boot.u32(80);
    long fatEnd = fatAt + boot.u32(84) * boot.u8(110);
    long rootCluster = boot.u32(96);
    return boot.u16(510) == 0xaa55
        && sectorShift >= 9
        && sectorShift <= 12
        && boot.u8(109) <= 25 - sectorShift
        && boot.u8(110) >= 1
        && boot.u8(110) <= 2
        && fatAt >= 24
        && fatEnd <= boot.u32(88)
        && rootCluster >= 2
        && rootCluster <= boot.u32(92) + 1;
  }

  private static boolean checksumHolds(Block bootRegion, int sectorSize) {
    int sum = 0;
    for (int i = 0; i < (BOOT_SECTORS - 1) * sectorSize; i++) {
      // The flags and the percentage in use change without the checksum.
      if (i != 106 && i != 107 && i != 112) {
        sum = Integer.rotateRight(sum, 1) + bootRegion.u8(i);
      }
    }
    return bootRegion.i32((BOOT_SECTORS - 1) * sectorSize) == sum;
  }

  private static Optional<String> label(Region region, Block boot) {
    long sectorSize = 1L << boot.u8(108);
    var clusters =
        new ClusterChain(
            region,
            boot.u32(80) * sectorSize,
            boot.u32(88) * sectorSize,
            sectorSize << boot.u8(109));
    return clusters
        .firstEntry(boot.u32(96), (block, at) -> block.u8(at) == LABEL_ENTRY)
        .entry()
        .filter(entry -> entry.u8(1) <= LONGEST_LABEL)
        .flatMap(entry -> DiskText.utf16(entry, 2, entry.u8(1) * 2));
  }
}
