package io.xendisk.domain.rotation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * The days on which disks are swapped, again and again. Immutable.
 *
 * @param from the first day; later ones are counted from it
 * @param weekday of weeks the day, null for that of {@code from}
 * @param monthDay of months the day, the last one where a month is shorter; null for that of {@code
 *     from}
 */
public record Period(
    Every every, LocalDate from, @Nullable DayOfWeek weekday, @Nullable Integer monthDay) {
  /** A Monday; it matters for every second day or week only. */
  public static final LocalDate ANY = LocalDate.of(2001, 1, 1);

  public Period {
    if (weekday != null && every.unit() != Every.Unit.WEEK) {
      throw new IllegalArgumentException(
          "on: %s goes with every: week only".formatted(Care.word(weekday)));
    }
    if (monthDay != null && (every.unit() != Every.Unit.MONTH || monthDay < 1 || monthDay > 31)) {
      throw new IllegalArgumentException(
          "on: %d is a day of the month, 1 to 31, and goes with every: month only"
              .formatted(monthDay));
    }
  }

  /** The first moment of the period after another one. */
  Instant next(Instant after, Clock clock) {
    // A change of clocks never moves a moment by a day, so the one before is early enough.
    long index = indexBefore(clock.dayOf(after).minusDays(1));
    var moment = clock.on(day(index));
    while (!moment.isAfter(after)) {
      moment = clock.on(day(++index));
    }
    return moment;
  }

  private long indexBefore(LocalDate day) {
    long units =
        switch (every.unit()) {
          case DAY -> ChronoUnit.DAYS.between(start(), day);
          case WEEK -> Math.floorDiv(ChronoUnit.DAYS.between(start(), day), 7);
          case MONTH -> ChronoUnit.MONTHS.between(YearMonth.from(start()), YearMonth.from(day)) - 1;
        };
    return Math.max(0, Math.floorDiv(units, every.count()));
  }

  private LocalDate day(long index) {
    long units = index * every.count();
    return switch (every.unit()) {
      case DAY -> start().plusDays(units);
      case WEEK -> start().plusWeeks(units);
      case MONTH -> {
        var month = YearMonth.from(start()).plusMonths(units);
        int wanted = monthDay == null ? from.getDayOfMonth() : monthDay;
        yield month.atDay(Math.min(wanted, month.lengthOfMonth()));
      }
    };
  }

  private LocalDate start() {
    return weekday == null ? from : from.with(TemporalAdjusters.nextOrSame(weekday));
  }
}
