package io.xendisk.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Interrupts a thread that works for too long. Thread-safe. */
final class TimeLimit implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean over;

  private TimeLimit() {}

  /** From now on until it is closed. */
  static TimeLimit onThisThread(Duration atMost) {
    var limit = new TimeLimit();
    var worker = Thread.currentThread();
    Thread.ofPlatform().name("time limit").daemon().start(() -> limit.watch(worker, atMost));
    return limit;
  }

  private void watch(Thread worker, Duration atMost) {
    try {
      if (!done.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        over = true;
        worker.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    done.countDown();
  }
}
