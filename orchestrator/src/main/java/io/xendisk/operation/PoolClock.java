package io.xendisk.operation;

import io.xendisk.port.Pool;
import io.xendisk.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The pool's clock without a call for every look at it: asked for once, then carried on by elapsed
 * time for at most a minute, in whole seconds as the pool tells them. Thread-safe: guarded by
 * itself.
 */
final class PoolClock {
  private static final Duration GOOD_FOR = Duration.ofMinutes(1);

  private final Pool pool;
  private final Ticker ticker;
  private @Nullable Instant asked;
  private long askedAt;

  PoolClock(Pool pool, Ticker ticker) {
    this.pool = pool;
    this.ticker = ticker;
  }

  synchronized Instant now() {
    if (asked == null || ticker.since(askedAt).compareTo(GOOD_FOR) > 0) {
      asked = pool.now();
      askedAt = ticker.nanos();
    }
    return asked.plus(ticker.since(askedAt)).truncatedTo(ChronoUnit.SECONDS);
  }
}
