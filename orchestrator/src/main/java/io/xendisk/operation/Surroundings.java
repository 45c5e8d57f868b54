package io.xendisk.operation;

import io.xendisk.port.Pool;
import io.xendisk.port.Progress;
import io.xendisk.port.Ticker;
import java.util.random.RandomGenerator;

/** What every operation works with; thread-safe as its parts are. */
public final class Surroundings {
  private final Pool pool;
  private final String owner;
  private final Progress progress;
  private final Ticker ticker;
  private final RandomGenerator random;
  private final PoolClock clock;

  /**
   * Puts them together.
   *
   * @param owner who acts, {@code operator@workstation}, as it is written into leases and marks
   */
  public Surroundings(
      Pool pool, String owner, Progress progress, Ticker ticker, RandomGenerator random) {
    this.pool = pool;
    this.owner = owner;
    this.progress = progress;
    this.ticker = ticker;
    this.random = random;
    this.clock = new PoolClock(pool, ticker);
  }

  Pool pool() {
    return pool;
  }

  String owner() {
    return owner;
  }

  Progress progress() {
    return progress;
  }

  Ticker ticker() {
    return ticker;
  }

  RandomGenerator random() {
    return random;
  }

  PoolClock clock() {
    return clock;
  }

  /** A token that no other lease or VBD has. */
  String newToken() {
    return "%016x%016x".formatted(random.nextLong(), random.nextLong());
  }
}
