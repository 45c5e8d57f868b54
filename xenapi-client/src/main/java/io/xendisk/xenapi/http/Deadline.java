package io.xendisk.xenapi.http;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A moment of the ticker after which an exchange is given up. Immutable. */
public final class Deadline {
  private static final Duration LONGEST = Duration.ofDays(30);

  private final LongSupplier nanos;
  private final long end;

  private Deadline(LongSupplier nanos, long end) {
    this.nanos = nanos;
    this.end = end;
  }

  /** The moment so long from now. */
  public static Deadline in(Duration time, LongSupplier nanos) {
    Duration bounded = time.compareTo(LONGEST) > 0 ? LONGEST : time;
    return new Deadline(nanos, nanos.getAsLong() + bounded.toNanos());
  }

  /** The earlier one of this and the moment so long from now. */
  public Deadline atMost(Duration time) {
    Deadline other = in(time, nanos);
    return other.end - end < 0 ? other : this;
  }

  /** What is left, at least 1 ms since 0 means "for ever" to a socket. */
  int millisLeft() throws SocketTimeoutException {
    long left = end - nanos.getAsLong();
    if (left <= 0) {
      throw new SocketTimeoutException("the deadline has passed");
    }
    return (int) Math.max(1, left / 1_000_000);
  }

  /** What is left; never negative. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - nanos.getAsLong()));
  }

  public boolean hasPassed() {
    return end - nanos.getAsLong() <= 0;
  }
}
