package io.xendisk.config;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Reads time zones as people write them: Europe/Berlin, UTC. */
final class TimeZones {
  private TimeZones() {}

  static ZoneId parse(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no time zone, such as Europe/Berlin".formatted(text), e);
    }
  }
}
