package io.xendisk.cli;

import io.xendisk.config.PoolSettings;
import io.xendisk.port.Pool;
import io.xendisk.port.Timings;

/** Opens a pool: the one thing that commands need from the outermost ring. */
@FunctionalInterface
public interface Connection {
  /**
   * Logs in; throws PoolException where that fails.
   *
   * @param timings hears of every call
   */
  Pool open(PoolSettings settings, String password, Timings timings);

  /** The same where nobody listens. */
  default Pool open(PoolSettings settings, String password) {
    return open(settings, password, Timings.UNHEARD);
  }
}
