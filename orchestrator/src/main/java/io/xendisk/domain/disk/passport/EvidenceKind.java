package io.xendisk.domain.disk.passport;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What may be known of a disk, and what it says. Every kind has a form in which it is kept, so that
 * texts from different sources compare: identities in printable ASCII without separators, at most
 * 48 characters.
 */
public enum EvidenceKind {
  /** The drive's own serial number, from SMART data or a by-id link. */
  SERIAL("ser", "serial", Side.HARDWARE),
  WWN("wwn", "WWN", Side.HARDWARE),
  /**
   * The serial number that a USB device shows. It is the enclosure's: another disk in the same dock
   * has it too, and this disk in another dock has another.
   */
  USB_SERIAL("usb", "USB serial", Side.HARDWARE),
  MODEL("mod", "model", Side.HARDWARE),
  SIZE("siz", "size", Side.HARDWARE),
  REVISION("rev", "firmware", Side.DESCRIPTION),
  PARTITION_TABLE("pt", "partition table id", Side.CONTENTS),
  FILESYSTEM("fs", "filesystem UUID", Side.CONTENTS),
  FILESYSTEM_TYPE("typ", "filesystem type", Side.DESCRIPTION),
  LABEL("lab", "filesystem label", Side.DESCRIPTION),
  BAY("bay", "bay", Side.DESCRIPTION);

  /** The two sides that must both agree (R3), and what only describes. */
  public enum Side {
    CONTENTS,
    HARDWARE,
    DESCRIPTION
  }

  static final int LONGEST = 48;

  /** SCSI gives 16 characters of a model; SMART data gives all of it (facts §5.5). */
  private static final int SCSI_MODEL = 16;

  private static final int LEAST_COUNTING = 8;

  private final String code;
  private final String words;
  private final Side side;

  EvidenceKind(String code, String words, Side side) {
    this.code = code;
    this.words = words;
    this.side = side;
  }

  /** The short name in stored texts: never changes. */
  String code() {
    return code;
  }

  /** How a person calls it. */
  public String words() {
    return words;
  }

  public Side side() {
    return side;
  }

  static Optional<EvidenceKind> ofCode(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }

  /** The form in which a value is kept; empty if it says nothing. */
  Optional<String> kept(String raw) {
    String value =
        switch (this) {
          case LABEL, BAY -> cut(shown(raw.strip())).stripTrailing();
          case WWN -> identity(raw).toLowerCase(Locale.ROOT).replaceFirst("^(wwn-|0x|naa\\.)+", "");
          default -> identity(raw);
        };
    boolean saysNothing =
        value.isEmpty()
            || (side != Side.DESCRIPTION && value.length() > LONGEST)
            || (isSerial() && isFiller(value));
    return saysNothing ? Optional.empty() : Optional.of(cut(value));
  }

  /** Whether two kept values mean the same. */
  boolean agree(String one, String other) {
    return switch (this) {
      case LABEL, BAY -> one.equals(other);
      case MODEL -> one.equalsIgnoreCase(other) || isCutOf(one, other) || isCutOf(other, one);
      default -> one.equalsIgnoreCase(other);
    };
  }

  private static boolean isCutOf(String shorter, String longer) {
    return shorter.length() <= SCSI_MODEL
        && longer.length() > SCSI_MODEL
        && longer.regionMatches(true, 0, shorter, 0, SCSI_MODEL);
  }

  /** Without characters that would steer a terminal, or that xapi would cut the text at. */
  private static String shown(String raw) {
    return raw.replaceAll("[\\p{Cc}\\p{Cs}\\ufffe\\uffff]", "\ufffd");
  }

  private static String identity(String raw) {
    return raw.strip().replaceAll("[^A-Za-z0-9.:/+_-]+", "_");
  }

  /**
   * What devices show that were never given a serial number: one character over and over, or
   * 0123...
   */
  private static boolean isFiller(String value) {
    String letters = value.toUpperCase(Locale.ROOT).replaceAll("[-_.:]", "");
    boolean counts =
        letters.length() >= LEAST_COUNTING
            && ("0123456789ABCDEF".repeat(3).contains(letters)
                || "1234567890ABCDEF".repeat(3).contains(letters));
    return counts || letters.chars().distinct().count() <= 1;
  }

  private boolean isSerial() {
    return this == SERIAL || this == WWN || this == USB_SERIAL;
  }

  private static String cut(String value) {
    return value.codePointCount(0, value.length()) <= LONGEST
        ? value
        : value.substring(0, value.offsetByCodePoints(0, LONGEST));
  }
}
