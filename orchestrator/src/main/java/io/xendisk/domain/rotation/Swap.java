package io.xendisk.domain.rotation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When the disk that is in makes place for the next. Immutable.
 *
 * @param every the period, null where only dates, the fill level or the rule of turns count
 * @param dates days on which it is swapped besides
 * @param full the fill level in percent at which it is swapped at once, null for none
 * @param stay how long a disk that came late is in at least
 */
public record Swap(
    @Nullable Period every,
    Clock clock,
    List<LocalDate> dates,
    @Nullable Integer full,
    Duration stay) {
  public Swap {
    dates = dates.stream().sorted().distinct().toList();
    if (full != null && (full < 1 || full > 100)) {
      throw new IllegalArgumentException("full is 1 to 100 percent, was %d".formatted(full));
    }
    if (stay.isNegative()) {
      throw new IllegalArgumentException("stay is not negative, was " + stay);
    }
  }

  boolean hasReason() {
    return every != null || full != null || !dates.isEmpty();
  }

  /** The first moment after another one at which a swap is due by the calendar. */
  public Optional<Instant> next(Instant after) {
    return moments(after).min(Instant::compareTo);
  }

  private Stream<Instant> moments(Instant after) {
    var periodic = every == null ? Stream.<Instant>empty() : Stream.of(every.next(after, clock));
    var dated = dates.stream().map(clock::on).filter(moment -> moment.isAfter(after));
    return Stream.concat(periodic, dated);
  }

  /** When a disk that came in at one moment makes place for the next by the calendar. */
  Optional<Instant> after(Instant in) {
    return next(stay.isZero() ? in : in.plus(stay).minusNanos(1));
  }

  /** The time of day at which turns begin; that hour may be left out or come twice once a year. */
  public LocalTime at() {
    return clock.at();
  }
}
