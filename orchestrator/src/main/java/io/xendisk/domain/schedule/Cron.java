package io.xendisk.domain.schedule;

import io.xendisk.domain.schedule.CronField.Kind;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The times of a cron expression in a time zone: {@code MINUTE HOUR DAY MONTH WEEKDAY}, with lists,
 * ranges, steps and English names. Where day and weekday are both said, one of them has to be so,
 * as in every cron. An hour that is left out in spring, or comes twice in autumn, loses and doubles
 * nothing that has its hour: what would be in the gap is at its end, and of two the first counts.
 * What is at every hour goes on as the time does. Immutable.
 */
public record Cron(String text, ZoneId zone) {
  /** 29 February may be eight years away. */
  private static final int MOST_DAYS = 366 * 9;

  public Cron {
    var _ = Fields.parse(text);
  }

  /** What the text means. */
  private record Fields(
      CronField minute, CronField hour, CronField day, CronField month, CronField weekday) {
    static Fields parse(String text) {
      var parts = text.strip().split("\\s+", -1);
      if (parts.length != 5) {
        throw new IllegalArgumentException(
            "'%s' is no cron expression: write MINUTE HOUR DAY MONTH WEEKDAY, such as 30 6 * * 1-5"
                .formatted(text));
      }
      var fields =
          new Fields(
              CronField.parse(Kind.MINUTE, parts[0]),
              CronField.parse(Kind.HOUR, parts[1]),
              CronField.parse(Kind.DAY, parts[2]),
              CronField.parse(Kind.MONTH, parts[3]),
              CronField.parse(Kind.WEEKDAY, parts[4]));
      if (!fields.isEver()) {
        throw new IllegalArgumentException("'%s' is never: no month has that day".formatted(text));
      }
      return fields;
    }

    private boolean isEver() {
      // Years begin at every weekday, with and without a 29 February, within 28 years.
      var first = LocalDate.of(2000, 1, 1);
      return first.datesUntil(first.plusYears(28)).anyMatch(this::allows);
    }

    boolean allows(LocalDate date) {
      boolean byDay = day.allows(date.getDayOfMonth());
      var name = date.getDayOfWeek();
      boolean byWeekday = weekday.allows(name == DayOfWeek.SUNDAY ? 0 : name.getValue());
      boolean either = !day.all() && !weekday.all();
      return month.allows(date.getMonthValue())
          && (either ? byDay || byWeekday : byDay && byWeekday);
    }

    boolean allows(LocalTime time) {
      return hour.allows(time.getHour()) && minute.allows(time.getMinute());
    }
  }

  /** The first of its times after a moment. */
  public Instant next(Instant after) {
    var fields = Fields.parse(text);
    var date = after.atZone(zone).toLocalDate();
    for (int days = 0; days < MOST_DAYS; days++, date = date.plusDays(1)) {
      // Around a change of the clock a time of one day may be in the hours of another.
      var found = first(fields, date, after);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new IllegalStateException("%s has no time after %s".formatted(text, after));
  }

  /** The last of its times up to a moment, and after another one; nothing if there is none. */
  public Optional<Instant> last(Instant after, Instant upTo) {
    var last = Optional.<Instant>empty();
    // Whoever asks has slept for months perhaps; a year of minutes is nobody's to count.
    var from =
        after.isBefore(upTo.minus(Duration.ofDays(400))) ? upTo.minus(Duration.ofDays(400)) : after;
    var date = upTo.atZone(zone).toLocalDate();
    var oldest = from.atZone(zone).toLocalDate();
    while (last.isEmpty() && !date.isBefore(oldest)) {
      last = lastOf(date, from, upTo);
      date = date.minusDays(1);
    }
    return last;
  }

  private Optional<Instant> lastOf(LocalDate date, Instant after, Instant upTo) {
    var fields = Fields.parse(text);
    var found = Optional.<Instant>empty();
    var at = date.atStartOfDay(zone).toInstant().minusMillis(1);
    for (var next = first(fields, date, at); next.isPresent(); next = first(fields, date, at)) {
      at = next.get();
      if (at.isAfter(upTo)) {
        break;
      }
      if (at.isAfter(after)) {
        found = next;
      }
    }
    return found;
  }

  /** The first time of a day that is after a moment. */
  private Optional<Instant> first(Fields fields, LocalDate date, Instant after) {
    if (!fields.allows(date)) {
      return Optional.empty();
    }
    var end = date.plusDays(1).atStartOfDay(zone).toInstant();
    var start = date.atStartOfDay(zone).toInstant();
    var from =
        after.isBefore(start) ? start : after.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
    for (var minute = from; minute.isBefore(end); minute = minute.plusSeconds(60)) {
      if (isTime(fields, date, minute)) {
        return Optional.of(minute);
      }
    }
    return Optional.empty();
  }

  private boolean isTime(Fields fields, LocalDate date, Instant minute) {
    var local = minute.atZone(zone).toLocalDateTime();
    if (fields.hour().all()) {
      return fields.allows(local.toLocalTime());
    }
    var rules = zone.getRules();
    boolean second =
        rules.getValidOffsets(local).size() == 2
            && !rules.getOffset(minute).equals(rules.getValidOffsets(local).getFirst());
    return (!second && fields.allows(local.toLocalTime())) || endsAGap(fields, date, minute);
  }

  /** Whether the clock has just left out a time of this one. */
  private boolean endsAGap(Fields fields, LocalDate date, Instant minute) {
    var change = zone.getRules().getTransition(gapBefore(minute));
    if (change == null || !change.isGap() || !change.getInstant().equals(minute)) {
      return false;
    }
    for (var left = change.getDateTimeBefore();
        left.isBefore(change.getDateTimeAfter());
        left = left.plusMinutes(1)) {
      if (left.toLocalDate().equals(date) && fields.allows(left.toLocalTime())) {
        return true;
      }
    }
    return false;
  }

  /** The local time that would be now, had the clock not been changed this minute. */
  private LocalDateTime gapBefore(Instant minute) {
    return minute.minusSeconds(60).atZone(zone).toLocalDateTime().plusMinutes(1);
  }
}
