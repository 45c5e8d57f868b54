package io.xendisk.port;

import java.time.Duration;

/** Lets time pass; a test turns its clock instead. */
@FunctionalInterface
public interface Pause {
  /** Waits for so long, unless an interrupt ends it. */
  void pass(Duration time) throws InterruptedException;
}
