package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

/**
 * Secrets are planted wherever one can be handed over, in good and in bad ways, and then looked for
 * in all that the service says and keeps: pages, API, errors, metrics, log, history and its files.
 */
class SecretsIT {
  /** What was typed where it does not belong, or does not fit. */
  private static final String TYPED = "xd_typed-by-mistake-0123456789abcdefghij";

  private static final String WRONG_PASSWORD = "wrong-password-0123456789";

  /** A line of the log for people. */
  private static final Pattern TEXT =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[.]\\d{3}\\S+ (INFO|WARN|ERROR) +\\S.*");

  private static final List<String> PATHS =
      List.of(
          "/",
          "/pools/lab",
          "/pools/lab/findings",
          "/pools/lab/declared",
          "/history",
          "/nothing",
          "/readyz",
          "/metrics",
          "/api/v1/session",
          "/api/v1/pools",
          "/api/v1/pools/lab",
          "/api/v1/pools/shut",
          "/api/v1/pools/lab/status",
          "/api/v1/pools/shut/status",
          "/api/v1/pools/lab/findings",
          "/api/v1/pools/lab/declared",
          "/api/v1/pools/lab/pauses",
          "/api/v1/history",
          "/api/v1/operations");

  @TempDir Path directory;
  private final Map<String, String> said = new TreeMap<>();

  /** The ids of the operations that were begun. */
  private final Set<String> begun = new TreeSet<>();

  private final HttpClient client = HttpClient.newHttpClient();

