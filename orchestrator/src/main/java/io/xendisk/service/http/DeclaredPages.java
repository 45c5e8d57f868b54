package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.xendisk.service.Service;
import io.xendisk.service.page.DeclaredPage;
import io.xendisk.service.work.Asked;
import io.xendisk.service.work.Body;
import io.xendisk.service.work.Kind;
import io.xendisk.service.work.OperationBook;
import io.xendisk.service.work.Requests;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be so, what is let alone and what somebody knows of, on the page: the operations of
 * the API, asked for by forms. Thread-safe.
 */
final class DeclaredPages {
  private final Service service;
  private final PoolViews views;
  private final OperationBook book;
  private final Map<String, URI> urls;

  DeclaredPages(Service service, PoolViews views, OperationBook book, Map<String, URI> urls) {
    this.service = service;
    this.views = views;
    this.book = book;
    this.urls = Map.copyOf(urls);
  }

  void addTo(RoutesConfig routes) {
    var pool = "/pools/{pool}";
    routes.get(pool + "/declared", PageRoutes.shown(this::show));
    routes.post(pool + "/declared", PageRoutes.shown(this::declare), Needs.OPERATOR);
    for (var kind : List.of(Kind.WITHDRAW, Kind.PAUSE, Kind.RESUME, Kind.ACKNOWLEDGE)) {
      routes.post(
          pool + "/" + kind.word(),
          PageRoutes.shown(request -> begin(request, kind, form(request))),
          Needs.OPERATOR);
    }
  }

  private void show(Context request) throws InterruptedException {
    var pool = views.of(PageRoutes.desk(service, request));
    PageRoutes.html(request, new DeclaredPage(PageRoutes.visitor(request), pool).page());
  }

  private void declare(Context request) {
    var form = form(request);
    if (!(form.remove("disk") instanceof String disk)) {
      throw Body.bad("the form says no disk");
    }
    begin(request, Kind.APPLY, Map.of("attachments", Map.of(disk, form)));
  }

  /** What was filled in. */
  private static Map<String, Object> form(Context request) {
    var members = new TreeMap<String, Object>();
    request
        .formParamMap()
        .forEach(
            (name, values) -> {
              var value = values.isEmpty() ? "" : values.getFirst().strip();
              if (!name.equals("_csrf") && !value.isEmpty()) {
                members.put(name, name.equals("withdraw") ? value.equals("true") : value);
              }
            });
    return members;
  }

  private void begin(Context request, Kind kind, Map<String, Object> members) {
    var desk = PageRoutes.desk(service, request);
    var caller = Caller.of(request);
    var place = new Requests.Place(desk, caller.name(), String.valueOf(urls.get(desk.name())));
    var wanted = Requests.of(kind, members, place);
    var asked = new Asked(caller.name(), caller.address(), null);
    var operation = book.begin(desk, wanted, asked);
    request.redirect("/operations/" + operation.id(), HttpStatus.SEE_OTHER);
  }
}
