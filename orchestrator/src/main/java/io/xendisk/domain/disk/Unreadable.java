package io.xendisk.domain.disk;

import io.xendisk.domain.Fields;
import io.xendisk.domain.disk.passport.Stamp;
import java.time.Instant;
import java.util.Optional;

/**
 * The note on a VDI that its bytes could not be read: for ten minutes nobody tries again (safety
 * rule R6), unless the disk was plugged in anew or its host booted since. Immutable.
 */
public record Unreadable(Instant at, String why, Stamp stamp) {
  public static final String KEY = "xendisk:unreadable";
  private static final int VERSION = 2;

  public String text() {
    return stamp.into(Fields.ofVersion(VERSION).with("at", at).with("why", why)).text();
  }

  public static Optional<Unreadable> parse(String text) {
    return Fields.read(
        text,
        VERSION,
        fields ->
            new Unreadable(
                Instant.parse(fields.require("at")), fields.require("why"), Stamp.from(fields)));
  }
}
