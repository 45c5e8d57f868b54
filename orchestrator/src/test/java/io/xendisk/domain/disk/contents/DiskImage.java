package io.xendisk.domain.disk.contents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** A hand-made disk: its first bytes, written field by field. Confined to one thread. */
final class DiskImage {
  static final int SECTOR = 512;
  static final String LINUX_DATA = "0fc63daf-8483-4772-8e79-3d69d8477de4";
  static final String EFI_SYSTEM = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b";

  private final byte[] array;
  private final ByteBuffer bytes;
  private final long size;

  private DiskImage(byte[] array, long size) {
    this.array = array;
    this.bytes = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    this.size = size;
  }

  static DiskImage of(int known, long size) {
    return new DiskImage(new byte[known], size);
  }

  /** A disk that begins with these bytes, which are altered in place. */
  static DiskImage around(byte[] start, long size) {
    return new DiskImage(start, size);
  }

  long size() {
    return size;
  }

  DiskBytes disk() {
    return DiskBytes.of(array, size);
  }

  byte[] array() {
    return array;
  }

  DiskImage u8(int at, int value) {
    bytes.put(at, (byte) value);
    return this;
  }

  DiskImage u16(int at, int value) {
    bytes.putShort(at, (short) value);
    return this;
  }

  DiskImage u32(int at, long value) {
    bytes.putInt(at, (int) value);
    return this;
  }

  DiskImage i64(int at, long value) {
    bytes.putLong(at, value);
    return this;
  }

  DiskImage be32(int at, long value) {
    return u32(at, Integer.reverseBytes((int) value));
  }

  DiskImage be64(int at, long value) {
    return i64(at, Long.reverseBytes(value));
  }

  DiskImage text(int at, String value) {
    bytes.put(at, value.getBytes(UTF_8));
    return this;
  }

  DiskImage latin1(int at, String value) {
    bytes.put(at, value.getBytes(ISO_8859_1));
    return this;
  }

  DiskImage utf16(int at, String value) {
    bytes.put(at, value.getBytes(UTF_16LE));
    return this;
  }

  DiskImage uuid(int at, String value) {
    bytes.put(at, HexFormat.of().parseHex(value.replace("-", "")));
    return this;
  }

  DiskImage guid(int at, String value) {
    uuid(at, value);
    bytes.putInt(at, Integer.reverseBytes(bytes.getInt(at)));
    bytes.putShort(at + 4, Short.reverseBytes(bytes.getShort(at + 4)));
    bytes.putShort(at + 6, Short.reverseBytes(bytes.getShort(at + 6)));
    return this;
  }

  /** An MBR without partitions. */
  DiskImage mbr(long signature) {
    return u32(440, signature).u16(510, 0xaa55);
  }

  /** One entry (from 0) of the MBR or EBR in the sector at {@code sectorAt}. */
  DiskImage entry(int sectorAt, int index, int type, long start, long sectors) {
    int at = sectorAt + 446 + index * 16;
    return u8(at + 4, type).u32(at + 8, start).u32(at + 12, sectors).u16(sectorAt + 510, 0xaa55);
  }

  /** A GPT header at {@code lba}, with its entries at another LBA; both checksums made right. */
  DiskImage gptHeader(int sectorSize, long lba, long entriesLba, int entries, String id) {
    return gptHeaderAt((int) lba * sectorSize, lba, sectorSize, entriesLba, entries, id);
  }

  DiskImage gptHeaderAt(int at, long lba, int sectorSize, long entriesLba, int entries, String id) {
    text(at, "EFI PART").u32(at + 8, 0x10000).u32(at + 12, 92).i64(at + 24, lba);
    guid(at + 56, id).i64(at + 72, entriesLba).u32(at + 80, entries).u32(at + 84, 128);
    u32(at + 88, crc32((int) entriesLba * sectorSize, entries * 128));
    return u32(at + 16, 0).u32(at + 16, crc32(at, 92));
  }

  DiskImage gptEntry(int at, String type, String id, long first, long last, String name) {
    return guid(at, type)
        .guid(at + 16, id)
        .i64(at + 32, first)
        .i64(at + 40, last)
        .utf16(at + 56, name);
  }

  DiskImage protectiveMbr() {
    return entry(0, 0, 0xee, 1, 0xffff_ffffL);
  }

  /** A cleanly unmounted ext3 superblock with blocks of 4 KiB. */
  DiskImage ext3(int at, String uuid, String label, long blocks, long free) {
    int sb = at + 1024;
    u16(sb + 56, 0xef53).u16(sb + 58, 1).u32(sb + 24, 2).u32(sb + 4, blocks).u32(sb + 12, free);
    return u32(sb + 92, 0x4)
        .u32(sb + 96, 0x2)
        .u32(sb + 100, 0x3)
        .uuid(sb + 104, uuid)
        .text(sb + 120, label);
  }

  int crc32(int at, int length) {
    var crc = new CRC32();
    crc.update(array, at, length);
    return (int) crc.getValue();
  }
}
