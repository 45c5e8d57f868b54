package io.xendisk.domain.tell;

import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way in which people are told, and what they want to be told by it. Immutable.
 *
 * @param kinds what is told by it; empty for everything
 * @param digest when the news of a day is told in one piece; null if each is told at once
 */
public record Route(String name, Severity from, Set<NewsKind> kinds, @Nullable LocalTime digest) {
  public Route {
    if (!name.matches("[A-Za-z0-9._-]{1,32}")) {
      throw new IllegalArgumentException(
          "the name of a route is a short plain word, was '%s'".formatted(name));
    }
    kinds = Set.copyOf(kinds);
  }

  /** One that tells everything at once. */
  public static Route ofAll(String name) {
    return new Route(name, Severity.INFO, Set.of(), null);
  }

  /** Whether its people want this news, at once or in their digest. */
  public boolean wants(News news) {
    return wants(news.kind(), news.severity());
  }

  boolean wants(NewsKind kind, Severity severity) {
    return severity.isAtLeast(from) && (kinds.isEmpty() || kinds.contains(kind));
  }

  public boolean isDigest() {
    return digest != null;
  }
}
