package io.xendisk.port;

import io.xendisk.domain.share.Standing;
import java.time.Duration;
import java.util.List;

/**
 * Where several services that share a database agree on who keeps which pool. It spares them the
 * same work twice; that nothing is done twice, the leases in the pools see to. Time is that of the
 * database. Thread-safe.
 */
public interface Shares extends AutoCloseable {
  /** Opens it; throws {@link History.Unavailable}. */
  @FunctionalInterface
  interface Opening {
    Shares open();
  }

  /**
   * Says that this service lives and keeps what it keeps, for so long from now on.
   *
   * @param pools those that it could keep
   * @param settledAfter how long one has to live before it takes pools from others
   * @return who lives, and who keeps what
   * @throws History.Unavailable if it cannot be said
   */
  Standing beat(String us, List<String> pools, Duration lease, Duration settledAfter);

  /**
   * Takes a pool, if nobody keeps it.
   *
   * @throws History.Unavailable if it is not known whether it was taken
   */
  boolean take(String pool, String us, Duration lease);

  /** Gives it up; nothing if another one keeps it. Throws {@link History.Unavailable}. */
  void give(String pool, String us);

  /** Says that this service ends: others need not wait. Throws {@link History.Unavailable}. */
  void leave(String us);

  @Override
  void close();
}
