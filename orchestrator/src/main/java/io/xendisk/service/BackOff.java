package io.xendisk.service;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after one failure more: twice as long each time, up to a limit, and never at the
 * same moment as others. Confined to one thread.
 */
final class BackOff {
  private final Duration first;
  private final Duration longest;
  private final RandomGenerator jitter;
  private int failures;

  BackOff(Duration first, Duration longest, RandomGenerator jitter) {
    this.first = first;
    this.longest = longest;
    this.jitter = jitter;
  }

  /** Between a half and the whole of what has grown so far. */
  Duration next() {
    long grown = first.toNanos() << Math.min(failures, 20);
    failures++;
    long whole = Math.min(grown, longest.toNanos());
    return Duration.ofNanos(whole / 2 + jitter.nextLong(whole / 2 + 1));
  }

  void reset() {
    failures = 0;
  }
}
