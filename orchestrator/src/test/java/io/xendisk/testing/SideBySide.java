package io.xendisk.testing;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Runs the cases of test factories several at a time, because they wait more than they compute. All
 * cases begin when they are handed over, and each reports under its own name. A case is a test of
 * its own to those who look at its pools afterwards: they are not kept until all have ended.
 * Thread-safe.
 */
public final class SideBySide implements AutoCloseable {
  private static final int AT_A_TIME = 8;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory());

  /** What a case does. */
  @FunctionalInterface
  public interface Body<T> {
    void play(T what) throws Exception;
  }

  /** A test for each of these, under way already: the stream is read one by one. */
  public <T> Stream<DynamicTest> cases(List<T> all, Function<T, String> name, Body<T> body) {
    return all.stream().map(one -> test(name.apply(one), () -> body.play(one))).toList().stream();
  }

  private DynamicTest test(String name, RunsOut body) {
    var running =
        threads.submit(
            () -> {
              var watched = WatchedPools.begin();
              body.run();
              watched.assertHarmless();
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

  private interface RunsOut {
    void run() throws Exception;
  }

  @Override
  public void close() {
    threads.close();
  }
}
