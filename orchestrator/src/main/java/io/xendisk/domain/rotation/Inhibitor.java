package io.xendisk.domain.rotation;

import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.domain.lease.LeaseRule;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.domain.lease.ProcessMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Somebody who does not want a disk of a set to be released now: a lease on the pool's own record,
 * of which there may be several at once. It ends with its owner's process, or some time after its
 * last sign of life, as every lease does. Immutable.
 */
public record Inhibitor(String key, Lease lease) {
  /** Followed by the set's name and the token of the lease, whose operation is the reason. */
  public static final String KEY = "xendisk:inhibit:";

  public static String keyOf(String set, Lease lease) {
    return KEY + set + ":" + lease.token();
  }

  /** All that stand on the pool's record. */
  private static List<Inhibitor> all(String set, Map<String, String> notes) {
    var all = new ArrayList<Inhibitor>();
    var prefix = KEY + set + ":";
    notes.forEach(
        (key, text) -> {
          if (key.startsWith(prefix)) {
            all.add(new Inhibitor(key, Lease.parse(text)));
          }
        });
    return all;
  }

  /** Those that live. */
  public static List<Inhibitor> living(
      String set, Map<String, String> notes, Instant now, Predicate<ProcessMark> gone) {
    return all(set, notes).stream().filter(one -> !isDead(one, notes, now, gone)).toList();
  }

  /** The keys of those that are dead, with their signs of life: nobody needs them any more. */
  public static List<String> deadKeys(
      String set, Map<String, String> notes, Instant now, Predicate<ProcessMark> gone) {
    var keys = new ArrayList<String>();
    var beats = LeaseMarks.of(notes).beats();
    for (var one : all(set, notes)) {
      if (isDead(one, notes, now, gone)) {
        keys.add(one.key);
        beats.stream()
            .filter(beat -> beat.token().equals(one.lease.token()))
            .map(LeaseMarks.Beat::key)
            .forEach(keys::add);
      }
    }
    return keys;
  }

  private static boolean isDead(
      Inhibitor one, Map<String, String> notes, Instant now, Predicate<ProcessMark> gone) {
    var marks = new LeaseMarks(one.lease, LeaseMarks.of(notes).beats(), Map.of());
    return LeaseRule.verdict(marks, now, gone) instanceof LeaseVerdict.Dead;
  }
}
