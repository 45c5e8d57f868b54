package io.xendisk.domain.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened. Immutable.
 *
 * @param id by which one that is told twice is known; ids that begin with a time sort by it
 * @param at when it began, by the clock of the machine that tells it
 * @param ended null while it is under way
 */
public record HistoryEntry(
    String id, Instant at, @Nullable Instant ended, Who who, What what, Outcome outcome) {
  public HistoryEntry {
    if (id.isBlank() || id.length() > 200) {
      throw new IllegalArgumentException("an entry has an id of 1 to 200 characters, was " + id);
    }
    at = at.truncatedTo(ChronoUnit.MILLIS);
    ended = ended == null ? null : ended.truncatedTo(ChronoUnit.MILLIS);
  }

  /** An id that nothing else has, and that sorts by the time. */
  public static String newId(Instant at, RandomGenerator random) {
    return "%011x%012x".formatted(at.toEpochMilli(), random.nextLong() & 0xffff_ffff_ffffL);
  }

  /** Something of one moment. */
  public static HistoryEntry told(String id, Instant at, Who who, What what, String text) {
    return new HistoryEntry(id, at, at, who, what, Outcome.told(text));
  }

  /** The same in a pool that is called otherwise. */
  public HistoryEntry in(String pool) {
    return new HistoryEntry(id, at, ended, who, what.in(pool), outcome);
  }
}
