package io.xendisk.domain.disk;

import io.xendisk.domain.Fields;
import java.time.Instant;

/**
 * The mark on a VDI that says: a person was told that this disk is safe to pull (safety rule R11).
 * From then on nobody reads, scans or attaches the disk of their own accord. Immutable.
 */
public record Released(Instant since, String by) {
  public static final String KEY = "xendisk:released";
  private static final int VERSION = 1;

  public String text() {
    return Fields.ofVersion(VERSION).with("since", since).with("by", by).text();
  }

  /** The mark in a text; one that cannot be read counts as a mark of unknown date. */
  public static Released parse(String text) {
    return Fields.read(
            text,
            VERSION,
            fields -> new Released(Instant.parse(fields.require("since")), fields.require("by")))
        .orElseGet(() -> new Released(Instant.EPOCH, "unknown"));
  }
}
