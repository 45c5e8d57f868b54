package io.xendisk.port;

import java.time.Duration;

/** Elapsed time, for deadlines and durations; it has no relation to any clock. */
@FunctionalInterface
public interface Ticker {
  /** Nanoseconds since some moment. */
  long nanos();

  default Duration since(long earlier) {
    return Duration.ofNanos(nanos() - earlier);
  }
}
