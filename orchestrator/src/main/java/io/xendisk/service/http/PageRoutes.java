package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.xendisk.answer.Failure;
import io.xendisk.answer.Failures;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.domain.host.Diagnosed;
import io.xendisk.domain.host.Diagnosis;
import io.xendisk.domain.label.Label;
import io.xendisk.domain.label.LabelSvg;
import io.xendisk.operation.Found;
import io.xendisk.operation.HostAnswer;
import io.xendisk.operation.ShowLabel;
import io.xendisk.service.PoolDesk;
import io.xendisk.service.Service;
import io.xendisk.service.page.DiskPage;
import io.xendisk.service.page.FindingsPage;
import io.xendisk.service.page.OperationPage;
import io.xendisk.service.page.OperationView;
import io.xendisk.service.page.Overview;
import io.xendisk.service.page.PoolView;
import io.xendisk.service.page.TroublePage;
import io.xendisk.service.page.Visitor;
import io.xendisk.service.work.OperationBook;
import io.xendisk.xenapi.PoolException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What there is to look at on the page; {@link OrderRoutes} has what may be done. Thread-safe. */
final class PageRoutes {
  private final Service service;
  private final PoolViews views;
  private final OperationBook book;
  private final Function<String, boolean[][]> qrCode;
  private final Map<String, URI> urls;

  PageRoutes(Service service, PoolViews views, OperationBook book, HttpFront.Plan plan) {
    this.service = service;
    this.views = views;
    this.book = book;
    this.qrCode = plan.qrCode();
    this.urls = Map.copyOf(plan.urls());
  }

  void addTo(RoutesConfig routes) {
    routes.get("/", shown(this::overview));
    routes.get("/pools/{pool}", shown(this::pool));
    routes.get("/pools/{pool}/findings", shown(this::findings));
    routes.get("/pools/{pool}/disks/{vdi}", shown(this::disk));
    routes.get("/pools/{pool}/disks/{vdi}/label.svg", shown(this::label));
    routes.get("/operations/{id}", shown(this::operation));
  }

  /** Something that is shown, or done. */
  @FunctionalInterface
  interface Handling {
    void of(Context request) throws InterruptedException;
  }

  /** What goes wrong is shown as a page, in the words of the command. */
  static Handler shown(Handling handling) {
    return request -> {
      try {
        handling.of(request);
      } catch (Failure e) {
        trouble(request, e.explanation());
      } catch (PoolException e) {
        trouble(request, Failures.of(e).explanation());
      } catch (InterruptedException e) {
        trouble(request, Failures.interrupted().explanation());
      }
    };
  }

  private static void trouble(Context request, Explanation why) {
    var status =
        why.exit() == Exit.USAGE
            ? HttpStatus.BAD_REQUEST
            : why.exit() == Exit.UNREACHABLE ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.CONFLICT;
    request.status(status);
    html(request, TroublePage.page(visitor(request), "That was not done", why));
  }

  static void html(Context request, String page) {
    request.contentType("text/html; charset=utf-8").result(page);
  }

  static Visitor visitor(Context request) {
    var caller = Caller.of(request);
    var session = caller.session();
    return new Visitor(
        caller.name(),
        caller.role(),
        session == null ? "" : session.csrf(),
        HistoryNotice.of(request));
  }

  private void overview(Context request) throws InterruptedException {
    var pools = new ArrayList<PoolView>();
    for (var desk : service.desks()) {
      pools.add(views.of(desk));
    }
    html(request, Overview.page(visitor(request), "/", pools));
  }

  private void pool(Context request) throws InterruptedException {
    var pool = views.of(desk(service, request));
    html(request, Overview.page(visitor(request), pool.path(), List.of(pool)));
  }

  private void findings(Context request) throws InterruptedException {
    var desk = desk(service, request);
    var seen =
        desk.run(
            "doctor",
            operations ->
                switch (operations
                    .diagnosePool()
                    .run(String.valueOf(urls.get(desk.name())), null)) {
                  case HostAnswer.Told<List<Diagnosed>>(var all) ->
                      new Diagnosis(all, operations.acknowledgeFinding().now());
                  case HostAnswer.Not<List<Diagnosed>>(var why) -> throw new Failure(why);
                });
    html(request, FindingsPage.page(visitor(request), views.of(desk), seen));
  }

  private void disk(Context request) throws InterruptedException {
    var pool = views.of(desk(service, request));
    html(request, DiskPage.page(visitor(request), pool, disk(pool, request)));
  }

  private void label(Context request) throws InterruptedException {
    var desk = desk(service, request);
    var pool = views.of(desk);
    var disk = disk(pool, request);
    var selector = DiskSelector.parse(pool.selector(disk));
    var label =
        switch (desk.run(
            "label",
            operations -> new ShowLabel(operations.surroundings()).run(selector, disk.name()))) {
          case Found.Not<Label>(var why) -> throw new Failure(Advice.on(why));
          case Found.One<Label>(var found) -> found;
        };
    request.contentType("image/svg+xml").result(LabelSvg.of(label, qrCode.apply(label.code())));
  }

  private void operation(Context request) throws InterruptedException {
    var operation = book.find(request.pathParam("id")).orElseThrow(NotFoundResponse::new);
    var pool = views.of(service.desk(operation.pool()).orElseThrow(NotFoundResponse::new));
    var view = new OperationView(operation, book.progress(operation.id()));
    html(request, OperationPage.page(visitor(request), pool, view));
  }

  static PoolDesk desk(Service service, Context request) {
    var name = request.pathParam("pool");
    return service
        .desk(name)
        .orElseThrow(
            () ->
                new Failure(
                    new Explanation(
                        "usage",
                        Exit.USAGE,
                        "this service watches no pool '%s'".formatted(name),
                        "Begin at /, which shows those that it watches.")));
  }

  static Disk disk(PoolView pool, Context request) {
    var vdi = request.pathParam("vdi");
    return pool.disk(vdi)
        .orElseThrow(
            () ->
                new Failure(
                    new Explanation(
                        "disk-unknown",
                        Exit.USAGE,
                        "the disk of VDI %s is not in pool %s any more".formatted(vdi, pool.name()),
                        "Look at the bays again: it was pulled, or has come to another place.")));
  }
}
