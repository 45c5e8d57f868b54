package io.xendisk.operation;

import io.xendisk.domain.tell.News;
import io.xendisk.domain.tell.NewsKind;
import io.xendisk.port.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells people that somebody tries whether news arrives: at once, whatever was told before, and
 * without keeping anything. Thread-safe: holds no state of its own.
 */
public final class TryRoutes {
  private final Tellers tellers;

  public TryRoutes(Tellers tellers) {
    this.tellers = tellers;
  }

  /** What became of one route. */
  public record Tried(String route, Delivery delivery) {}

  /**
   * Tries these routes, one after the other.
   *
   * @param by who tries
   */
  public List<Tried> run(List<String> routes, String by, Instant now, Duration atMost)
      throws InterruptedException {
    var news =
        News.of(
            NewsKind.TEST,
            now,
            ("%s tries whether news of xendisk arrives here. It does: nothing has happened, and"
                    + " nothing has to be done.")
                .formatted(by));
    var tried = new ArrayList<Tried>();
    for (var route : routes) {
      var message =
          tellers.templates().message("test:" + now + ":" + route, news, tellers.settings().zone());
      var notifier = tellers.notifiers().get(route);
      tried.add(
          new Tried(
              route,
              notifier == null
                  ? new Delivery.Failed("no pool was opened")
                  : notifier.deliver(message, atMost)));
    }
    return tried;
  }
}
