package io.xendisk.domain.lease;

import io.xendisk.domain.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who works on a disk right now: kept in its VDI's {@code other_config}, where adding a key that
 * exists fails, so that exactly one of several wins (facts §8). It is added once and never
 * rewritten; signs of life stand under keys of their own ({@link LeaseMarks}). A takeover of a dead
 * lease is a lease too, under the dead one's token. Immutable.
 *
 * @param token different for every lease
 * @param process null where the owner could not tell which process it is
 * @param taken by the pool's clock
 */
public record Lease(
    String owner, String operation, String token, @Nullable ProcessMark process, Instant taken) {
  public static final String KEY = "xendisk:lease";

  /** Followed by the token of the dead lease. */
  public static final String TAKEOVER = "xendisk:takeover:";

  private static final int VERSION = 1;

  public String text() {
    var fields =
        Fields.ofVersion(VERSION)
            .with("owner", owner)
            .with("operation", operation)
            .with("token", token)
            .with("taken", taken);
    return (process == null ? fields : process.into(fields)).text();
  }

  /**
   * The lease in a text. One that cannot be read is a lease all the same: somebody wrote it, and
   * only a person can say that it is void.
   */
  public static Lease parse(String text) {
    return Fields.read(text, VERSION, Lease::from)
        .orElseGet(
            () -> new Lease("an unknown version of xendisk", "unknown", text, null, Instant.MAX));
  }

  private static Lease from(Fields fields) {
    return new Lease(
        fields.require("owner"),
        fields.require("operation"),
        fields.require("token"),
        ProcessMark.from(fields).orElse(null),
        Instant.parse(fields.require("taken")));
  }

  /** Whether it was written in a form that is known here; any other has no end. */
  public boolean isReadable() {
    return !taken.equals(Instant.MAX);
  }

  /** Where somebody claims that its owner is dead. */
  public String takeoverKey() {
    return TAKEOVER + token;
  }

  /** Where its nth sign of life stands. */
  public String beatKey(long n) {
    return LeaseMarks.BEAT + token + ":" + n;
  }
}
