package io.xendisk.domain.disk.contents;

import static io.xendisk.domain.disk.contents.DiskImage.LINUX_DATA;

import java.util.zip.CRC32;

/** Disks that no tool here can make, or that show one thing only. */
final class HandMade {
  static final long SIZE = 64L << 20;
  static final String ARRAY = "11223344-5566-7788-99aa-bbccddeeff00";
  static final String DISK = "8f3c2d1e-0a1b-4c2d-9e3f-112233445566";
  static final String PART = "01234567-89ab-4def-8123-456789abcdef";

  private HandMade() {}

  /** A member of a RAID of version 1.x with its superblock at {@code at}. */
  static DiskImage md1(int known, int at) {
    return withMd1Checksum(
        DiskImage.of(known, SIZE)
            .u32(at, 0xa92b4efcL)
            .u32(at + 4, 1)
            .uuid(at + 16, ARRAY)
            .text(at + 32, "nas:0")
            .u32(at + 92, 2)
            .i64(at + 128, 2048)
            .i64(at + 144, at / 512)
            .u32(at + 220, 3),
        at);
  }

  static DiskImage withMd1Checksum(DiskImage image, int at) {
    image.u32(at + 216, 0);
    var block = new Block(image.array());
    long sum = 0;
    int size = 256 + (int) Math.min(1920, block.u32(at + 220)) * 2;
    for (int i = 0; i + 4 <= size; i += 4) {
      sum += block.u32(at + i);
    }
    sum += size % 4 == 2 ? block.u16(at + size - 2) : 0;
    return image.u32(at + 216, (sum >>> 32) + sum);
  }

  /** A member of a RAID of version 0.90, whose superblock stands at the end. */
  static DiskImage md090() {
    int size = 2 << 20;
    int at = size - (64 << 10);
    return DiskImage.of(size, size)
        .u32(at, 0xa92b4efcL)
        .u32(at + 8, 90)
        .u32(at + 20, 0x11223344)
        .u32(at + 32, 960)
        .u32(at + 52, 0x55667788)
        .u32(at + 56, 0x99aabbccL)
        .u32(at + 60, 0xddeeff00L);
  }

  /** A member of a ZFS pool: a list of named values in XDR. */
  static DiskImage zfs() {
    int at = 16 << 10;
    var image = DiskImage.of(512 << 10, SIZE).u8(at, 1).u8(at + 1, 1).be32(at + 8, 1);
    int next = at + 12;
    next = string(image.be32(at + 4, 0), next, "name", "tank");
    next = number(image, next, "state", 0);
    next = number(image, next, "txg", 4);
    next = number(image, next, "pool_guid", 0xfedcba9876543210L);
    next = number(image, next, "guid", 77);
    next = nested(image, next, "vdev_tree", "pool_guid", 1);
    number(image, next, "version", 5000);
    return image;
  }

  private static int number(DiskImage image, int at, String name, long value) {
    int valueAt = named(image, at, name);
    image.be32(valueAt, 8).be32(valueAt + 4, 1).be64(valueAt + 8, value);
    return ended(image, at, valueAt + 16);
  }

  private static int string(DiskImage image, int at, String name, String value) {
    int valueAt = named(image, at, name);
    image.be32(valueAt, 9).be32(valueAt + 4, 1).be32(valueAt + 8, value.length());
    image.text(valueAt + 12, value);
    return ended(image, at, valueAt + 12 + (value.length() + 3 & ~3));
  }

  private static int nested(DiskImage image, int at, String name, String inner, long value) {
    int valueAt = named(image, at, name);
    image.be32(valueAt, 19).be32(valueAt + 4, 1).be32(valueAt + 12, 1);
    int innerEnd = number(image, valueAt + 16, inner, value);
    return ended(image, at, innerEnd + 8);
  }

  private static int named(DiskImage image, int at, String name) {
    image.be32(at + 4, 0).be32(at + 8, name.length()).text(at + 12, name);
    return at + 12 + (name.length() + 3 & ~3);
  }

  private static int ended(DiskImage image, int at, int end) {
    image.be32(at, end - at);
    return end;
  }

  /** An LVM2 label whose checksum is made by a table, not bit by bit as the reader does it. */
  static DiskImage lvm(int sector) {
    int at = sector * 512;
    return withLvmChecksum(
        DiskImage.of(64 << 10, SIZE)
            .text(at, "LABELONE")
            .i64(at + 8, sector)
            .u32(at + 20, 32)
            .text(at + 24, "LVM2 001")
            .text(at + 32, "eXrBYOKKjH3R51LZ2wo66yz0HTtD8NLg"),
        at);
  }

  static DiskImage withLvmChecksum(DiskImage image, int at) {
    int crc = 0xf597a6cf;
    for (int i = at + 20; i < at + 512; i++) {
      crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ image.array()[i]) & 0xff];
    }
    return image.u32(at + 16, crc);
  }

  private static final int[] CRC_TABLE = crcTable();

  /** CRC-32 of one byte, without the inversions that the JDK's class adds. */
  private static int[] crcTable() {
    var table = new int[256];
    for (int i = 0; i < 256; i++) {
      var crc = new CRC32();
      crc.update(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) (0xff ^ i)});
      table[i] = ~(int) crc.getValue();
    }
    return table;
  }

  static DiskImage logicalPartitions() {
    return DiskImage.of(256 << 10, SIZE)
        .mbr(0x0abc1234)
        .entry(0, 0, 0x83, 8, 8)
        .entry(0, 1, 0x05, 100, 1000)
        .entry(100 * 512, 0, 0x83, 2, 10)
        .entry(100 * 512, 1, 0x05, 50, 60)
        .entry(150 * 512, 0, 0x82, 2, 20)
        .entry(150 * 512, 1, 0x05, 120, 60)
        .ext3(102 * 512, PART, "LOGICAL", 500, 400);
  }

  static DiskImage backupGpt() {
    int size = 1 << 20;
    return DiskImage.of(size, size)
        .protectiveMbr()
        .gptEntry(size - 33 * 512, LINUX_DATA, PART, 64, 127, "archive")
        .gptHeader(512, size / 512 - 1, size / 512 - 33, 128, DISK);
  }

  static DiskImage largeSectorGpt() {
    return DiskImage.of(128 << 10, SIZE)
        .protectiveMbr()
        .gptEntry(8192, LINUX_DATA, PART, 8, 15, "archive")
        .gptEntry(8320, LINUX_DATA, DISK, 16, 2000, "second")
        .gptHeader(4096, 1, 2, 128, DISK)
        .ext3(32 << 10, PART, "FOURK", 7, 3);
  }
}
