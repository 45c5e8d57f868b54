package io.xendisk.port;

import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Hears how long things took; nothing depends on who listens. Thread-safe. */
public interface Timings {
  /** Nobody listens. */
  Timings UNHEARD =
      new Timings() {
        @Override
        public void called(String method, Duration time, @Nullable PoolException failure) {}

        @Override
        public void waited(For what, Duration time) {}
      };

  /** What an operation waits for. */
  enum For {
    /** Somebody else who works on the disk or the VM. */
    LEASE,
    /** An operation of the pool itself. */
    OPERATION,
    BOOT,
    START,
    /** A guest that was asked to let go. */
    RELEASE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A call to the pool is over.
   *
   * @param failure null where it was done
   */
  void called(String method, Duration time, @Nullable PoolException failure);

  /** A wait is over, whatever came of it. */
  void waited(For what, Duration time);
}
