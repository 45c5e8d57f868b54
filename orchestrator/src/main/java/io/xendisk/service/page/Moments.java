package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as people read them; a page may be looked at from anywhere, so they are in UTC. Pure. */
final class Moments {
  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Moments() {}

  static Html of(Instant moment) {
    return time(moment, WORDS);
  }

  /** Of today, for what changes while one looks. */
  static Html now(Instant moment) {
    return time(moment, TO_THE_SECOND);
  }

  private static Html time(Instant moment, DateTimeFormatter words) {
    return tag("time").with("datetime", moment.toString()).add(words.format(moment));
  }
}
