package io.xendisk.domain.disk;

import io.xendisk.domain.Fields;
import java.time.Instant;

/**
 * Who works on a disk right now: kept in its VDI's {@code other_config}, where adding a key that
 * exists fails, so that exactly one of several wins (facts §8). The token is different for every
 * lease; {@code expires} is by the pool's clock. Immutable.
 */
public record Lease(String owner, String operation, String token, Instant expires) {
  public static final String KEY = "xendisk:lease";
  private static final int VERSION = 1;

  public String text() {
    return Fields.ofVersion(VERSION)
        .with("owner", owner)
        .with("operation", operation)
        .with("token", token)
        .with("expires", expires)
        .text();
  }

  /**
   * The lease in a text. One that cannot be read is a lease all the same: somebody wrote it, and
   * only a person can say that it is void.
   */
  public static Lease parse(String text) {
    return Fields.read(
            text,
            VERSION,
            fields ->
                new Lease(
                    fields.require("owner"),
                    fields.require("operation"),
                    fields.require("token"),
                    Instant.parse(fields.require("expires"))))
        .orElseGet(() -> new Lease("an unknown version of xendisk", "unknown", text, Instant.MAX));
  }

  /** Whether it names a moment at which it is over; one that cannot be read does not. */
  public boolean endsByItself() {
    return !expires.equals(Instant.MAX);
  }

  public boolean isOver(Instant now) {
    return now.isAfter(expires);
  }
}
