package io.xendisk.testing;

import io.xendisk.port.Pause;
import io.xendisk.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of one workstation, which stands still until it is turned: its ticker, its clock, and
 * the pauses of what runs there. Thread-safe: guarded by itself.
 */
public final class TurnedTime implements Ticker, Pause, InstantSource {
  private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

  private long nanos;
  private int pausing;

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized Instant instant() {
    return START.plusNanos(nanos);
  }

  @Override
  public synchronized void pass(Duration time) throws InterruptedException {
    long end = nanos + time.toNanos();
    pausing++;
    notifyAll();
    try {
      while (nanos < end) {
        wait();
      }
    } finally {
      pausing--;
    }
  }

  public synchronized void turn(Duration by) {
    nanos += by.toNanos();
    notifyAll();
  }

  /** How many are in a pause right now. */
  public synchronized int pausing() {
    return pausing;
  }
}