  @ParameterizedTest
  @ValueSource(strings = {"json", "text"})
  void noSecretIsInAnythingThatTheServiceSaysOrKeeps(String form) throws Exception {
    try (var pool = SimulatedPool.start("nas")) {
      var shell = Shell.on(pool).with("XDG_STATE_HOME", directory.toString());
      var config =
          Files.writeString(
              directory.resolve("config.yaml"),
              """
              pools:
                lab: {url: "%s", user: %s, password: {env: GOOD}}
                shut: {url: "%s", user: %s, password: {env: BAD}}
              service: {log: %s}
              """
                  .formatted(pool.url(), pool.user(), pool.url(), pool.user(), form));
      shell =
          shell
              .with("XENDISK_CONFIG", config.toString())
              .with("GOOD", pool.password())
              .with("BAD", WRONG_PASSWORD);
      // A disk that was read is looked for again after a boot of its host, which is logged.
      assertThat(shell.run("disks", "--pool", "lab").exit()).isZero();
      var token =
          shell.run("token", "create", "--role", "supervisor", "--name", "ann").out().strip();
      var log = directory.resolve("log");
      var process = start(shell, log, form);
      try (var out = process.inputReader()) {
        var url = URI.create(new ObjectMapper().readTree(line(out)).get("url").asString());
        plant(url, token);
        for (var path : PATHS) {
          tell("GET " + path, request(url, path, token));
          tell("GET " + path + " by nobody", HttpRequest.newBuilder(url.resolve(path)));
        }
        await("the pool that lets nobody in was told of")
            .atMost(Duration.ofSeconds(30))
            .until(() -> Files.readString(log).contains("wrong-password"));
        pool.rack().reboot("xs2");
        await("what the service does by itself was told of")
            .atMost(Duration.ofSeconds(60))
            .until(() -> Files.readString(log).contains("scanned after its boot"));
      } finally {
        process.destroy();
        var _ = process.waitFor();
      }
      said.put("the log", Files.readString(log));
      assertThat(begun).isNotEmpty();
      if (form.equals("json")) {
        isJsonWithOperations(Files.readAllLines(log));
      } else {
        isTextWithOperations(Files.readAllLines(log));
      }
      try (var files = Files.walk(directory)) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          said.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }

      var secrets = List.of(token, pool.password(), WRONG_PASSWORD, TYPED);
      assertThat(said).hasSizeGreaterThan(2 * PATHS.size());
      said.forEach(
          (where, text) ->
              assertThat(text).as(where).doesNotContain(secrets.toArray(String[]::new)));
    }
  }

  /** Each line is an object, and says in which operation or errand it was logged. */
  private void isJsonWithOperations(List<String> lines) {
    var json = new ObjectMapper();
    var audited = new TreeSet<String>();
    var within = new TreeSet<String>();
    for (var line : lines) {
      var object = json.readTree(line);
      assertThat(object.propertyNames())
          .as(line)
          .contains("timestamp", "level", "loggerName", "formattedMessage");
      within.add(object.at("/mdc/operation").asString(""));
      if (object.get("loggerName").asString().equals("audit")) {
        object.get("kvpList").forEach(pair -> audited.add(pair.path("operation").asString("")));
      }
    }
    assertThat(audited).containsAll(begun);
    assertThat(within).contains("scan xs2");
  }

  /** Each line begins with its time and level. */
  private void isTextWithOperations(List<String> lines) {
    assertThat(lines).allMatch(line -> TEXT.matcher(line).matches());
    for (var id : begun) {
      assertThat(lines)
          .anyMatch(line -> line.contains(" begun ") && line.contains("operation=\"" + id + "\""))
          .anyMatch(line -> line.contains(" ended ") && line.contains("operation=\"" + id + "\""));
    }
    assertThat(lines).anyMatch(line -> line.endsWith("operation=scan xs2"));
  }

  private static Process start(Shell shell, Path log, String form) throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            // As it is shipped, and not as tests have it; for text the service names its own.
            form.equals("text")
                ? "-Dxendisk.of.no.use=true"
                : "-Dlogback.configurationFile=" + SecretsIT.class.getResource("/logback.xml"),
            "-cp",
            System.getProperty("java.class.path"),
            "io.xendisk.Main",
            "serve",
            "--listen",
            "127.0.0.1:0");
    builder.environment().putAll(shell.environment());
    return builder.redirectError(log.toFile()).start();
  }

  private static String line(BufferedReader out) throws IOException {
    var line = out.readLine();
    assertThat(line).startsWith("{\"url\"");
    return line;
  }

  private static HttpRequest.Builder request(URI url, String path, String token) {
    return HttpRequest.newBuilder(url.resolve(path))
        .header("Accept", path.startsWith("/api/") ? "application/json" : "text/html")
        .header("Authorization", "Bearer " + token);
  }

  /** Everywhere where somebody may hand one over, rightly or by mistake. */
  private void plant(URI url, String token) throws Exception {
    var json = "application/json";
    var api = "/api/v1/pools/lab";
    tell("a wrong token", request(url, "/api/v1/pools", TYPED));
    tell(
        "a token as another scheme",
        HttpRequest.newBuilder(url.resolve("/readyz")).header("Authorization", "Basic " + TYPED));
    tell(
        "a wrong cookie",
        HttpRequest.newBuilder(url.resolve("/")).header("Cookie", "xendisk_session=" + TYPED));
    for (var typed : List.of(token, TYPED)) {
      tell(
          "logging in with " + (typed.equals(TYPED) ? "a wrong one" : "the right one"),
          HttpRequest.newBuilder(url.resolve("/login"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString("token=" + typed)));
    }
    tell("in a header that is none", request(url, api, token).header("X-Password", TYPED));
    tell(
        "an Idempotency-Key",
        request(url, api + "/repair", token)
            .header("Idempotency-Key", "k k" + TYPED)
            .POST(BodyPublishers.ofString("{}")));
    for (var body :
        List.of(
            "{\"password\":\"%s\"}",
            "{\"plan\":true,\"token\":{\"a\":\"%s\"}}", "password=%s", "[\"%s\"]")) {
      tell(
          "a body " + body,
          request(url, api + "/repair", token)
              .header("Content-Type", json)
              .POST(BodyPublishers.ofString(body.formatted(TYPED))));
    }
    var begun =
        request(url, api + "/repair", token)
            .header("Content-Type", json)
            .POST(BodyPublishers.ofString("{\"plan\":true}"));
    tell("an operation", begun);
    tell(
        "one of the pool that lets nobody in",
        request(url, "/api/v1/pools/shut/repair", token)
            .header("Content-Type", json)
            .POST(BodyPublishers.ofString("{}")));
  }

  private void tell(String what, HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        client.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString());
    said.put(what, answer.statusCode() + " " + answer.body());
    if (answer.statusCode() == 202) {
      begun.add(new ObjectMapper().readTree(answer.body()).get("id").asString());
    }
  }
}
