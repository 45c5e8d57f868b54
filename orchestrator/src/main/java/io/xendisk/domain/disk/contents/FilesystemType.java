package io.xendisk.domain.disk.contents;

/** What can be recognised on a disk, under the name that blkid prints. */
public enum FilesystemType {
  EXT2("ext2", Use.FILES),
  EXT3("ext3", Use.FILES),
  EXT4("ext4", Use.FILES),
  XFS("xfs", Use.FILES),
  BTRFS("btrfs", Use.FILES),
  NTFS("ntfs", Use.FILES),
  EXFAT("exfat", Use.FILES),
  VFAT("vfat", Use.FILES),
  REISERFS("reiserfs", Use.FILES),
  JFS("jfs", Use.FILES),
  F2FS("f2fs", Use.FILES),
  HFSPLUS("hfsplus", Use.FILES),
  APFS("apfs", Use.FILES),
  REFS("ReFS", Use.FILES),
  ZFS_MEMBER("zfs_member", Use.MEMBER),
  LUKS("crypto_LUKS", Use.MEMBER),
  LVM2_MEMBER("LVM2_member", Use.MEMBER),
  MD_MEMBER("linux_raid_member", Use.MEMBER),
  BITLOCKER("BitLocker", Use.MEMBER),
  EXT_JOURNAL("jbd", Use.OTHER),
  SWAP("swap", Use.OTHER);

  private enum Use {
    FILES,
    MEMBER,
    OTHER
  }

  private final String blkidName;
  private final Use use;

  FilesystemType(String blkidName, Use use) {
    this.blkidName = blkidName;
    this.use = use;
  }

  /** The name that {@code blkid} prints as TYPE. */
  public String blkidName() {
    return blkidName;
  }

  /** Whether files stand in it directly, so that it can be mounted as it is. */
  public boolean holdsFiles() {
    return use == Use.FILES;
  }

  /**
   * Whether it is a part of something larger, or a cover over it: RAID, volume group, pool, LUKS.
   */
  public boolean isMember() {
    return use == Use.MEMBER;
  }
}
