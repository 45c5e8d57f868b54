package io.xendisk.service;

import com.google.common.util.concurrent.Monitor;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How much of what was done at a pool the newest look shows. Thread-safe. */
final class Sight {
  private final Monitor monitor = new Monitor();
  private long done;
  private long seen;

  /** Something was done, or tried: what was seen before may not be so any more. */
  void hasDone() {
    monitor.enter();
    try {
      done++;
    } finally {
      monitor.leave();
    }
  }

  /** How much was done before a look that begins now. */
  long done() {
    monitor.enter();
    try {
      return done;
    } finally {
      monitor.leave();
    }
  }

  /** A look is over that began when so much was done. */
  void hasSeen(long doneBefore) {
    monitor.enter();
    try {
      seen = doneBefore;
    } finally {
      monitor.leave();
    }
  }

  /**
   * Waits for a look that shows all that is done by now.
   *
   * @param isVain whether none can be expected
   * @return whether there is one
   */
  boolean await(Duration atMost, BooleanSupplier isVain) throws InterruptedException {
    monitor.enter();
    try {
      long wanted = done;
      var over = monitor.newGuard(() -> seen >= wanted || isVain.getAsBoolean());
      return monitor.waitFor(over, atMost) && seen >= wanted;
    } finally {
      monitor.leave();
    }
  }
}
