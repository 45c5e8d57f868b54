package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.xendisk.answer.Answer;
import io.xendisk.answer.DisksAnswer;
import io.xendisk.answer.DoctorAnswers;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.answer.RotationAnswers;
import io.xendisk.answer.StatusAnswer;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.host.Diagnosed;
import io.xendisk.domain.host.Diagnosis;
import io.xendisk.operation.Found;
import io.xendisk.operation.HostAnswer;
import io.xendisk.operation.Operations;
import io.xendisk.operation.ShowStatus.Status;
import io.xendisk.service.Job;
import io.xendisk.service.PoolDesk;
import io.xendisk.service.PoolState;
import io.xendisk.service.Service;
import io.xendisk.service.Snapshot;
import io.xendisk.service.work.Body;
import io.xendisk.service.work.DiskRequests;
import io.xendisk.service.work.Requests;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be seen of the pools: what is where as the service saw it last, and what only the pool
 * itself can tell. Every document is that of the command of this name. Thread-safe.
 */
final class PoolRoutes {
  private static final String POOL = "/api/v1/pools/{pool}";
  private static final Set<String> PAGED = Set.of("limit", "cursor");

  private final Service service;
  private final Map<String, URI> urls;

  /**
   * The routes.
   *
   * @param urls where each pool is reached first
   */
  PoolRoutes(Service service, Map<String, URI> urls) {
    this.service = service;
    this.urls = Map.copyOf(urls);
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/pools", this::pools);
    routes.get(POOL, this::pool);
    routes.get(POOL + "/status", this::status);
    routes.get(POOL + "/disks", this::disks);
    routes.get(POOL + "/hosts", request -> listed(request, "hosts", "id"));
    routes.get(POOL + "/vms", request -> listed(request, "vms", "uuid"));
    routes.get(POOL + "/attachments", request -> listed(request, "attachments", "vbd"));
    routes.get(POOL + "/rotations", this::rotations);
    routes.get(POOL + "/findings", this::findings);
    routes.get(POOL + "/explain/attach", this::explainAttach);
    routes.get(POOL + "/explain/detach", this::explainDetach);
  }

  private void pools(Context request) {
    var query = Reading.query(request, PAGED);
    var document = Documents.map();
    document.put("pools", service.desks().stream().map(PoolWords::pool).toList());
    Reading.document(request, Reading.page(query, document, "pools", "name"));
  }

  private void pool(Context request) {
    Reading.query(request, Set.of());
    Reading.document(request, PoolWords.pool(named(request)));
  }

  /** Where something is to be done for whoever asks. */
  Requests.Place place(Context request) {
    var desk = named(request);
    return new Requests.Place(desk, Caller.of(request).name(), url(desk));
  }

  private String url(PoolDesk desk) {
    return String.valueOf(urls.get(desk.name()));
  }

  PoolDesk named(Context request) {
    var name = request.pathParam("pool");
    return service.desk(name).orElseThrow(() -> new NotFoundResponse("no pool"));
  }

  static Snapshot seen(PoolDesk desk) throws InterruptedException {
    return desk.snapshotOfNow()
        .orElseThrow(
            () ->
                new Failure(
                    desk.state() instanceof PoolState.Away(_, var why)
                        ? why
                        : new Explanation(
                            "unreachable",
                            Exit.UNREACHABLE,
                            "pool %s was not seen yet".formatted(desk.name()),
                            "Ask again in a few seconds.")));
  }

  private void status(Context request) throws InterruptedException {
    var query = Reading.query(request, Set.of("about", "fresh"));
    var about = query.textOrNull("about");
    var desk = named(request);
    if (about == null && !isFresh(query.textOrNull("fresh"))) {
      Reading.answer(request, StatusAnswer.of(seen(desk).status()));
      return;
    }
    Reading.answer(request, desk.run("status", operations -> status(operations, about)));
  }

  private static Answer status(Operations operations, @Nullable String about) {
    return StatusAnswer.of(statusNow(operations, about));
  }

  /** What is where, as the pool says now. */
  static Status statusNow(Operations operations) {
    return statusNow(operations, null);
  }

  private static Status statusNow(Operations operations, @Nullable String about) {
    return switch (operations.showStatus().run(about)) {
      case Found.One<Status>(var status) -> status;
      case Found.Not<Status>(var why) -> throw new Failure(Advice.on(why));
    };
  }

  /**
   * Fresh is what the pool says now, with disks read that were not; else it is what was seen last.
   */
  private void disks(Context request) throws InterruptedException {
    var query = Reading.query(request, Set.of("limit", "cursor", "fresh"));
    var desk = named(request);
    if (isFresh(query.textOrNull("fresh"))) {
      Reading.answer(
          request, desk.run("disks", operations -> DisksAnswer.of(operations.listDisks().run())));
      return;
    }
    var status = seen(desk).status();
    var document = StatusAnswer.of(status).document();
    var disks = Documents.map();
    Documents.put(disks, "disks", document.get("disks"));
    Documents.put(disks, "problems", document.get("problems"));
    Reading.document(request, Reading.page(query, disks, "disks", "vdi"));
  }

  private static boolean isFresh(@Nullable String word) {
    return switch (word) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      default -> throw Body.bad("'fresh' is true or false");
    };
  }

  private void listed(Context request, String what, String key) throws InterruptedException {
    var query = Reading.query(request, PAGED);
    var status = seen(named(request)).status();
    Map<String, Object> document = Documents.map();
    document.put(
        what,
        switch (what) {
          case "hosts" -> PoolWords.hosts(status);
          case "vms" -> PoolWords.vms(status);
          default -> PoolWords.attachments(status);
        });
    Reading.document(request, Reading.page(query, document, what, key));
  }

  private void rotations(Context request) throws InterruptedException {
    var query = Reading.query(request, Set.of("set"));
    var set = query.textOrNull("set");
    Reading.answer(
        request,
        asked(
            request,
            "rotations",
            operations -> {
              long before = operations.calls();
              var shown = operations.showRotation().all(set);
              return RotationAnswers.status(shown, operations.calls() - before);
            }));
  }

  private void findings(Context request) throws InterruptedException {
    var query = Reading.flags(request, Set.of("host", "notices"), "notices");
    var host = query.textOrNull("host");
    boolean notices = query.truth("notices");
    var url = url(named(request));
    Reading.answer(
        request,
        asked(
            request,
            "findings",
            operations -> {
              long before = operations.calls();
              var found =
                  switch (operations.diagnosePool().run(url, host)) {
                    case HostAnswer.Not<List<Diagnosed>>(var why) -> throw new Failure(why);
                    case HostAnswer.Told<List<Diagnosed>>(var all) -> all;
                  };
              var all = new Diagnosis(found, operations.acknowledgeFinding().now());
              return DoctorAnswers.of(all, List.of(), notices, operations.calls() - before);
            }));
  }

  private void explainAttach(Context request) throws InterruptedException {
    var body =
        Reading.flags(request, Set.copyOf(DiskRequests.EXPLAIN_ATTACH), "readOnly", "moveVm");
    Reading.answer(request, asked(request, "explain", DiskRequests.explainAttach(body)));
  }

  private void explainDetach(Context request) throws InterruptedException {
    var body = Reading.query(request, Set.copyOf(DiskRequests.EXPLAIN_DETACH));
    Reading.answer(request, asked(request, "explain", DiskRequests.explainDetach(body)));
  }

  private Answer asked(Context request, String what, Job.Work<Answer> work)
      throws InterruptedException {
    return named(request).run(what, work);
  }
}
