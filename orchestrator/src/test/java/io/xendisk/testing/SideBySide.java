package io.xendisk.testing;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * Runs the cases of test factories several at a time, because they wait more than they compute. A
 * case begins when it is handed over, and reports under its own name. Thread-safe.
 */
public final class SideBySide implements AutoCloseable {
  private static final int AT_A_TIME = 8;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory());

  /** A case that is under way, or waits for its turn. */
  public DynamicTest test(String name, Executable body) {
    var running =
        threads.submit(
            () -> {
              try {
                body.execute();
              } catch (Exception | Error e) {
                throw e;
              } catch (Throwable e) {
                throw new AssertionError(e);
              }
              return name;
            });
    return DynamicTest.dynamicTest(
        name,
        () -> {
          try {
            running.get();
          } catch (ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
          }
        });
  }

  @Override
  public void close() {
    threads.close();
  }
}
