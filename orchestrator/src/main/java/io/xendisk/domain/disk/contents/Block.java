package io.xendisk.domain.disk.contents;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Some bytes of a disk with the numbers in them. Little-endian unless the name says otherwise;
 * offsets are the caller's constants or checked by it, never taken from the disk unchecked. The
 * bytes are not changed. Confined to one thread.
 */
final class Block {
  private static final VarHandle SHORT_LE = view(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT_BE = view(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT_LE = view(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_BE = view(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG_LE = view(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG_BE = view(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;

  Block(byte[] bytes) {
    this.bytes = bytes;
  }

  int length() {
    return bytes.length;
  }

  int u8(int at) {
    return bytes[at] & 0xff;
  }

  int u16(int at) {
    return (short) SHORT_LE.get(bytes, at) & 0xffff;
  }

  int u16be(int at) {
    return (short) SHORT_BE.get(bytes, at) & 0xffff;
  }

  /** 32 bits as they are; {@link Integer#toUnsignedLong} where the sign would matter. */
  int i32(int at) {
    return (int) INT_LE.get(bytes, at);
  }

  long u32(int at) {
    return Integer.toUnsignedLong(i32(at));
  }

  int i32be(int at) {
    return (int) INT_BE.get(bytes, at);
  }

  long u32be(int at) {
    return Integer.toUnsignedLong(i32be(at));
  }

  long i64(int at) {
    return (long) LONG_LE.get(bytes, at);
  }

  long i64be(int at) {
    return (long) LONG_BE.get(bytes, at);
  }

  byte[] copy(int at, int length) {
    return Arrays.copyOfRange(bytes, at, at + length);
  }

  /** Whether these characters, each one byte, stand there. False past the end. */
  boolean says(int at, String latin1) {
    if (at < 0 || at > bytes.length - latin1.length()) {
      return false;
    }
    for (int i = 0; i < latin1.length(); i++) {
      if (u8(at + i) != latin1.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean isZero() {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** CRC-32 as GPT has it, with the four bytes at {@code hole} taken as zero (-1: no hole). */
  int crc32(int at, int length, int hole) {
    byte[] covered = copyWithHole(at, length, hole);
    var crc = new CRC32();
    crc.update(covered, 0, length);
    return (int) crc.getValue();
  }

  /** CRC-32C with the usual start and final inversion; the hole as with {@link #crc32}. */
  int crc32c(int at, int length, int hole) {
    byte[] covered = copyWithHole(at, length, hole);
    var crc = new CRC32C();
    crc.update(covered, 0, length);
    return (int) crc.getValue();
  }

  private byte[] copyWithHole(int at, int length, int hole) {
    byte[] covered = copy(at, length);
    if (hole >= 0) {
      Arrays.fill(covered, hole - at, hole - at + 4, (byte) 0);
    }
    return covered;
  }

  private static VarHandle view(Class<?> array, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(array, order);
  }
}
