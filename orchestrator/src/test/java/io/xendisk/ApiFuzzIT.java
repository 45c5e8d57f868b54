package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.testing.OpenApi;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever is sent that the contract does not allow is answered with a problem that says so, and
 * with nothing else: hundreds of kinds of it, made from the contract itself.
 */
class ApiFuzzIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final OpenApi CONTRACT = new OpenApi();
  private static final long SEED = Long.getLong("xendisk.seed", new Random().nextLong());

  @TempDir Path directory;
  private final Random random = new Random(SEED);

  /** One kind of bad input. */
  private record Bad(String kind, OpenApi.Route route, HttpRequest.Builder request) {}

  @Test
  void badInputOfEveryKindIsAnsweredWithAProblemAndNeverAFailure() throws Exception {
    var config =
        Files.writeString(
            directory.resolve("c.yaml"),
            "service: {limits: {requests: 100000, connections: 64, body: 4096}}\n");
    try (var pool = SimulatedPool.start("nas");
        var service = RunningService.start(Shell.on(pool), "--config", config.toString())) {
      var all = new ArrayList<Bad>();
      for (var route : CONTRACT.routes()) {
        if (!route.path().matches("/healthz|/readyz|/log.*")) {
          all.addAll(bodies(service, route));
          all.addAll(queries(service, route));
          all.addAll(paths(service, route));
          all.addAll(headers(service, route));
        }
      }
      assertThat(all.stream().map(Bad::kind).distinct().count()).isGreaterThan(200);

      var wrong = new TreeSet<String>();
      for (var bad : all) {
        var answer = service.send(bad.request());
        var type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.statusCode() / 100 != 4 || !type.equals("application/problem+json")) {
          wrong.add("%s: %d %s".formatted(bad.kind(), answer.statusCode(), answer.body()));
        } else {
          wrong.addAll(CONTRACT.complaints(bad.route(), answer.statusCode(), type, answer.body()));
        }
      }
      wrong.addAll(raw(service));
      assertThat(wrong).as("seed %d", SEED).isEmpty();
      assertThat(pool.calls().count("VBD.create")).isZero();
    }
  }

  private List<Bad> bodies(RunningService service, OpenApi.Route route) {
    var content = route.node().path("requestBody").path("content").path("application/json");
    if (content.isMissingNode()) {
      return List.of();
    }
    var schema = CONTRACT.resolved(content.get("schema"));
    var bodies = new LinkedHashMap<String, String>();
    var good = good(schema);
    bodies.put("no JSON", "disk=BACKUP-01");
    bodies.put("half of it", good.toString().substring(0, good.toString().length() - 1) + ",");
    bodies.put("a list", "[" + good + "]");
    bodies.put("two of them", good + " " + good);
    bodies.put("a text", "\"x\"");
    bodies.put("a number", String.valueOf(random.nextInt()));
    bodies.put("nothing but null", "null");
    bodies.put("too deep", "{\"plan\":" + "[".repeat(200) + "]".repeat(200) + "}");
    bodies.put("too long", "{\"x\":\"" + "x".repeat(8000) + "\"}");
    bodies.put("a name twice", "{\"plan\":true,\"plan\":false}");
    bodies.put("an endless number", "{\"plan\":" + "9".repeat(3000) + "}");
    bodies.put("a broken text", "{\"plan\":\"\\ud800\\x\"}");
    var unknown = good.deepCopy();
    unknown.put("n" + random.nextInt(1000), true);
    bodies.put("an unknown member", unknown.toString());
    for (var required : schema.path("required")) {
      var without = good.deepCopy();
      without.remove(required.asString());
      bodies.put("without " + required.asString(), without.toString());
      var empty = good.deepCopy();
      empty.putNull(required.asString());
      bodies.put("null " + required.asString(), empty.toString());
    }
    for (var member : schema.path("properties").properties()) {
      for (var value : wrong(CONTRACT.resolved(member.getValue()))) {
        var changed = good.deepCopy();
        changed.set(member.getKey(), value);
        bodies.put(member.getKey() + " = " + cut(value.toString()), changed.toString());
      }
    }
    var all = new ArrayList<Bad>();
    bodies.forEach(
        (kind, body) ->
            all.add(
                new Bad(
                    route.name() + ": " + kind,
                    route,
                    request(service, path(route), route)
                        .method(route.method(), BodyPublishers.ofString(body)))));
    all.add(
        new Bad(
            route.name() + ": as a form",
            route,
            service
                .request(path(route))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(route.method(), BodyPublishers.ofString("disk=x"))));
    return all;
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(30, text.length()));
  }

  private ObjectNode good(JsonNode schema) {
    var good = JSON.createObjectNode();
    schema
        .path("required")
        .forEach(
            name -> {
              var member = CONTRACT.resolved(schema.get("properties").get(name.asString()));
              good.put(
                  name.asString(), member.has("enum") ? member.get("enum").get(0).asString() : "x");
            });
    return good;
  }

  /** Values that this schema does not allow. */
  private List<JsonNode> wrong(JsonNode schema) {
    var values = new ArrayList<JsonNode>();
    values.add(JSON.createArrayNode().add("x"));
    values.add(JSON.createObjectNode().put("x", 1));
    values.add(JSON.getNodeFactory().numberNode(random.nextInt()));
    if (schema.path("type").asString("").equals("boolean")) {
      values.add(JSON.getNodeFactory().stringNode("true"));
    } else {
      values.add(JSON.getNodeFactory().booleanNode(random.nextBoolean()));
      values.add(JSON.getNodeFactory().stringNode(""));
      values.add(JSON.getNodeFactory().stringNode(" \t"));
      values.add(JSON.getNodeFactory().stringNode("x".repeat(501 + random.nextInt(500))));
      values.add(JSON.getNodeFactory().stringNode("a\u0000b\n"));
    }
    if (schema.has("enum")) {
      values.add(JSON.getNodeFactory().stringNode(schema.get("enum").get(0).asString() + "x"));
    }
    if (schema.has("pattern")) {
      values.add(JSON.getNodeFactory().stringNode("soon"));
      values.add(JSON.getNodeFactory().stringNode("-5m"));
      values.add(JSON.getNodeFactory().stringNode("99999d"));
    }
    return values;
  }

  private List<Bad> queries(RunningService service, OpenApi.Route route) {
    var queries = new ArrayList<String>(List.of("n" + random.nextInt(1000) + "=1"));
    for (var parameter : route.parameters()) {
      if (parameter.get("in").asString().equals("query")) {
        var name = parameter.get("name").asString();
        var schema = CONTRACT.resolved(parameter.get("schema"));
        queries.add(name + "=");
        queries.add(name + "=a&" + name + "=b");
        queries.add(name + "=" + "x".repeat(600));
        queries.add(name + "=a%00b");
        switch (schema.path("type").asString("")) {
          case "integer" ->
              queries.addAll(List.of(name + "=-1", name + "=x", name + "=9999999999"));
          case "boolean" -> queries.addAll(List.of(name + "=yes", name + "=1"));
          default -> {}
        }
      }
    }
    return queries.stream()
        .map(
            query ->
                new Bad(
                    route.name() + "?" + cut(query),
                    route,
                    request(service, path(route) + "?" + required(route, query) + query, route)
                        .method(route.method(), body(route))))
        .toList();
  }

  /** What has to be said besides, so that nothing else is wrong. */
  private static String required(OpenApi.Route route, String query) {
    var text = new StringBuilder();
    for (var parameter : route.parameters()) {
      var name = parameter.get("name").asString();
      if (parameter.get("in").asString().equals("query")
          && parameter.path("required").asBoolean(false)
          && !query.startsWith(name + "=")) {
        text.append(name).append("=x&");
      }
    }
    return text.toString();
  }

  private List<Bad> paths(RunningService service, OpenApi.Route route) {
    if (!route.path().contains("{")) {
      return List.of();
    }
    var all = new ArrayList<Bad>();
    for (var name : List.of("nowhere", "%20", "x".repeat(300), "%E2%82%AC", "a%22b", "*")) {
      all.add(
          new Bad(
              route.name() + " of " + cut(name),
              route,
              request(
                      service,
                      route.path().replaceFirst("\\{[a-z]+}", name).replace("{disk}", "BACKUP-01"),
                      route)
                  .method(route.method(), body(route))));
    }
    return all;
  }

  private List<Bad> headers(RunningService service, OpenApi.Route route) {
    var all = new ArrayList<Bad>();
    for (var parameter : route.parameters()) {
      if (parameter.get("in").asString().equals("header")) {
        for (var value : List.of("x y", "x".repeat(200))) {
          all.add(
              new Bad(
                  "%s with %s: %s".formatted(route.name(), parameter.get("name"), cut(value)),
                  route,
                  request(service, path(route), route)
                      .header(parameter.get("name").asString(), value)
                      .method(route.method(), body(route))));
        }
      }
    }
    return all;
  }

  private static HttpRequest.Builder request(
      RunningService service, String path, OpenApi.Route route) {
    var request = service.request(path);
    return route.method().equals("POST")
        ? request.header("Content-Type", "application/json")
        : request;
  }

  private static String path(OpenApi.Route route) {
    return route
        .path()
        .replace("{pool}", "127.0.0.1")
        .replace("{disk}", "BACKUP-01")
        .replace("{id}", "0".repeat(23));
  }

  private HttpRequest.BodyPublisher body(OpenApi.Route route) {
    var content = route.node().path("requestBody").path("content").path("application/json");
    return content.isMissingNode()
        ? BodyPublishers.noBody()
        : BodyPublishers.ofString(good(CONTRACT.resolved(content.get("schema"))).toString());
  }

  /** What no client of a library sends. */
  private static Set<String> raw(RunningService service) throws IOException {
    var requests =
        Map.of(
            "a broken escape", "GET /api/v1/pools/%zz HTTP/1.1",
            "an escaped slash", "GET /api/v1/pools/a%2Fb HTTP/1.1",
            "two dots", "GET /api/v1/../../etc/passwd HTTP/1.1",
            "bytes that are no UTF-8", "GET /api/v1/pools/%ff%fe HTTP/1.1",
            "no method", "GE(T / HTTP/1.1",
            "another protocol", "GET /api/v1/pools HTTP/9.9",
            "no HTTP at all", "hello",
            "a long line", "GET /" + "x".repeat(20_000) + " HTTP/1.1",
            "an unknown method", "BREW /api/v1/pools HTTP/1.1",
            "tracing", "TRACE /api/v1/pools HTTP/1.1");
    var wrong = new TreeSet<String>();
    for (var request : requests.entrySet()) {
      try (var socket = new Socket(service.url().getHost(), service.url().getPort())) {
        socket.setSoTimeout(20_000);
        socket
            .getOutputStream()
            .write(
                (request.getValue()
                        + "\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                        + service.token()
                        + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        var answer = text(socket.getInputStream());
        if (!answer.matches("(?s)HTTP/1.1 (4..|505).*") || !answer.contains("problem+json")) {
          wrong.add("%s: %s".formatted(request.getKey(), answer));
        }
      }
    }
    return wrong;
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
