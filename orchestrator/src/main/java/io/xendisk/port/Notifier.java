package io.xendisk.port;

import io.xendisk.domain.tell.Message;
import java.time.Duration;

/** Tells people something in one way. It never throws for what goes wrong outside. Thread-safe. */
@FunctionalInterface
public interface Notifier {
  /**
   * Tells it; afterwards nothing is kept for it here.
   *
   * @param atMost after which nobody waits any more
   */
  Delivery deliver(Message message, Duration atMost) throws InterruptedException;
}
