package io.xendisk.adapter.notify;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives work a time limit, however slowly the bytes come: it runs on a virtual thread, where an
 * interrupt ends its reading and writing at once. Stateless.
 */
final class Within {
  private Within() {}

  /**
   * What the work gives.
   *
   * @throws TimeoutException if the time was over; then it is ended
   * @throws ExecutionException if the work failed
   */
  static <T> T time(Duration atMost, Callable<T> work)
      throws InterruptedException, TimeoutException, ExecutionException {
    var task = new FutureTask<>(work);
    var worker = Thread.ofVirtual().name("tell").start(task);
    try {
      return task.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      if (!task.isDone()) {
        task.cancel(true);
        worker.interrupt();
      }
    }
  }
}
