package io.xendisk.port;

import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that happens to the disks, VMs and hosts of a pool, heard by one loop for as long as
 * this is open: what is missed while the pool cannot be heard shows as one change afterwards.
 * Confined to one thread, but for {@link #close} and {@link #wake}.
 */
public interface PoolEvents extends AutoCloseable {
  /**
   * Waits until something changed, or the pool fell silent, or is heard again.
   *
   * @return whether something did, within {@code atMost}
   */
  boolean changed(Duration atMost) throws InterruptedException;

  /** How long ago the pool told of the change that ended the last wait; zero where none did. */
  Duration lag();

  /** Ends a wait of now, or the next one, as if something had changed. By any thread. */
  void wake();

  /** Why the pool cannot be heard now; empty while it can. */
  Optional<PoolException> silence();

  @Override
  void close();
}
