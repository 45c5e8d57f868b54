package io.xendisk.xenapi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears of every XenAPI call when it is over. It must not block or throw. Thread-safe. */
@FunctionalInterface
public interface CallObserver {
  /** Nobody hears of them. */
  CallObserver NONE = (method, time, failure) -> {};

  /**
   * A call is over.
   *
   * @param method such as {@code VBD.plug}
   * @param time from its first byte to its last, a new connection included
   * @param failure null where the pool did it
   */
  void called(String method, Duration time, @Nullable PoolException failure);
}
