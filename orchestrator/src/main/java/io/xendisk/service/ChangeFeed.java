package io.xendisk.service;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The changes of all pools, the last ones kept, so that whoever reads slowly or comes back later
 * misses none or is told that they did: no callback, no queue of a reader's own. Thread-safe.
 */
public final class ChangeFeed {
  private static final int KEPT = 4096;

  private final InstantSource clock;
  private final ArrayDeque<Change> kept = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private long last;

  public ChangeFeed(InstantSource clock) {
    this.clock = clock;
    // So that an id of an earlier run of the service is never taken for one of this.
    this.last = clock.millis() * 1000;
  }

  /**
   * Changes after one.
   *
   * @param complete false if some between that one and the first of these are forgotten: then
   *     everything has to be looked at again
   */
  public record Batch(List<Change> changes, boolean complete) {
    public Batch {
      changes = List.copyOf(changes);
    }
  }

  /** The id of the newest change; whoever has seen it has seen all. */
  public long newest() {
    lock.lock();
    try {
      return last;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a change; its id. */
  public long publish(String pool, Change.What what, String about) {
    lock.lock();
    try {
      kept.addLast(new Change(++last, clock.instant(), pool, what, about));
      if (kept.size() > KEPT) {
        kept.removeFirst();
      }
      more.signalAll();
      return last;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for changes after this id; none if the time is over. */
  public Batch after(long id, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (last == id && left > 0) {
        left = more.awaitNanos(left);
      }
      boolean complete =
          id <= last && (kept.isEmpty() ? id == last : id >= kept.peekFirst().id() - 1);
      return new Batch(kept.stream().filter(change -> change.id() > id).toList(), complete);
    } finally {
      lock.unlock();
    }
  }
}
