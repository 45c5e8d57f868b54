package io.xendisk.xenapi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of a disk's start is read, and how long that may take. Immutable.
 *
 * @param maxBytes the reader gets no more than this; what it does not ask for is not fetched, but
 *     for what the network holds already (about 128 KiB)
 * @param within from the connection to the last byte; {@code 30 s} by the safety rules
 * @param task a task of ours that the pool is to use, so that its VBD on the control domain is
 *     known as ours; null for one that the pool makes
 */
public record RawRequest(long maxBytes, Duration within, @Nullable TaskRef task) {
  public RawRequest {
    if (maxBytes < 1 || !within.isPositive()) {
      throw new IllegalArgumentException(
          "a read needs bytes and time; was %d in %s".formatted(maxBytes, within));
    }
  }

  /** So many bytes within 30 s, with a task of the pool's making. */
  public static RawRequest first(long maxBytes) {
    return new RawRequest(maxBytes, Duration.ofSeconds(30), null);
  }
}
