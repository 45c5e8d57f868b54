package io.xendisk.domain.tell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Decides what is told to whom, so that the same news is told once, by whatever workstation. Pure:
 * it decides on the notes of one moment; between those who saw the same ones, adding the next note
 * decides.
 */
public final class TellRule {
  /** What a digest may be made of, and how long the same moment is not told again. */
  private static final Duration KEPT = Duration.ofDays(3);

  /** Afterwards it is no news any more; what lasts is told again each day anyway. */
  private static final Duration TRIED = Duration.ofDays(1);

  /** More is told, but not kept to be tried again. */
  public static final int MOST_PENDING = 20;

  private final TellSettings settings;

  public TellRule(TellSettings settings) {
    this.settings = settings;
  }

  /**
   * The plan of this moment.
   *
   * @param tokens new ones, each of them once
   */
  public TellPlan plan(TellBook book, List<News> news, Instant now, Supplier<String> tokens) {
    var fresh = new ArrayList<Pending>();
    var digested = new ArrayList<Told>();
    var seen = new HashSet<>(book.told().keySet());
    for (var piece : news) {
      var key = NewsKey.of(piece, now, settings.zone());
      var routes = settings.routes().stream().filter(route -> route.wants(piece)).toList();
      if (routes.isEmpty() || isOld(piece, now) || !seen.add(key)) {
        continue;
      }
      var atOnce =
          routes.stream().filter(r -> !r.isDigest()).map(Route::name).collect(Collectors.toSet());
      if (atOnce.isEmpty()) {
        digested.add(Told.of(piece, key, now, tokens.get()));
      } else {
        fresh.add(Pending.first(tokens.get(), key, piece, atOnce, now));
      }
    }
    digests(book, seen, now, tokens, fresh);
    return new TellPlan(fresh, digested, again(book, now), givenUp(book, now), drop(book, now));
  }

  /** What happened at a moment long ago is not told, as it is not remembered so long either. */
  private static boolean isOld(News news, Instant now) {
    return !news.kind().isDaily() && news.when().plus(TRIED).isBefore(now);
  }

  private void digests(
      TellBook book, Set<NewsKey> seen, Instant now, Supplier<String> tokens, List<Pending> fresh) {
    for (var route : settings.routes()) {
      var time = DigestTime.of(route, book, settings.zone(), now);
      if (time != null && !time.entries(route, book).isEmpty() && seen.add(time.key())) {
        // Its text is put together when it is told: it would be too long to be kept.
        var news = News.of(NewsKind.DIGEST, time.until(), "What " + route.name() + " was not told");
        fresh.add(Pending.first(tokens.get(), time.key(), news, Set.of(route.name()), now));
      }
    }
  }

  private List<Pending> again(TellBook book, Instant now) {
    return book.pending().values().stream()
        .filter(news -> !book.isOfAnother(news) && !isOver(news, now))
        .filter(news -> !news.tries().next().isAfter(now))
        .filter(news -> news.left().stream().anyMatch(name -> settings.route(name).isPresent()))
        .toList();
  }

  private static List<Pending> givenUp(TellBook book, Instant now) {
    return book.pending().values().stream()
        .filter(news -> !book.isOfAnother(news) && isOver(news, now))
        .toList();
  }

  private static boolean isOver(Pending news, Instant now) {
    return news.tries().since().plus(TRIED).isBefore(now) && !news.tries().next().isAfter(now);
  }

  private static List<String> drop(TellBook book, Instant now) {
    var drop = new ArrayList<>(book.superseded());
    book.pending().values().stream()
        .filter(book::isOfAnother)
        .map(Pending::noteKey)
        .forEach(drop::add);
    book.told().values().stream()
        .filter(told -> told.at().plus(KEPT).isBefore(now))
        .map(Told::noteKey)
        .forEach(drop::add);
    return drop;
  }

  /** What a digest says that was set out to be told: a line for each, oldest first. */
  public String digest(Pending digest, TellBook book) {
    var name = digest.left().iterator().next();
    return settings
        .route(name)
        .map(
            route -> {
              var time = DigestTime.of(route, book, settings.zone(), digest.news().when());
              return time == null
                  ? ""
                  : time.entries(route, book).stream()
                      .map(this::line)
                      .collect(Collectors.joining("\n"));
            })
        .orElse("");
  }

  private String line(Told told) {
    var at = told.at().atZone(settings.zone()).toLocalDateTime();
    return "%tF %tR  %-8s  %s: %s"
        .formatted(at, at, told.severity().word(), told.kind().word(), told.text());
  }
}
