package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.xendisk.answer.DocumentWriter;
import io.xendisk.answer.Documents;
import io.xendisk.service.PoolDesk;
import io.xendisk.service.work.Asked;
import io.xendisk.service.work.Body;
import io.xendisk.service.work.Kind;
import io.xendisk.service.work.Operation;
import io.xendisk.service.work.OperationBook;
import io.xendisk.service.work.Requests;
import io.xendisk.service.work.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for is begun and answered at once with where it is to be followed: a guest may take
 * minutes. Thread-safe.
 */
final class OperationRoutes {
  private static final String OPERATIONS = "/api/v1/operations";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,2}");

  /** Less than the minute after which a silent connection is closed. */
  private static final int LONGEST_WAIT = 25;

  private final PoolRoutes pools;
  private final OperationBook book;

  OperationRoutes(PoolRoutes pools, OperationBook book) {
    this.pools = pools;
    this.book = book;
  }

  void addTo(RoutesConfig routes) {
    for (var kind : Kind.values()) {
      routes.post(
          "/api/v1/pools/{pool}/" + kind.word(),
          request -> begin(request, kind),
          Needs.of(kind.needs()));
    }
    routes.get(OPERATIONS, this::list);
    routes.get(OPERATIONS + "/{id}", this::show);
    routes.delete(OPERATIONS + "/{id}", this::cancel);
  }

  private void begin(Context request, Kind kind) {
    Reading.query(request, Set.of());
    var desk = pools.named(request);
    checkType(request);
    begin(request, desk, Requests.of(kind, request.body(), pools.place(request)));
  }

  void begin(Context request, PoolDesk desk, Wanted wanted) {
    var caller = Caller.of(request);
    var asked = new Asked(caller.name(), caller.address(), key(request));
    var operation = book.begin(desk, wanted, asked);
    request.header("Location", OPERATIONS + "/" + operation.id());
    write(request, HttpStatus.ACCEPTED, operation);
  }

  static void checkType(Context request) {
    var type = request.contentType();
    if (type != null && !type.startsWith("application/json") && !request.body().isEmpty()) {
      throw Body.bad("the body has to be application/json, not %.60s".formatted(type));
    }
  }

  private static @Nullable String key(Context request) {
    var key = request.header("Idempotency-Key");
    if (key != null && !KEY.matcher(key).matches()) {
      throw Body.bad("an Idempotency-Key has 1 to 128 visible characters");
    }
    return key;
  }

  private void write(Context request, HttpStatus status, Operation operation) {
    request
        .status(status)
        .contentType("application/json")
        .result(DocumentWriter.json(book.document(operation)));
  }

  private void list(Context request) {
    var query = Reading.query(request, Set.of("limit", "cursor", "pool"));
    var pool = query.textOrNull("pool");
    var document = Documents.map();
    document.put(
        "operations",
        book.all().stream()
            .filter(operation -> pool == null || operation.pool().equals(pool))
            .map(operation -> Map.of("id", operation.id()))
            .toList());
    // Only what is on the page is written out: what each has said may be long.
    var page = Reading.page(query, document, "operations", "id");
    page.put("operations", written(page.get("operations")));
    Reading.document(request, page);
  }

  private List<Map<String, Object>> written(@Nullable Object ids) {
    return ids instanceof List<?> all
        ? all.stream()
            .map(one -> String.valueOf(((Map<?, ?>) one).get("id")))
            .flatMap(id -> book.find(id).stream())
            .map(book::document)
            .toList()
        : List.of();
  }

  private void show(Context request) throws InterruptedException {
    var query = Reading.query(request, Set.of("wait"));
    var wait = query.textOrNull("wait");
    var id = named(request).id();
    var operation =
        wait == null ? book.find(id) : book.await(id, Duration.ofSeconds(seconds(wait)));
    Reading.document(request, book.document(operation.orElseThrow(OperationRoutes::unknown)));
  }

  private static int seconds(String text) {
    if (!SECONDS.matcher(text).matches() || Integer.parseInt(text) > LONGEST_WAIT) {
      throw Body.bad("'wait' is 0 to %d seconds".formatted(LONGEST_WAIT));
    }
    return Integer.parseInt(text);
  }

  private Operation named(Context request) {
    return book.find(request.pathParam("id")).orElseThrow(OperationRoutes::unknown);
  }

  private static NotFoundResponse unknown() {
    return new NotFoundResponse("no operation");
  }

  /** It is asked to end; it has ended when it says so. */
  private void cancel(Context request) {
    Reading.query(request, Set.of());
    var operation = named(request);
    boolean underWay = operation.end() == null;
    book.cancel(operation.id());
    write(request, underWay ? HttpStatus.ACCEPTED : HttpStatus.OK, named(request));
  }
}
