package io.xendisk.domain.tell;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Who is told what; the zone says where a day begins for them. Immutable. */
public record TellSettings(ZoneId zone, List<Route> routes) {
  /** Nobody is told. */
  public static final TellSettings NOBODY = new TellSettings(ZoneOffset.UTC, List.of());

  public TellSettings {
    routes = List.copyOf(routes);
  }

  public Optional<Route> route(String name) {
    return routes.stream().filter(route -> route.name().equals(name)).findFirst();
  }
}
