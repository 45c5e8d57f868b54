package io.xendisk.domain.rotation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The time of day at which turns begin, where the people are. A time that a change of clocks leaves
 * out is later by as much on that day; of one that comes twice the first counts. Immutable.
 */
public record Clock(LocalTime at, ZoneId zone) {
  public Instant on(LocalDate day) {
    return day.atTime(at).atZone(zone).toInstant();
  }

  public LocalDate dayOf(Instant moment) {
    return moment.atZone(zone).toLocalDate();
  }
}
