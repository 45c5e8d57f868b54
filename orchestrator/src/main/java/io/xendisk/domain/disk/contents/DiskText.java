package io.xendisk.domain.disk.contents;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Texts and identifiers as they stand on disks. A text ends at its first NUL, loses white space at
 * its end as blkid has it, and holds no control characters: they become U+FFFD, so that a label can
 * never steer a terminal. An identifier of zeros only is no identifier.
 */
final class DiskText {
  private static final HexFormat HEX = HexFormat.of();

  private DiskText() {}

  static Optional<String> utf8(Block block, int at, int length) {
    byte[] bytes = block.copy(at, length);
    int end = 0;
    while (end < length && bytes[end] != 0) {
      end++;
    }
    return text(bytes, end, UTF_8);
  }

  static Optional<String> utf16(Block block, int at, int length) {
    byte[] bytes = block.copy(at, length & ~1);
    int end = 0;
    while (end < bytes.length && (bytes[end] != 0 || bytes[end + 1] != 0)) {
      end += 2;
    }
    return text(bytes, end, UTF_16LE);
  }

  /** Sixteen bytes in their order, as 8-4-4-4-12 hex digits. */
  static Optional<String> uuid(Block block, int at) {
    return nonZero(block, at).map(bytes -> dashed(HEX.formatHex(bytes)));
  }

  /** A GUID: its first three groups stand in little-endian order. */
  static Optional<String> guid(Block block, int at) {
    return nonZero(block, at)
        .map(
            bytes ->
                dashed(
                    "%08x%04x%04x%s"
                        .formatted(
                            block.i32(at),
                            block.u16(at + 4),
                            block.u16(at + 6),
                            HEX.formatHex(bytes, 8, 16))));
  }

  /** Thirty-two hex digits as a UUID. */
  static Optional<String> uuidOfHex(String hex) {
    return hex.matches("0*") ? Optional.empty() : Optional.of(dashed(hex));
  }

  /** A volume serial number as FAT and exFAT have it. */
  static Optional<String> serial32(int serial) {
    return serial == 0
        ? Optional.empty()
        : Optional.of("%04X-%04X".formatted(serial >>> 16, serial & 0xffff));
  }

  /** A volume serial number as NTFS has it. */
  static Optional<String> serial64(long serial) {
    return serial == 0 ? Optional.empty() : Optional.of("%016X".formatted(serial));
  }

  private static Optional<byte[]> nonZero(Block block, int at) {
    return block.i64(at) == 0 && block.i64(at + 8) == 0
        ? Optional.empty()
        : Optional.of(block.copy(at, 16));
  }

  private static String dashed(String hex) {
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }

  private static Optional<String> text(byte[] bytes, int length, Charset charset) {
    String decoded = new String(bytes, 0, length, charset).stripTrailing();
    var shown = new StringBuilder(decoded.length());
    decoded
        .codePoints()
        .map(c -> Character.isISOControl(c) || isUnpairedSurrogate(c) ? 0xfffd : c)
        .forEach(shown::appendCodePoint);
    return shown.isEmpty() ? Optional.empty() : Optional.of(shown.toString());
  }

  private static boolean isUnpairedSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
