package io.xendisk.service;

import io.xendisk.operation.Operations;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

/**
 * An operation under way on a virtual thread of its own, because there an interrupt ends a call to
 * the pool at once. What was begun is taken back when it is cancelled, as at Ctrl-C. Thread-safe.
 */
public final class Job<T> {
  /** What is done with a pool. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Operations operations) throws InterruptedException;
  }

  private final String name;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();
  private final List<String> progress = new CopyOnWriteArrayList<>();
  private final Thread thread;

  Job(String name, Work<T> work, java.util.function.Function<Job<T>, Operations> bench) {
    this.name = name;
    this.thread =
        Thread.ofVirtual()
            .name("job-" + name)
            .unstarted(
                () -> {
                  try {
                    outcome.complete(work.on(bench.apply(this)));
                  } catch (Exception | Error e) {
                    outcome.completeExceptionally(e);
                  }
                });
  }

  void start() {
    thread.start();
  }

  void say(String what) {
    progress.add(what);
  }

  public String name() {
    return name;
  }

  /** What it said it waits for, so far. */
  public List<String> progress() {
    return List.copyOf(progress);
  }

  public boolean isDone() {
    return outcome.isDone();
  }

  /** Ends it as soon as it can be left; nothing if it is done. */
  public void cancel() {
    thread.interrupt();
  }

  /** Tells when it is done, with its outcome or the reason why there is none. */
  public CompletableFuture<T> outcome() {
    return outcome.copy();
  }

  /**
   * Waits for its end; an interrupt of whoever waits cancels it, and its clearing up is waited for.
   *
   * @throws InterruptedException if it was cancelled
   */
  public T join() throws InterruptedException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      cancel();
      thread.join();
      throw e;
    }
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case null -> throw new IllegalStateException(e);
        case InterruptedException interrupt -> throw interrupt;
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
  }
}
