package io.xendisk.service;

import io.xendisk.operation.Operations;
import io.xendisk.operation.Surroundings;
import io.xendisk.operation.Tellers;
import io.xendisk.port.HistoryWriter;
import io.xendisk.port.Pool;
import io.xendisk.port.Progress;
import java.util.function.Function;

/**
 * A pool as the service is given it. Thread-safe as its parts are.
 *
 * @param opening logs in
 * @param workbench puts the operations on an open pool together, as for a command
 * @param tellers who tells people of what happens there
 * @param history takes what happened there
 */
public record PoolSource(
    String name,
    Opening opening,
    Workbench workbench,
    Function<Surroundings, Tellers> tellers,
    HistoryWriter history) {
  /** Logs in: throws PoolException, or Failure where there is no password. */
  @FunctionalInterface
  public interface Opening {
    Pool open();
  }

  /** Puts operations together. */
  @FunctionalInterface
  public interface Workbench {
    Operations on(Pool pool, Progress progress);
  }
}
