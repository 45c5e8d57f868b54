package io.xendisk.config;

import io.xendisk.domain.tell.Route;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what, and how. Immutable.
 *
 * @param zone where the people are; null for where this machine is
 * @param templates the directory of words that take the place of the built-in ones
 */
public record NotifySettings(
    @Nullable ZoneId zone, @Nullable Path templates, List<RouteSettings> routes) {
  /** Nobody is told. */
  public static final NotifySettings NOBODY = new NotifySettings(null, null, List.of());

  /** What is told by a route, and what the route is. */
  public record RouteSettings(Route route, Channel channel) {}

  public NotifySettings {
    routes = List.copyOf(routes);
  }
}
