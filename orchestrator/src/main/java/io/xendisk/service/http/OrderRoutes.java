package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.xendisk.answer.Answer;
import io.xendisk.answer.Failure;
import io.xendisk.answer.Failures;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.service.Job;
import io.xendisk.service.PoolDesk;
import io.xendisk.service.Service;
import io.xendisk.service.page.OrderPage;
import io.xendisk.service.page.OrderPage.AttachWish;
import io.xendisk.service.page.OrderPage.Explained;
import io.xendisk.service.page.Paths;
import io.xendisk.service.page.PoolView;
import io.xendisk.service.work.Asked;
import io.xendisk.service.work.Kind;
import io.xendisk.service.work.OperationBook;
import io.xendisk.service.work.Wanted;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may be done on the page: always explained first, then ordered by a form. Thread-safe. */
final class OrderRoutes {
  private final Service service;
  private final PoolViews views;
  private final OperationBook book;

  OrderRoutes(Service service, PoolViews views, OperationBook book) {
    this.service = service;
    this.views = views;
    this.book = book;
  }

  void addTo(RoutesConfig routes) {
    var disk = "/pools/{pool}/disks/{vdi}";
    // Explaining may read the disk, under a lease.
    routes.get(disk + "/attach", PageRoutes.shown(this::askAttach), Needs.OPERATOR);
    routes.post(disk + "/attach", PageRoutes.shown(this::attach), Needs.OPERATOR);
    routes.get(disk + "/release", PageRoutes.shown(this::askRelease), Needs.OPERATOR);
    routes.post(disk + "/release", PageRoutes.shown(this::release), Needs.OPERATOR);
    routes.get(disk + "/force", PageRoutes.shown(this::askForce), Needs.SUPERVISOR);
    routes.post(disk + "/force", PageRoutes.shown(this::force), Needs.SUPERVISOR);
    routes.post("/operations/{id}/cancel", PageRoutes.shown(this::cancel), Needs.OPERATOR);
  }

  /** A request about one disk. */
  private record Scene(PoolDesk desk, PoolView pool, Disk disk) {
    OrderPage page(Context request) {
      return new OrderPage(PageRoutes.visitor(request), pool, disk);
    }

    /** Another disk may have come into the place of the one that the person saw. */
    DiskOrders orders(String selector) {
      var meant = meant(selector);
      if (!meant.matches(disk)) {
        throw usage(
            "%s is not the disk that stood there when the page was loaded"
                .formatted(disk.fullName()),
            "Look at the bays again, and begin anew.");
      }
      return new DiskOrders(meant, disk.name());
    }
  }

  private static DiskSelector meant(String selector) {
    try {
      return DiskSelector.parse(selector);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()), "Load the page again.");
    }
  }

  private Scene scene(Context request) throws InterruptedException {
    var desk = PageRoutes.desk(service, request);
    var pool = views.of(desk);
    return new Scene(desk, pool, PageRoutes.disk(pool, request));
  }

  private void askAttach(Context request) throws InterruptedException {
    var scene = scene(request);
    var vms = scene.desk().run("vms", operations -> operations.listVms().names());
    var vm = request.queryParam("vm");
    if (vm == null || vm.isBlank()) {
      PageRoutes.html(request, scene.page(request).attach(vms, null, null));
      return;
    }
    var ifHalted = ifHalted(request.queryParam("if-halted"));
    var explained =
        explained(
            scene.desk(),
            operations ->
                scene
                    .orders(scene.pool().selector(scene.disk()))
                    .explainAttach(operations, vm, ifHalted));
    PageRoutes.html(
        request,
        scene.page(request).attach(vms, new AttachWish(vm, ifHalted.toString()), explained));
  }

  private void attach(Context request) throws InterruptedException {
    var scene = scene(request);
    var vm = field(request, "vm");
    var ifHalted = ifHalted(field(request, "if-halted"));
    var orders = scene.orders(field(request, "disk"));
    begin(
        request,
        scene,
        new Wanted(
            Kind.ATTACH,
            Map.of("disk", field(request, "disk"), "vm", vm, "ifHalted", ifHalted.toString()),
            operations -> orders.attach(operations, vm, ifHalted)));
  }

  private void askRelease(Context request) throws InterruptedException {
    var scene = scene(request);
    var orders = scene.orders(scene.pool().selector(scene.disk()));
    PageRoutes.html(
        request, scene.page(request).release(explained(scene.desk(), orders::explainRelease)));
  }

  private void release(Context request) throws InterruptedException {
    var scene = scene(request);
    var orders = scene.orders(field(request, "disk"));
    var deadline = deadline(field(request, "deadline"));
    begin(
        request,
        scene,
        new Wanted(
            Kind.DETACH,
            Map.of("disk", field(request, "disk"), "deadline", deadline.toSeconds() + "s"),
            operations -> orders.release(operations, deadline)));
  }

  private void askForce(Context request) throws InterruptedException {
    PageRoutes.html(request, scene(request).page(request).force(null));
  }

  private void force(Context request) throws InterruptedException {
    var scene = scene(request);
    var orders = scene.orders(field(request, "disk"));
    var reason = field(request, "reason");
    var word = field(request, "word");
    begin(
        request,
        scene,
        new Wanted(
            Kind.FORCE_DETACH,
            Map.of("disk", field(request, "disk"), "reason", reason, "confirm", word),
            operations -> orders.force(operations, reason, word)));
  }

  private void begin(Context request, Scene scene, Wanted wanted) {
    var caller = Caller.of(request);
    var asked = new Asked(caller.name(), caller.address(), null);
    var operation = book.begin(scene.desk(), wanted, asked);
    request.redirect("/operations/" + operation.id(), HttpStatus.SEE_OTHER);
  }

  private void cancel(Context request) {
    var id = request.pathParam("id");
    book.cancel(id);
    request.redirect("/operations/" + Paths.part(id), HttpStatus.SEE_OTHER);
  }

  /** It is no failure of the page that something would be refused, or cannot be asked. */
  private static Explained explained(PoolDesk desk, Job.Work<Answer> question)
      throws InterruptedException {
    try {
      return new Explained.Told(desk.run("explain", question));
    } catch (Failure e) {
      return new Explained.Untold(e.explanation());
    } catch (PoolException e) {
      return new Explained.Untold(Failures.of(e).explanation());
    }
  }

  private static String field(Context request, String name) {
    var value = request.formParam(name);
    if (value == null || value.isBlank()) {
      throw usage("the form says nothing of '%s'".formatted(name), "Go back, and fill it in.");
    }
    return value;
  }

  private static IfHalted ifHalted(@Nullable String word) {
    try {
      return word == null ? IfHalted.REFUSE : IfHalted.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw usage("'%s' is nothing that may be done".formatted(word), "Choose one of the list.");
    }
  }

  private static Duration deadline(String seconds) {
    return switch (seconds) {
      case "10", "120", "600" -> Duration.ofSeconds(Long.parseLong(seconds));
      default -> throw usage("'%s' is no time of the list".formatted(seconds), "Choose one.");
    };
  }

  private static Failure usage(String what, String advice) {
    return new Failure(new Explanation("usage", Exit.USAGE, what, advice));
  }
}
