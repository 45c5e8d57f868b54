package io.xendisk.port;

import java.time.Duration;

/**
 * A place in the pool's stream of events, taken when something was looked at: nothing that happens
 * to it from that look on is missed. Confined to one thread.
 */
@FunctionalInterface
public interface Watch {
  /**
   * Waits until something changes.
   *
   * @return whether something did, within {@code atMost}
   */
  boolean changed(Duration atMost) throws InterruptedException;
}
