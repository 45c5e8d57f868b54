package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.xendisk.answer.DocumentWriter;
import io.xendisk.answer.Documents;
import io.xendisk.service.PoolState;
import io.xendisk.service.Service;

/** Whether the service lives, and whether it can do its work. Thread-safe. */
final class Health {
  private final Service service;
  private final HistoryNotice history;

  Health(Service service, HistoryNotice history) {
    this.service = service;
    this.history = history;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/healthz", this::lives);
    routes.get("/readyz", this::isReady);
  }

  private void lives(Context request) {
    request.contentType("application/json").result("{\"status\":\"ok\"}");
  }

  /**
   * Ready is a service that reaches all of its pools; the reasons say which it does not. One that
   * cannot keep its history is ready: it does all of its work, and to send people to another one
   * would not help.
   */
  private void isReady(Context request) {
    boolean ready =
        service.desks().stream().allMatch(desk -> desk.state() instanceof PoolState.Connected);
    var document = Documents.map();
    document.put("ready", ready);
    document.put("pools", service.desks().stream().map(PoolWords::state).toList());
    document.put("history", history.document());
    request
        .status(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .contentType("application/json")
        .result(DocumentWriter.json(document));
  }
}
