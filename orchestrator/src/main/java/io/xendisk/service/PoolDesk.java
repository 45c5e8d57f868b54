package io.xendisk.service;

import io.xendisk.domain.Explanation;
import io.xendisk.operation.Operations;
import io.xendisk.operation.Tellers;
import io.xendisk.port.Pool;
import io.xendisk.service.Job.Work;
import io.xendisk.service.PoolState.Away;
import io.xendisk.service.PoolState.Connected;
import io.xendisk.service.PoolState.Connecting;
import io.xendisk.xenapi.PoolException.NotSent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One pool for whoever has something to do there: runs operations on the session that the service
 * keeps, shows what is where, and says whether the pool can be reached. Thread-safe.
 */
public final class PoolDesk {
  private static final Duration TO_SEE = Duration.ofSeconds(2);

  private final PoolSource source;
  private final ChangeFeed feed;
  private final InstantSource clock;
  private final Keeping keeping;
  private final Set<Job<?>> jobs = ConcurrentHashMap.newKeySet();
  private final Sight sight = new Sight();
  private final CountDownLatch tried = new CountDownLatch(1);
  private volatile @Nullable Pool pool;
  private volatile PoolState state;
  private volatile @Nullable Snapshot snapshot;
  private volatile boolean closed;
  private volatile @Nullable Runnable onWake;

  PoolDesk(PoolSource source, ChangeFeed feed, Keeping keeping, InstantSource clock) {
    this.source = source;
    this.feed = feed;
    this.keeping = keeping;
    this.clock = clock;
    this.state = new Connecting(clock.instant());
  }

  public String name() {
    return source.name();
  }

  /** Whether this service acts here by itself. */
  public boolean isKept() {
    return keeping.isOurs(name());
  }

  /** The service that acts here by itself; null where services do not share, or none is known. */
  public @Nullable String keeper() {
    return keeping.keeperOf(name());
  }

  public PoolState state() {
    return state;
  }

  /** What was where when the pool could last be asked; empty until it could for the first time. */
  public Optional<Snapshot> snapshot() {
    return Optional.ofNullable(snapshot);
  }

  /**
   * The same for whoever may have just done something here: it waits for the look that shows it, as
   * long as that may take in a pool that answers.
   */
  public Optional<Snapshot> snapshotOfNow() throws InterruptedException {
    var _ = sight.await(TO_SEE, () -> !answers());
    return snapshot();
  }

  /** Something was done in the pool, or tried; a look shows what is so now. */
  public void hasDone() {
    sight.hasDone();
    wake();
  }

  /** How much was done here before a look that begins now. */
  long done() {
    return sight.done();
  }

  /** Who tells people, for operations that do. */
  public Tellers tellers(Operations operations) {
    return source.tellers().apply(operations.surroundings());
  }

  /**
   * Does something with the pool and waits for its end.
   *
   * @throws io.xendisk.xenapi.PoolException as the operation does, and at once where the pool
   *     cannot be reached
   */
  public <T> T run(String name, Work<T> work) throws InterruptedException {
    return start(name, work).join();
  }

  /** The same without waiting. */
  public <T> Job<T> start(String name, Work<T> work) {
    var open = open();
    var job = new Job<>(name, work, self -> source.workbench().on(open.anew(), self::say));
    jobs.add(job);
    job.whenEnded(_ -> jobs.remove(job));
    if (closed) {
      jobs.remove(job);
      throw away("the service is about to end");
    }
    job.start();
    return job;
  }

  private Pool open() {
    var open = pool;
    if (open == null) {
      throw away(state instanceof Away(_, var why) ? why.message() : "nobody is logged in yet");
    }
    return open;
  }

  private NotSent away(String why) {
    return new NotSent("session", name(), NotSent.Reason.UNREACHABLE, why, null);
  }

  /** Waits until the first attempt to log in is over, however it ended. */
  boolean awaitFirstTry(Duration atMost) throws InterruptedException {
    return tried.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  void opened(Pool fresh) {
    pool = fresh;
  }

  void lost() {
    pool = null;
  }

  /** Somebody who watches has to look again. */
  void tell(Change.What what, String about) {
    feed.publish(name(), what, about);
  }

  /** It has come to this service, or to another one. */
  void isKeptOtherwise() {
    feed.publish(name(), Change.What.POOL, "");
    wake();
  }

  /** Lets the keeper look again, though nothing may have happened in the pool. */
  void wake() {
    var waker = onWake;
    if (waker != null) {
      waker.run();
    }
  }

  void onWake(Runnable waker) {
    onWake = waker;
  }

  private boolean answers() {
    return state instanceof Connected;
  }

  void isConnected() {
    if (!answers()) {
      state = new Connected(clock.instant());
      feed.publish(name(), Change.What.POOL, "");
    }
    tried.countDown();
  }

  /** Whether that is news. */
  boolean isAway(Explanation why) {
    boolean news = !(state instanceof Away(_, var before)) || !before.equals(why);
    if (news) {
      var since = state instanceof Away before ? before.since() : clock.instant();
      state = new Away(since, why);
      feed.publish(name(), Change.What.POOL, "");
    }
    tried.countDown();
    return news;
  }

  /** A look has found this that began when so much was done. */
  void shows(io.xendisk.operation.ShowStatus.Status status, long doneBefore) {
    var before = snapshot;
    var now = new Snapshot(feed.newest(), clock.instant(), status);
    if (before != null && before.showsTheSameAs(now)) {
      snapshot = new Snapshot(before.change(), now.at(), status);
    } else {
      snapshot = now;
      feed.publish(name(), Change.What.STATUS, "");
    }
    sight.hasSeen(doneBefore);
  }

  /** Lets nobody in any more, cancels what is under way and waits until it is cleared up. */
  void close() {
    closed = true;
    jobs.forEach(Job::cancel);
    for (var job : jobs) {
      try {
        job.awaitEnd();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
