package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.xendisk.answer.DeclaredAnswers;
import io.xendisk.answer.Documents;
import io.xendisk.domain.declared.Declaration;
import io.xendisk.operation.DeclaredDisks;
import io.xendisk.service.work.Body;
import io.xendisk.service.work.DeclaredRequests;
import io.xendisk.service.work.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What is declared in a pool, as a whole and of each disk: a change may say what it was made by,
 * and is not done where somebody was quicker. Thread-safe.
 */
final class DeclaredRoutes {
  private static final String DECLARED = "/api/v1/pools/{pool}/declared";
  private static final Pattern TAGS =
      Pattern.compile("\\*|\"[!#-~]{1,64}\"(\\s*,\\s*\"[!#-~]{1,64}\"){0,9}");

  private final PoolRoutes pools;
  private final OperationRoutes operations;

  DeclaredRoutes(PoolRoutes pools, OperationRoutes operations) {
    this.pools = pools;
    this.operations = operations;
  }

  void addTo(RoutesConfig routes) {
    routes.get(DECLARED, this::list);
    routes.get("/api/v1/pools/{pool}/pauses", this::pauses);
    // What is compared is too long for a path; it changes nothing.
    routes.post("/api/v1/pools/{pool}/diff", this::diff, Needs.VIEWER);
    routes.get(DECLARED + "/{disk}", this::show);
    routes.put(DECLARED + "/{disk}", this::declare, Needs.OPERATOR);
    routes.delete(DECLARED + "/{disk}", this::withdraw, Needs.OPERATOR);
  }

  private void list(Context request) throws InterruptedException {
    boolean fresh = Reading.flags(request, Set.of("fresh"), "fresh").truth("fresh");
    var desk = pools.named(request);
    var status =
        fresh ? desk.run("declared", PoolRoutes::statusNow) : PoolRoutes.seen(desk).status();
    Reading.answer(request, DeclaredAnswers.shown(status));
  }

  private void diff(Context request) throws InterruptedException {
    Reading.query(request, Set.of());
    var desk = pools.named(request);
    OperationRoutes.checkType(request);
    Reading.answer(request, desk.run("diff", DeclaredRequests.diff(request.body())));
  }

  private void pauses(Context request) throws InterruptedException {
    Reading.query(request, Set.of());
    var document = Documents.map();
    document.put("pauses", DeclaredAnswers.pauses(PoolRoutes.seen(pools.named(request)).status()));
    Reading.document(request, document);
  }

  /** By the pool itself, so that whoever changes it next knows what it was. */
  private void show(Context request) throws InterruptedException {
    Reading.query(request, Set.of());
    var disk = disk(request);
    var declared =
        pools
            .named(request)
            .run("declared", at -> at.declaredDisks().of(disk))
            .orElseThrow(() -> new NotFoundResponse("nothing is declared"));
    Reading.document(request, DeclaredAnswers.declared(declared));
  }

  private static String disk(Context request) {
    return Body.of(Map.of("disk", request.pathParam("disk")), List.of("disk")).text("disk");
  }

  private static String tag(Declaration declared) {
    return Reading.tag(DeclaredAnswers.declared(declared));
  }

  private void declare(Context request) throws InterruptedException {
    OperationRoutes.checkType(request);
    var disk = disk(request);
    begin(request, DeclaredRequests.declare(disk, request.body(), unchanged(request, disk)));
  }

  private void withdraw(Context request) throws InterruptedException {
    var disk = disk(request);
    begin(request, DeclaredRequests.withdraw(disk, unchanged(request, disk)));
  }

  private void begin(Context request, Wanted wanted) throws InterruptedException {
    Reading.query(request, Set.of());
    var desk = pools.named(request);
    var unchanged = unchanged(request, disk(request));
    desk.run(
        "declared",
        at -> {
          unchanged.accept(at.declaredDisks());
          return true;
        });
    operations.begin(request, desk, wanted);
  }

  /** By If-Match and If-None-Match, looked at at once, and again where it is done. */
  private static Consumer<DeclaredDisks> unchanged(Context request, String disk) {
    var wanted = tags(request, "If-Match");
    var other = tags(request, "If-None-Match");
    return declared -> {
      if (wanted.isEmpty() && other.isEmpty()) {
        return;
      }
      var now = declared.of(disk).map(DeclaredRoutes::tag);
      boolean isAsSeen = wanted.isEmpty() || now.filter(tag -> has(wanted.get(), tag)).isPresent();
      boolean isAnother = other.isEmpty() || now.filter(tag -> has(other.get(), tag)).isEmpty();
      if (!isAsSeen || !isAnother) {
        throw DeclaredRequests.changedMeanwhile(disk);
      }
    };
  }

  private static Optional<String> tags(Context request, String header) {
    var tags = request.header(header);
    if (tags != null && !TAGS.matcher(tags).matches()) {
      throw Body.bad("%s is * or has ETags in quotes".formatted(header));
    }
    return Optional.ofNullable(tags);
  }

  private static boolean has(String tags, String tag) {
    return tags.equals("*") || List.of(tags.split("\\s*,\\s*", -1)).contains(tag);
  }
}
