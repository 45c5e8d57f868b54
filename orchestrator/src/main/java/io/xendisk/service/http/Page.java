package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.xendisk.service.Service;
import io.xendisk.service.work.OperationBook;
import java.time.InstantSource;

/** The page with all that belongs to it. Thread-safe. */
final class Page {
  private final PageRoutes looking;
  private final OrderRoutes ordering;
  private final DeclaredPages declaring;

  Page(Service service, OperationBook book, InstantSource clock, HttpFront.Plan plan) {
    var views = new PoolViews(clock);
    this.looking = new PageRoutes(service, views, book, plan);
    this.ordering = new OrderRoutes(service, views, book);
    this.declaring = new DeclaredPages(service, views, book, plan.urls());
  }

  void addTo(RoutesConfig routes) {
    Assets.addTo(routes);
    looking.addTo(routes);
    ordering.addTo(routes);
    declaring.addTo(routes);
  }
}
