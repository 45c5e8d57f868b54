package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.xendisk.service.Service;
import io.xendisk.service.work.OperationBook;
import java.time.InstantSource;
import java.util.function.Function;

/** The page with all that belongs to it. Thread-safe. */
final class Page {
  private final PageRoutes looking;
  private final OrderRoutes ordering;

  Page(
      Service service,
      OperationBook book,
      InstantSource clock,
      Function<String, boolean[][]> qrCode) {
    var views = new PoolViews(clock);
    this.looking = new PageRoutes(service, views, book, qrCode);
    this.ordering = new OrderRoutes(service, views, book);
  }

  void addTo(RoutesConfig routes) {
    Assets.addTo(routes);
    looking.addTo(routes);
    ordering.addTo(routes);
  }
}
