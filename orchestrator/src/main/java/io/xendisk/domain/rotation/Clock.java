package io.xendisk.domain.rotation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The time of day at which turns begin, where the people are. A time that a change of clocks leaves
 * out is later by as much on that day; of one that comes twice the first counts. Immutable.
 */
public record Clock(LocalTime at, ZoneId zone) {
  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("EEE dd MMM uuuu HH:mm", Locale.ENGLISH);

  public Instant on(LocalDate day) {
    return day.atTime(at).atZone(zone).toInstant();
  }

  /** A moment as people there write it. */
  public String words(Instant moment) {
    return WORDS.format(moment.atZone(zone));
  }

  public LocalDate dayOf(Instant moment) {
    return moment.atZone(zone).toLocalDate();
  }
}
