package io.xendisk.domain.disk.passport;

import java.util.Arrays;

/** Where a piece of evidence came from. */
public enum Source {
  /** The VDI's record, as the storage backend wrote it. */
  VDI_RECORD("v"),
  /** The disk's own first bytes. */
  DISK_BYTES("b"),
  /** SMART data, by XCP-ng's plugin. */
  SMARTCTL("s"),
  /** The pool's record of the USB device. */
  PUSB("u"),
  /** A by-id link in the VDI's location. */
  BY_ID_LINK("l"),
  /** Somebody said so. */
  PERSON("p"),
  /** A source that only a newer release knows. */
  OTHER("o");

  private final String code;

  Source(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }

  static Source ofCode(String code) {
    return Arrays.stream(values())
        .filter(source -> source.code.equals(code))
        .findFirst()
        .orElse(OTHER);
  }
}
