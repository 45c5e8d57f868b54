package io.xendisk.operation;

import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.domain.lease.LeaseRule;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lease of ours on a disk or a VM, from being taken to being dropped. A thread of its own shows
 * that we live, every ten seconds, so that short work makes no calls for it. Once a sign of life is
 * too old to be trusted, or the pool shows another's lease, it is lost for good: {@link #mayWrite}
 * says no, and nothing of it is removed, because it may be somebody else's by now. Thread-safe:
 * guarded by the lock that a sign of life holds.
 */
final class HeldLease {
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  private final Surroundings surroundings;
  private final LeasePlace place;
  private final Lease lease;
  private final ReentrantLock beating = new ReentrantLock();
  private final Thread heart;
  private long beats;
  private boolean ended;
  private volatile LocalMoment lastBeat;
  private volatile boolean lost;

  private HeldLease(Surroundings surroundings, LeasePlace place, Lease lease, LocalMoment taken) {
    this.surroundings = surroundings;
    this.place = place;
    this.lease = lease;
    this.lastBeat = taken;
    this.heart = Thread.ofPlatform().name("lease " + lease.token()).daemon().unstarted(this::live);
  }

  /** A lease that was added to the pool with a date of that moment; it begins to beat. */
  static HeldLease taken(
      Surroundings surroundings, LeasePlace place, Lease lease, LocalMoment when) {
    var held = new HeldLease(surroundings, place, lease, when);
    held.heart.start();
    return held;
  }

  /** Whether it is ours by all that is known here, without asking the pool. */
  boolean mayWrite() {
    return !lost && lastBeat.mayWrite();
  }

  /** The same with a look at the disk that was taken just now. */
  boolean mayWrite(LeaseMarks seen) {
    if (!seen.isHeldBy(lease.token())) {
      lost = true;
    }
    return mayWrite();
  }

  /** Whether we were at work all the time, whatever became of the lease: what we made is ours. */
  boolean isFresh() {
    return lastBeat.mayWrite();
  }

  private void live() {
    var pause = LeaseRule.BEAT_EVERY;
    try {
      while (true) {
        surroundings.workstation().pause().pass(pause);
        beating.lock();
        try {
          if (ended || !mayWrite()) {
            return;
          }
          pause = beat() ? LeaseRule.BEAT_EVERY : TRY_AGAIN;
        } finally {
          beating.unlock();
        }
      }
    } catch (InterruptedException e) {
      // It was dropped: only the pause between two beats is ever interrupted.
    }
  }

  /** Adds the new sign before the old one goes: at no moment there is none. */
  private boolean beat() {
    var pool = surroundings.pool();
    try {
      var moment = surroundings.moment();
      var now = pool.now();
      if (!mayWrite(place.marks(pool))) {
        return false;
      }
      if (place.note(pool, lease.beatKey(beats + 1), now.toString())) {
        lastBeat = moment;
      }
      beats++;
      if (beats > 1) {
        place.erase(pool, lease.beatKey(beats - 1));
      }
      return true;
    } catch (PoolException e) {
      surroundings
          .progress()
          .tell("no sign of life for the lease on %s: %s".formatted(place, e.getMessage()));
      return false;
    }
  }

  /** Drops it; a lost one is left alone, because somebody else may have taken it over. */
  void drop() {
    end();
    if (!mayWrite()) {
      surroundings.progress().tell("the lease on %s was lost, and is left".formatted(place));
      return;
    }
    // Where a person pulled the disk as soon as it was out, its record has taken the lease along.
    place.erase(surroundings.pool(), Lease.KEY);
    if (beats > 0) {
      place.erase(surroundings.pool(), lease.beatKey(beats));
    }
  }

  /**
   * Drops it where the answer does not hang on it: it ends by itself if even that fails, but keeps
   * others waiting until then, so a refusal is not taken at its first word.
   */
  void dropQuietly() {
    try {
      try {
        drop();
      } catch (PoolException.Rejected e) {
        drop();
      }
    } catch (PoolException e) {
      surroundings
          .progress()
          .tell(
              "the lease on %s could not be dropped, it counts as dead in %d s: %s"
                  .formatted(place, LeaseRule.DEAD_AFTER.toSeconds(), e.getMessage()));
    }
  }

  /** Ends the thread; a sign of life that is under way comes to its end first. */
  private void end() {
    beating.lock();
    try {
      ended = true;
      heart.interrupt();
    } finally {
      beating.unlock();
    }
    boolean interrupted = false;
    while (heart.isAlive()) {
      try {
        heart.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
