package io.xendisk.domain.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * When an owner counts as dead, and when it must not write any more (safety rules, <i>Lease</i>).
 * An owner stops well before anybody takes over; that clocks may stand still is what the order of
 * an attach's steps is for (docs/safety.md). Pure.
 */
public final class LeaseRule {
  /** How often an owner shows that it lives. */
  public static final Duration BEAT_EVERY = Duration.ofSeconds(10);

  /** An owner whose own last sign of life is older writes nothing any more. */
  public static final Duration STOP_AFTER = Duration.ofSeconds(20);

  /** For everybody else it is dead then. */
  public static final Duration DEAD_AFTER = Duration.ofSeconds(30);

  private LeaseRule() {}

  /**
   * What the marks mean.
   *
   * @param now the pool's clock
   * @param gone whether a process is known to have ended; not knowing is no
   */
  public static LeaseVerdict verdict(LeaseMarks marks, Instant now, Predicate<ProcessMark> gone) {
    var chain = marks.chain();
    for (var lease : chain) {
      if (!isDead(marks, lease, now, gone)) {
        return new LeaseVerdict.Held(lease, deadAfter(marks, lease));
      }
    }
    return chain.isEmpty() ? new LeaseVerdict.Free() : new LeaseVerdict.Dead(chain);
  }

  private static boolean isDead(
      LeaseMarks marks, Lease lease, Instant now, Predicate<ProcessMark> gone) {
    return now.isAfter(deadAfter(marks, lease))
        || (lease.process() != null && gone.test(lease.process()));
  }

  /** The moment after which its owner is dead if nothing more is heard of it. */
  public static Instant deadAfter(LeaseMarks marks, Lease lease) {
    var last = marks.lastBeat(lease);
    return last.equals(Instant.MAX) ? last : last.plus(DEAD_AFTER);
  }

  /**
   * Whether an owner may write.
   *
   * @param sinceBeat what its clocks say has gone by since its own last sign of life; the longest
   *     counts, because a ticker stands still while the machine sleeps
   */
  public static boolean mayWrite(Duration... sinceBeat) {
    for (var since : sinceBeat) {
      if (since.compareTo(STOP_AFTER) > 0) {
        return false;
      }
    }
    return true;
  }
}
