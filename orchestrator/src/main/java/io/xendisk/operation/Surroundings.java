package io.xendisk.operation;

import io.xendisk.port.Notifier;
import io.xendisk.port.Pool;
import io.xendisk.port.Progress;
import io.xendisk.port.Ticker;
import io.xendisk.port.Timings;
import io.xendisk.port.Workstation;
import java.util.random.RandomGenerator;

/** What every operation works with; thread-safe as its parts are. */
public final class Surroundings {
  private final Pool pool;
  private final Workstation workstation;
  private final Progress progress;
  private final Ticker ticker;
  private final RandomGenerator random;
  private final PoolClock clock;
  private final Hooks hooks;
  private final Timings timings;

  /** Without hooks. */
  public Surroundings(
      Pool pool,
      Workstation workstation,
      Progress progress,
      Ticker ticker,
      RandomGenerator random) {
    this.pool = pool;
    this.workstation = workstation;
    this.progress = progress;
    this.ticker = ticker;
    this.random = random;
    this.clock = new PoolClock(pool, ticker);
    this.hooks = Hooks.NONE;
    this.timings = Timings.UNHEARD;
  }

  private Surroundings(Surroundings others, Hooks hooks, Timings timings) {
    this.pool = others.pool;
    this.workstation = others.workstation;
    this.progress = others.progress;
    this.ticker = others.ticker;
    this.random = others.random;
    this.clock = others.clock;
    this.hooks = hooks;
    this.timings = timings;
  }

  /** The same with these hooks. */
  public Surroundings with(Hooks newHooks) {
    return new Surroundings(this, newHooks, timings);
  }

  /** The same, of which somebody hears how long it waits for what. */
  public Surroundings with(Timings newTimings) {
    return new Surroundings(this, hooks, newTimings);
  }

  Pool pool() {
    return pool;
  }

  /** Who acts, as it is written into leases and marks. */
  String owner() {
    return workstation.owner();
  }

  Workstation workstation() {
    return workstation;
  }

  /** This moment, as this machine sees it. */
  LocalMoment moment() {
    return LocalMoment.now(ticker, workstation.clock());
  }

  Progress progress() {
    return progress;
  }

  Timings timings() {
    return timings;
  }

  Ticker ticker() {
    return ticker;
  }

  RandomGenerator random() {
    return random;
  }

  /** The same, whose VMs have no hooks. */
  public Surroundings withoutHooks() {
    return with(Hooks.NONE);
  }

  Hooks hooks() {
    return hooks;
  }

  PoolClock clock() {
    return clock;
  }

  /** Tells people by messages in this pool. */
  public Notifier messages() {
    return new PoolMessages(pool);
  }

  /** A token that no other lease or VBD has. */
  String newToken() {
    return "%016x%016x".formatted(random.nextLong(), random.nextLong());
  }
}
