package io.xendisk.domain.tell;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the digest of a route was due last, and what is in it. A time of day that a clock change
 * leaves out is an hour later on that day; one that comes twice is the first of them. Immutable.
 *
 * @param after nothing that was told by then is in it
 * @param until nor what came later
 */
record DigestTime(NewsKey key, Instant after, Instant until) {
  /** The last one that was due by now; null for a route without one. */
  static @Nullable DigestTime of(Route route, TellBook book, ZoneId zone, Instant now) {
    var time = route.digest();
    if (time == null) {
      return null;
    }
    var day = now.atZone(zone).toLocalDate();
    var today = day.atTime(time).atZone(zone).toInstant();
    var due = today.isAfter(now) ? day.minusDays(1) : day;
    var until = due.atTime(time).atZone(zone).toInstant();
    var after =
        book.told().values().stream()
            .filter(told -> told.kind() == NewsKind.DIGEST)
            .filter(told -> told.key().text().endsWith(keyEnd(route)))
            .map(Told::at)
            .filter(at -> at.isBefore(until))
            .max(Comparator.naturalOrder())
            .orElseGet(() -> due.minusDays(1).atTime(time).atZone(zone).toInstant());
    return new DigestTime(key(route, due), after, until);
  }

  private static NewsKey key(Route route, LocalDate day) {
    return new NewsKey(day + keyEnd(route));
  }

  private static String keyEnd(Route route) {
    return ":" + NewsKind.DIGEST.word() + ":route." + route.name();
  }

  /** What its people want to know of that time, oldest first. */
  List<Told> entries(Route route, TellBook book) {
    return book.told().values().stream()
        .filter(told -> told.kind() != NewsKind.DIGEST && told.kind() != NewsKind.TEST)
        .filter(told -> told.at().isAfter(after) && !told.at().isAfter(until))
        .filter(told -> route.wants(told.kind(), told.severity()))
        .sorted(Comparator.comparing(Told::at).thenComparing(told -> told.key().text()))
        .toList();
  }
}
