package io.xendisk.xenapi;

import io.xendisk.xenapi.EventBatch.Token;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The records of some classes of a pool, kept up to date by one event loop on one virtual thread,
 * for as many readers as there are. What it holds is what some answer of the pool held: never older
 * than the last one, never in part. After a lost session, after a failure, and where the pool
 * counts other objects than this does (it forgets deletions, facts §6.1), everything is read anew.
 * Thread-safe by one lock; the thread is this object's and ends with it.
 */
public final class LivePool implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** A pool makes whoever has a wrong password wait; we do not come back sooner (facts §6.3). */
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(5);

  /** The records at one moment, while a question is asked of them; not to be kept. */
  public interface View {
    <R extends XenRecord> Optional<R> get(XenClass<R> type, XenRef ref);

    <R extends XenRecord> List<R> all(XenClass<R> type);
  }

  private final XenApi api;
  private final Set<String> classes;
  private final RandomGenerator jitter;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<XenRef, XenRecord> records = new HashMap<>();
  private final Map<String, Long> uncounted = new HashMap<>();
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final Thread loop;
  private @Nullable Token token;
  private @Nullable PoolException failure;
  private boolean current;
  private boolean stopped;

  private LivePool(XenApi api, Collection<XenClass<?>> classes, RandomGenerator jitter) {
    this.api = api;
    this.classes = new LinkedHashSet<>();
    classes.forEach(type -> this.classes.add(type.eventName()));
    this.jitter = jitter;
    this.loop = Thread.ofVirtual().name("xenapi-events").unstarted(this::run);
  }

  /**
   * Begins to follow these classes; the records come a moment later.
   *
   * @param jitter spreads the attempts of many clients after a failure
   */
  public static LivePool start(
      XenApi api, Collection<XenClass<?>> classes, RandomGenerator jitter) {
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("no class to follow");
    }
    var live = new LivePool(api, classes, jitter);
    live.loop.start();
    return live;
  }

  /** The newest record of an object; empty if there is none. */
  public <R extends XenRecord> Optional<R> get(XenClass<R> type, XenRef ref) {
    return ask(view -> view.get(type, ref));
  }

  /** Every record of a class. */
  public <R extends XenRecord> List<R> all(XenClass<R> type) {
    return ask(view -> view.all(type));
  }

  /** Asks one question of one moment. It must not block. */
  public <T> T ask(Function<View, T> question) {
    lock.lock();
    try {
      return question.apply(view);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a question has an answer. It is asked of every new state, only while the records
   * are up to date, and must not block.
   *
   * @return the answer, or empty if none came in time or this was closed
   */
  public <T> Optional<T> await(Function<View, Optional<T>> question, Duration max)
      throws InterruptedException {
    long left = max.toNanos();
    lock.lockInterruptibly();
    try {
      while (true) {
        Optional<T> answer = current ? question.apply(view) : Optional.empty();
        if (answer.isPresent() || left <= 0 || stopped) {
          return answer;
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Tells of every change from now on. */
  public Subscription subscribe() {
    var subscription = new Subscription();
    subscriptions.add(subscription);
    return subscription;
  }

  /** Whether the last attempt to hear from the pool went well. */
  public boolean isCurrent() {
    lock.lock();
    try {
      return current;
    } finally {
      lock.unlock();
    }
  }

  /** What went wrong last, while it is not {@link #isCurrent current}. */
  public Optional<PoolException> failure() {
    lock.lock();
    try {
      return Optional.ofNullable(failure);
    } finally {
      lock.unlock();
    }
  }

  /** Stops following, at once; whoever waits gets no answer. */
  @Override
  public void close() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    loop.interrupt();
    try {
      loop.join(Duration.ofSeconds(10));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      int failures = 0;
      while (!isStopped()) {
        try {
          hear();
          failures = 0;
        } catch (PoolException e) {
          token = null;
          fail(e);
          pause(e, failures++);
        } catch (IllegalStateException _) {
          return; // the client was closed
        }
      }
    } finally {
      end();
    }
  }

  private void hear() {
    EventBatch batch = api.events(classes, token, EventStream.LONGEST_WAIT);
    // Where the pool counts other objects, the next round reads everything.
    token = apply(batch) ? batch.token() : null;
  }

  /** However the loop ends, nobody is told that the records are up to date any more. */
  private void end() {
    lock.lock();
    try {
      stopped = true;
      current = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes a batch in; false if the pool counts other objects than are here now. */
  private boolean apply(EventBatch batch) {
    var touched = new HashSet<XenRef>(batch.records().keySet());
    lock.lock();
    try {
      if (batch.isEverything()) {
        touched.addAll(records.keySet());
        records.clear();
      }
      records.putAll(batch.records());
      records.keySet().removeAll(batch.gone());
      touched.addAll(batch.gone());
      boolean agrees = agrees(batch);
      current = true;
      failure = null;
      changed.signalAll();
      subscriptions.forEach(each -> each.add(touched));
      return agrees;
    } finally {
      lock.unlock();
    }
  }

  /** A difference that was there when everything was fresh is the pool's own way of counting. */
  private boolean agrees(EventBatch batch) {
    boolean agrees = true;
    for (String type : classes) {
      Long counted = batch.counts().get(type);
      if (counted != null) {
        long held =
            records.keySet().stream().filter(ref -> ref.type().eventName().equals(type)).count();
        if (batch.isEverything()) {
          uncounted.put(type, counted - held);
        } else {
          agrees &= counted - held == uncounted.getOrDefault(type, 0L);
        }
      }
    }
    return agrees;
  }

  private void fail(PoolException e) {
    lock.lock();
    try {
      current = false;
      failure = e;
    } finally {
      lock.unlock();
    }
  }

  private void pause(PoolException e, int failures) {
    long nanos = Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(failures, 10));
    if (e instanceof PoolException.Rejected) {
      nanos = Math.max(nanos, AFTER_REFUSAL.toNanos());
    }
    long left = nanos / 2 + jitter.nextLong(nanos / 2 + 1);
    lock.lock();
    try {
      while (!stopped && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // close() does that; the loop looks at stopped
    } finally {
      lock.unlock();
    }
  }

  private boolean isStopped() {
    lock.lock();
    try {
      return stopped;
    } finally {
      lock.unlock();
    }
  }

  private final View view =
      new View() {
        @Override
        public <R extends XenRecord> Optional<R> get(XenClass<R> type, XenRef ref) {
          return Optional.ofNullable(records.get(ref))
              .filter(_ -> ref.type() == type)
              .map(type::cast);
        }

        @Override
        public <R extends XenRecord> List<R> all(XenClass<R> type) {
          return records.values().stream()
              .filter(record -> record.ref().type() == type)
              .map(type::cast)
              .toList();
        }
      };

  /**
   * What changed since one reader last asked: each object once, however often it changed, so that a
   * slow reader costs no more than the pool has objects. Thread-safe.
   */
  public final class Subscription implements AutoCloseable {
    private final Set<XenRef> pending = new LinkedHashSet<>();
    private final ReentrantLock own = new ReentrantLock();
    private final Condition some = own.newCondition();
    private boolean woken;
    private long heard;
    private Duration lag = Duration.ZERO;

    private Subscription() {}

    /**
     * Waits for changes; the objects that changed or went, or none if the time is over or it was
     * woken.
     */
    public Set<XenRef> next(Duration max) throws InterruptedException {
      long left = max.toNanos();
      own.lockInterruptibly();
      try {
        while (pending.isEmpty() && !woken && left > 0) {
          left = some.awaitNanos(left);
        }
        woken = false;
        var changes = Set.copyOf(pending);
        lag = changes.isEmpty() ? Duration.ZERO : Duration.ofNanos(api.nanos().getAsLong() - heard);
        pending.clear();
        return changes;
      } finally {
        own.unlock();
      }
    }

    /** How long ago the pool told of the oldest of the changes that {@link #next} told last. */
    public Duration lag() {
      own.lock();
      try {
        return lag;
      } finally {
        own.unlock();
      }
    }

    /** Ends a wait of now, or the next one, whatever has changed. */
    public void wake() {
      own.lock();
      try {
        woken = true;
        some.signalAll();
      } finally {
        own.unlock();
      }
    }

    private void add(Set<XenRef> refs) {
      own.lock();
      try {
        if (pending.isEmpty()) {
          heard = api.nanos().getAsLong();
        }
        pending.addAll(refs);
        some.signalAll();
      } finally {
        own.unlock();
      }
    }

    @Override
    public void close() {
      subscriptions.remove(this);
    }
  }
}
