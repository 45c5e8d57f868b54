package io.xendisk.cli;

import io.xendisk.config.PoolSettings;
import io.xendisk.port.Pool;

/** Opens a pool: the one thing that commands need from the outermost ring. */
@FunctionalInterface
public interface Connection {
  /** Logs in; throws PoolException where that fails. */
  Pool open(PoolSettings settings, String password);
}
