package io.xendisk.service;

import io.xendisk.operation.Operations;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An operation under way on a virtual thread of its own; an interrupt ends a call to the pool at
 * once. What was begun is taken back when it is cancelled, as at Ctrl-C. Thread-safe.
 */
public final class Job<T> {
  /** What is done with a pool. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Operations operations) throws InterruptedException;
  }

  /** How it ended: with what the work has found, or what kept it from that. Immutable. */
  public sealed interface End<T> {
    record Done<T>(T outcome) implements End<T> {}

    record Failed<T>(Throwable why) implements End<T> {}
  }

  private final String name;
  private final CompletableFuture<End<T>> end = new CompletableFuture<>();
  private final List<String> progress = new CopyOnWriteArrayList<>();
  private final Thread thread;

  Job(String name, Work<T> work, Function<Job<T>, Operations> bench) {
    this.name = name;
    this.thread =
        Thread.ofVirtual()
            .name("job-" + name)
            .unstarted(
                () -> {
                  try {
                    end.complete(new End.Done<>(work.on(bench.apply(this))));
                  } catch (Exception | Error e) {
                    end.complete(new End.Failed<>(e));
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
    return end.isDone();
  }

  /** Ends it as soon as it can be left; nothing if it is done. */
  public void cancel() {
    thread.interrupt();
  }

  /** Tells how it ended, once: when it has, or at once. What is told runs on the job's thread. */
  public void whenEnded(Consumer<End<T>> told) {
    var _ = end.thenAccept(told);
  }

  /** Waits until it has ended, however that was. */
  void awaitEnd() throws InterruptedException {
    var _ = end();
  }

  private End<T> end() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an end is a value, and no failure", e);
    }
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
    switch (end()) {
      case End.Done<T>(var outcome) -> {
        return outcome;
      }
      case End.Failed<T>(InterruptedException interrupt) -> throw interrupt;
      case End.Failed<T>(RuntimeException failure) -> throw failure;
      case End.Failed<T>(Error error) -> throw error;
      case End.Failed<T>(Throwable other) -> throw new IllegalStateException(other);
    }
  }
}
