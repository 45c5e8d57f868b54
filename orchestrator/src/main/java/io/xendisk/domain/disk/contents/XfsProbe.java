package io.xendisk.domain.disk.contents;

import static io.xendisk.domain.disk.contents.FilesystemType.XFS;

import java.util.Optional;

/**
 * Recognises XFS by its first superblock, with its checksum where version 5 has one. Whether its
 * log is clean stands in the middle of the disk and is not looked at. Immutable.
 */
final class XfsProbe implements Probe {
  private static final int CRC_AT = 224;

  @Override
  public Optional<Filesystem> look(Region region) {
    Block superblock = region.read(0, 512);
    if (superblock == null || !superblock.says(0, "XFSB") || !isSane(superblock)) {
      return Optional.empty();
    }
    if ((superblock.u16be(100) & 0xf) == 5 && !checksumHolds(region, superblock.u16be(102))) {
      return Optional.empty();
    }
    return Optional.of(
        Filesystem.named(
            region.place(),
            XFS,
            DiskText.uuid(superblock, 32),
            DiskText.utf8(superblock, 108, 12)));
  }

  private static boolean isSane(Block superblock) {
    int sectorLog = superblock.u8(121);
    int blockLog = superblock.u8(120);
    int inodeLog = superblock.u8(122);
    long agBlocks = superblock.u32be(84);
    long agCount = superblock.u32be(88);
    long blocks = superblock.i64be(8);
    return isPower(sectorLog, 9, 15, superblock.u16be(102))
        && isPower(blockLog, 9, 16, superblock.u32be(4))
        && isPower(inodeLog, 8, 11, superblock.u16be(104))
        && blockLog - inodeLog == superblock.u8(123)
        && superblock.u8(127) <= 100
        && agCount > 0
        && agCount * agBlocks <= Long.MAX_VALUE >> blockLog
        && blocks > 0
        && blocks <= agCount * agBlocks
        && blocks > (agCount - 1) * agBlocks;
  }

  private static boolean isPower(int log, int least, int most, long value) {
    return log >= least && log <= most && value == 1L << log;
  }

  private static boolean checksumHolds(Region region, int sectorSize) {
    Block sector = region.read(0, sectorSize);
    return sector != null && sector.crc32c(0, sectorSize, CRC_AT) == sector.i32(CRC_AT);
  }
}
