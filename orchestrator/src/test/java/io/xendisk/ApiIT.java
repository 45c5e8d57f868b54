package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.testing.OpenApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The API does what the command does, says it as the command does, and keeps its contract. */
class ApiIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LAB = "/api/v1/pools/127.0.0.1";
  private static final OpenApi CONTRACT = new OpenApi();

  @TempDir static Path directory;
  private static SimulatedPool pool;
  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    pool = SimulatedPool.start("nas");
    // A disk that the service is about to read for the first time is not known by its label yet.
    shell().run("disks");
    service = RunningService.startWith(shell());
  }

  private static Shell shell() {
    return Shell.on(pool).with("XDG_STATE_HOME", directory.toString());
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    pool.close();
  }

  @Test
  void attachesAndReleasesAsTheCommandDoesAndIsReadAgainAfterARestart() throws Exception {
    var begun = post("/attach", "{\"disk\":\"BACKUP-02\",\"vm\":\"nas01\"}");
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    var where = begun.headers().firstValue("Location").orElseThrow();

    var done = ended(where);

    assertThat(done.get("state").asString()).as("%s", done).isEqualTo("done");
    assertThat(done.get("exit").asInt()).isZero();
    assertThat(done.get("result").get("outcome").asString()).isEqualTo("attached");
    assertThat(pool.guest("nas01").devices()).containsValue("ready");
    var ofCommand = shell().run("status", "BACKUP-02", "-o", "json").json();
    assertThat(get(LAB + "/status?about=BACKUP-02")).isEqualTo(ofCommand);

    service.close();
    service = RunningService.startWith(shell());
    assertThat(get(where)).isEqualTo(done);
    var released = ended(location(post("/detach", "{\"disk\":\"BACKUP-02\"}")));
    assertThat(released.get("result").get("safeToPull").asBoolean()).isTrue();
    assertThat(released.get("said").get("text").get(0).asString()).startsWith("SAFE TO PULL");
  }

  @Test
  void aRefusalHasTheIdAndTheAdviceOfTheCommand() throws Exception {
    var refused = ended(location(post("/attach", "{\"disk\":\"BACKUP-01\",\"vm\":\"nas02\"}")));

    var command = shell().run("attach", "BACKUP-01", "--vm", "nas02", "-o", "json");
    assertThat(refused.get("state").asString()).isEqualTo("failed");
    assertThat(refused.get("exit").asInt()).isEqualTo(command.exit()).isEqualTo(3);
    assertThat(refused.get("result").get("error")).isEqualTo(command.json().get("error"));
  }

  @Test
  void aRepeatedRequestIsTheSameOperation() throws Exception {
    var request = "{\"disk\":\"BACKUP-01\",\"vm\":\"nas01\",\"plan\":true}";
    var first = service.send(with("/attach", request).header("Idempotency-Key", "k-1"));
    var again = service.send(with("/attach", request).header("Idempotency-Key", "k-1"));
    var other =
        service.send(
            with("/attach", request.replace("nas01", "nas02")).header("Idempotency-Key", "k-1"));

    assertThat(location(again)).isEqualTo(location(first));
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("idempotency-key-reused");
  }

  @Test
  void whatWaitsIsCancelled() throws Exception {
    var where =
        location(
            post("/attach", "{\"disk\":\"BACKUP-01\",\"vm\":\"nas02\",\"ifHalted\":\"wait\"}"));

    var asked = service.send(service.request(where).DELETE());

    assertThat(asked.statusCode()).isIn(200, 202);
    var ended = ended(where);
    assertThat(ended.get("state").asString()).isEqualTo("cancelled");
    assertThat(ended.get("exit").asInt()).isEqualTo(130);
    assertThat(service.send(service.request(where).DELETE()).statusCode()).isEqualTo(200);
  }

  @Test
  void whatDidNotChangeIsNotSentAgain() throws Exception {
    var first = service.get(LAB + "/disks");
    var tag = first.headers().firstValue("ETag").orElseThrow();

    var again = service.send(service.request(LAB + "/hosts").header("If-None-Match", "\"x\""));
    assertThat(again.statusCode()).isEqualTo(200);
    var hosts = again.headers().firstValue("ETag").orElseThrow();
    assertThat(hosts).isNotEqualTo(tag);
    var same = service.send(service.request(LAB + "/hosts").header("If-None-Match", hosts));
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
  }

  @Test
  void aLongListComesInPages() throws Exception {
    var all = get(LAB + "/disks").get("disks");
    var paged = new ArrayList<JsonNode>();
    var next = "";
    do {
      var page = get(LAB + "/disks?limit=1" + next);
      assertThat(page.get("disks")).hasSize(1);
      page.get("disks").forEach(paged::add);
      next = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asString();
    } while (!next.isEmpty());

    assertThat(paged).map(disk -> disk.get("vdi")).hasSize(all.size());
    assertThat(paged.getLast().get("vdi")).isEqualTo(all.get(all.size() - 1).get("vdi"));
  }

  @Test
  void whoListensHearsWhatHappensAndMissesNothing() throws Exception {
    long before;
    try (var lines = listen("")) {
      assertThat(lines.readLine()).isEqualTo(": here");
      var operation = location(post("/repair", "{\"plan\":true}"));
      before = idOf(lines, operation);
    }
    var second = location(post("/repair", ""));
    ended(second);

    try (var lines = listen(String.valueOf(before))) {
      assertThat(idOf(lines, second)).isGreaterThan(before);
    }
    try (var lines = listen("1")) {
      assertThat(lines.lines().anyMatch("event: reset"::equals)).isTrue();
    }
  }

  private static BufferedReader listen(String last) throws IOException {
    var connection = URI.create(service.url() + "/api/v1/events").toURL().openConnection();
    connection.setRequestProperty("Authorization", "Bearer " + service.token());
    connection.setReadTimeout(20_000);
    if (!last.isEmpty()) {
      connection.setRequestProperty("Last-Event-ID", last);
    }
    return new BufferedReader(
        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The id of the first event about this operation. */
  private static long idOf(BufferedReader lines, String operation) throws IOException {
    long id = 0;
    while (true) {
      var line = lines.readLine();
      if (line.startsWith("id: ")) {
        id = Long.parseLong(line.substring(4));
      }
      if (line.contains(operation.replaceFirst(".*/", ""))) {
        return id;
      }
    }
  }

  @Test
  void everyAnswerKeepsTheContract() throws Exception {
    var operation = location(post("/repair", "{\"plan\":true}"));
    ended(operation);
    // That VM is halted: nothing comes of it.
    ended(location(post("/apply", "{\"attachments\":{\"BACKUP-01\":{\"vm\":\"nas02\"}}}")));
    var queries =
        Map.of(
            "/explain/attach", "?disk=BACKUP-01&vm=nas01",
            "/explain/detach", "?disk=BACKUP-01",
            "/disks", "?fresh=true");
    for (var route : CONTRACT.routes()) {
      if (route.path().equals("/api/v1/events") || !route.method().equals("GET")) {
        continue;
      }
      var path =
          route
              .path()
              .replace("{pool}", "127.0.0.1")
              .replace("{disk}", "BACKUP-01")
              .replace("{id}", operation.replaceFirst(".*/", ""));
      var query =
          queries.entrySet().stream()
              .filter(one -> route.path().endsWith(one.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse("");

      for (var answer :
          List.of(
              service.get(path + query),
              service.get(path.replace("127.0.0.1", "nowhere")),
              service.get(path + "?nonsense=1"),
              service.send(service.anonymous(path)))) {
        assertThat(complaints(route, answer)).isEmpty();
      }
      assertThat(service.get(path + query).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void aViewerChangesNothing() throws Exception {
    var viewer = service.token("viewer", "viewer-of-all");
    var operator = service.token("operator", "operator-of-all");
    var changing = CONTRACT.routes().stream().filter(OpenApi.Route::changes).toList();
    assertThat(changing).hasSizeGreaterThan(8);
    long calls = pool.calls().count("VBD.create");
    for (var route : changing) {
      if (route.path().startsWith("/log")) {
        continue;
      }
      var path =
          route.path().replace("{pool}", "127.0.0.1").replace("{disk}", "x").replace("{id}", "x");
      var answer = as(viewer, route, path);
      assertThat(answer.statusCode()).as(route.name()).isEqualTo(403);
      assertThat(answer.body()).contains("role-too-low");
      assertThat(complaints(route, answer)).isEmpty();
    }
    assertThat(pool.calls().count("VBD.create")).isEqualTo(calls);
    var force = CONTRACT.route("POST /api/v1/pools/{pool}/force-detach");
    assertThat(as(operator, force, LAB + "/force-detach").statusCode()).isEqualTo(403);
  }

  private static HttpResponse<String> as(String token, OpenApi.Route route, String path)
      throws IOException, InterruptedException {
    var body = "{\"disk\":\"BACKUP-01\",\"vm\":\"nas01\",\"reason\":\"x\",\"confirm\":\"abcdef\"}";
    return service.send(
        service
            .anonymous(path)
            .header("Authorization", "Bearer " + token)
            .method(route.method(), BodyPublishers.ofString(body)));
  }

  @Test
  void noSecretIsInAnyAnswerOrInWhatItKeeps() throws Exception {
    var token = service.token("operator", "planted");
    var texts = new StringBuilder();
    for (var path : List.of("/api/v1/session", "/readyz", "/api/v1/operations", LAB, "/nothing")) {
      texts.append(
          service.send(service.anonymous(path).header("Authorization", "Bearer " + token)).body());
    }
    ended(location(post("/repair", "{\"plan\":true}")));
    try (var files = Files.walk(directory)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        // The history is a database.
        texts.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }

    assertThat(texts.toString()).doesNotContain(token, pool.password(), service.token());
  }

  private static java.util.Set<String> complaints(
      OpenApi.Route route, HttpResponse<String> answer) {
    return CONTRACT.complaints(
        route,
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse(""),
        answer.body());
  }

  private static JsonNode get(String path) throws IOException, InterruptedException {
    var answer = service.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static HttpRequest.Builder with(String what, String body) {
    return service
        .request(LAB + what)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private static HttpResponse<String> post(String what, String body)
      throws IOException, InterruptedException {
    return service.send(with(what, body));
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static JsonNode ended(String where) throws IOException, InterruptedException {
    for (int i = 0; i < 6; i++) {
      var operation = get(where + "?wait=20");
      if (!operation.get("ended").isNull()) {
        return operation;
      }
    }
    throw new AssertionError(where + " does not end");
  }
}
