package io.xendisk.domain.disk.contents;

import static io.xendisk.domain.disk.contents.FilesystemType.VFAT;

import java.util.Optional;

/**
 * Recognises FAT12, FAT16 and FAT32. The label is the one in the root directory, as blkid has it;
 * only where that is out of reach, the one in the boot sector. A dirty mark makes it unclean; its
 * absence says nothing, because Linux before 3.8 never set it. Immutable.
 */
final class FatProbe implements Probe {
  private static final int FREE_ENTRY = 0xe5;
  private static final int VOLUME_OR_DIRECTORY = 0x18;
  private static final int VOLUME = 0x08;
  private static final int LONG_NAME = 0x0f;

  @Override
  public Optional<Filesystem> look(Region region) {
    Block boot = region.read(0, 512);
    if (boot == null) {
      return Optional.empty();
    }
    return FatBootSector.of(boot)
        .filter(layout -> !layout.isFat32() || hasInfoSector(region, boot, layout))
        .map(layout -> describe(region, boot, layout));
  }

  private static boolean hasInfoSector(Region region, Block boot, FatBootSector layout) {
    int sector = boot.u16(48);
    if (sector == 0) {
      return true;
    }
    Block info = region.read((long) sector * layout.sectorSize(), 512);
    return info != null
        && (info.says(0, "RRaA") || info.says(0, "RRdA") || info.i32(0) == 0)
        && (info.says(484, "rrAa") || info.i32(484) == 0);
  }

  private static Filesystem describe(Region region, Block boot, FatBootSector layout) {
    int extended = layout.isFat32() ? 66 : 38;
    int signature = boot.u8(extended);
    boolean hasSerial = layout.isFat32() || signature == 0x28 || signature == 0x29;
    var named =
        Filesystem.named(
            region.place(),
            VFAT,
            hasSerial ? DiskText.serial32(boot.i32(extended + 1)) : Optional.empty(),
            label(region, boot, layout, signature == 0x29 ? extended + 5 : -1));
    return isDirty(region, boot, layout) ? named.withClean(false) : named;
  }

  private static Optional<String> label(
      Region region, Block boot, FatBootSector layout, int bootLabelAt) {
    var search =
        layout.isFat32()
            ? new ClusterChain(region, layout.fatAt(), layout.dataAt(), layout.clusterSize())
                .firstEntry(boot.u32(44), FatProbe::isLabel)
            : ClusterChain.firstEntry(
                region, layout.rootAt(), layout.rootEntries() * 32L, FatProbe::isLabel);
    if (search.entry().isPresent() || search.reached()) {
      return search.entry().flatMap(entry -> DiskText.utf8(entry, 0, 11));
    }
    return bootLabelAt < 0
        ? Optional.empty()
        : DiskText.utf8(boot, bootLabelAt, 11).filter(label -> !label.equals("NO NAME"));
  }

  private static boolean isLabel(Block block, int at) {
    int attributes = block.u8(at + 11);
    return block.u8(at) != FREE_ENTRY
        && block.u16(at + 20) == 0
        && block.u16(at + 26) == 0
        && (attributes & 0x3f) != LONG_NAME
        && (attributes & VOLUME_OR_DIRECTORY) == VOLUME;
  }

  /** Linux keeps the mark in the boot sector, Windows in the second entry of the table. */
  private static boolean isDirty(Region region, Block boot, FatBootSector layout) {
    if ((boot.u8(layout.isFat32() ? 65 : 37) & 0x1) != 0) {
      return true;
    }
    Block fat = region.read(layout.fatAt(), 8);
    if (fat == null) {
      return false;
    }
    return layout.isFat32()
        ? (fat.i32(4) & 0x0800_0000) == 0
        : layout.isFat16() && (fat.u16(2) & 0x8000) == 0;
  }
}
