package io.xendisk.port;

import java.time.Duration;

/** A moment by which something has to be over. Immutable. */
public final class Deadline {
  private final Ticker ticker;
  private final long start;
  private final Duration length;

  private Deadline(Ticker ticker, Duration length) {
    this.ticker = ticker;
    this.start = ticker.nanos();
    this.length = length;
  }

  public static Deadline in(Duration length, Ticker ticker) {
    return new Deadline(ticker, length);
  }

  /** This deadline or one that many from now, whichever is earlier. */
  public Deadline atMost(Duration other) {
    return in(left().compareTo(other) < 0 ? left() : other, ticker);
  }

  /** What is left, never negative. */
  public Duration left() {
    var left = length.minus(waited());
    return left.isNegative() ? Duration.ZERO : left;
  }

  public boolean isOver() {
    return left().isZero();
  }

  /** How long ago this deadline was set. */
  public Duration waited() {
    return ticker.since(start);
  }
}
