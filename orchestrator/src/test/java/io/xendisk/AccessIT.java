package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.testing.Certificates;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody uses the service without a token, and nobody does more than their role may. */
class AccessIT {
  private static final String FORM = "application/x-www-form-urlencoded";

  @TempDir static Path directory;
  private static SimulatedPool pool;
  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    pool = SimulatedPool.start("nas");
    service = RunningService.startWith(shell(directory.resolve("state")));
  }

  private static Shell shell(Path state) {
    return Shell.on(pool).with("XDG_STATE_HOME", state.toString());
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    pool.close();
  }

  @Test
  void withoutATokenNothingAnswersButWhetherItLives() throws Exception {
    assertThat(service.send(service.anonymous("/healthz")).statusCode()).isEqualTo(200);
    for (var path : List.of("/", "/readyz", "/api/v1/session", "/nothing", "/healthz/x")) {
      var answer = service.send(service.anonymous(path));
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(type(answer)).isEqualTo("application/problem+json");
      assertThat(answer.body()).contains("\"id\":\"no-token\"", "\"advice\":");
    }
    var wrong = service.anonymous("/readyz").header("Authorization", "Bearer xendisk_no");
    assertThat(service.send(wrong).body()).contains("token-refused");
  }

  @Test
  void aBrowserSeesWhereToLogInAndNothingElse() throws Exception {
    var answer = service.send(service.anonymous("/").header("Accept", "text/html,*/*"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(type(answer)).startsWith("text/html");
    assertThat(answer.body()).contains("action=\"/login\"").doesNotContain("xs1", "style=");
  }

  @Test
  void aRevokedTokenIsOverAtOnceAndSoIsItsSession() throws Exception {
    var token = service.token("viewer", "carol");
    var cookie = cookie(login(token));
    assertThat(as(token, "/readyz").statusCode()).isEqualTo(200);
    assertThat(service.send(withCookie("/readyz", cookie)).statusCode()).isEqualTo(200);

    assertThat(service.command("token", "revoke", "carol").exit()).isZero();

    assertThat(as(token, "/readyz").statusCode()).isEqualTo(401);
    assertThat(service.send(withCookie("/readyz", cookie)).statusCode()).isEqualTo(401);
    assertThat(service.command("token", "list").out()).doesNotContain("carol", token);
    assertThat(service.command("token", "revoke", "carol", "-o", "json").out())
        .contains("token-unknown");
  }

  @Test
  void aBrowserGetsACookieThatNoScriptReadsAndNoOtherSiteSends() throws Exception {
    var answer = login(service.token("operator", "dave"));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Strict", "Path=/");
    assertThat(login("xendisk_wrong").statusCode()).isEqualTo(401);
  }

  @Test
  void whatABrowserChangesHasToComeFromAPageOfTheService() throws Exception {
    var cookie = cookie(login(service.token("operator", "erin")));
    var csrf = service.send(withCookie("/api/v1/session", cookie)).body();
    var sign = csrf.replaceFirst(".*\"csrf\":\"([^\"]+)\".*", "$1");

    var bare = service.send(logout(cookie));
    var foreign =
        service.send(
            logout(cookie).header("X-Xendisk-Csrf", sign).header("Sec-Fetch-Site", "cross-site"));
    var other =
        service.send(
            logout(cookie).header("X-Xendisk-Csrf", sign).header("Origin", "https://evil.example"));
    var own = service.send(logout(cookie).header("X-Xendisk-Csrf", sign));

    assertThat(List.of(bare, foreign, other))
        .extracting(HttpResponse::statusCode)
        .containsOnly(403);
    assertThat(bare.body()).contains("cross-site");
    assertThat(own.statusCode()).isEqualTo(303);
    assertThat(service.send(withCookie("/readyz", cookie)).statusCode()).isEqualTo(401);
  }

  @Test
  void aLogInThatAnotherSiteSendsIsRefused() throws Exception {
    var answer =
        service.send(
            service
                .anonymous("/login")
                .header("Content-Type", FORM)
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.ofString("token=x")));

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void everyAnswerTellsABrowserWhatToRefuse() throws Exception {
    for (var path : List.of("/healthz", "/readyz", "/nothing")) {
      var headers = service.get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Cache-Control")).contains("no-store");
      assertThat(headers.firstValue("Server")).isEmpty();
    }
  }

  @Test
  void tokensThatOthersCouldReadLetNobodyInAndAreNotWritten() throws Exception {
    var state = directory.resolve("open");
    var file = state.resolve("xendisk/tokens");
    try (var other = RunningService.startWith(shell(state))) {
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

      var answer = other.get("/readyz");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("token-file-unsafe");
      var ran = other.command("token", "create", "--role", "viewer", "--name", "x", "-o", "json");
      assertThat(ran.exit()).isEqualTo(8);
      assertThat(ran.json().get("error").get("id").asString()).isEqualTo("token-file-unsafe");
    }
  }

  @Test
  void whoAsksTooOftenIsToldToWait() throws Exception {
    var config =
        Files.writeString(
            directory.resolve("limits.yaml"),
            "service: {limits: {requests: 10, connections: 64, body: 1024}}\n");
    try (var other =
        RunningService.startWith(
            shell(directory.resolve("limits")), "--config", config.toString())) {
      HttpResponse<String> last = other.get("/readyz");
      for (int i = 0; i < 10; i++) {
        last = other.get("/readyz");
      }

      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(last.headers().firstValue("Retry-After")).isPresent();
      assertThat(last.body()).contains("too-many-requests");
      assertThat(other.send(other.anonymous("/healthz")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void speaksTlsWithAGivenCertificate() throws Exception {
    var made = new Certificates(Instant.now());
    var files = made.server("127.0.0.1", directory.resolve("s.pem"), directory.resolve("s.key"));
    var config =
        Files.writeString(
            directory.resolve("tls.yaml"),
            "service: {certificate: {pem: %s, key: %s}}\n".formatted(files.chain(), files.key()));
    try (var other =
        RunningService.startWith(shell(directory.resolve("tls")), "--config", config.toString())) {
      assertThat(other.url().getScheme()).isEqualTo("https");
      try (var client = made.client()) {
        var answer =
            client.send(
                HttpRequest.newBuilder(other.url().resolve("/healthz")).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
      }
    }
  }

  @Test
  void speaksTlsWithACertificateInPkcs12AndACommandTrustsWhomItIsTold() throws Exception {
    var made = new Certificates(Instant.now());
    var file = made.store("127.0.0.1", directory.resolve("s.p12"), "locked");
    var config =
        Files.writeString(
            directory.resolve("p12.yaml"),
            "service: {certificate: {pkcs12: %s, password: {env: P12}}}\n".formatted(file));
    var shell = shell(directory.resolve("p12")).with("P12", "locked");
    try (var other = RunningService.startWith(shell, "--config", config.toString())) {
      var token = Files.writeString(directory.resolve("p12.token"), other.token());
      var ca = made.pem(directory.resolve("ca.pem"));
      var stranger = new Certificates(Instant.now()).pem(directory.resolve("stranger.pem"));

      var trusted = disks(other, token, "ca:" + ca);
      assertThat(trusted.exit()).as(trusted.err()).isZero();
      for (var trust : List.of("system", "ca:" + stranger, "sha256:" + "00".repeat(32))) {
        var refused = disks(other, token, trust);
        assertThat(refused.exit()).as(trust).isEqualTo(8);
        assertThat(refused.json().at("/error/id").asString()).isEqualTo("certificate-not-trusted");
      }
    }
    var wrong = shell.with("P12", "open").run("serve", "--config", config.toString());
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("certificate").doesNotContain("locked");
  }

  private static Shell.Ran disks(RunningService service, Path token, String trust) {
    return Shell.on(pool)
        .run(
            "disks",
            "-o",
            "json",
            "--server",
            service.url().toString(),
            "--token-file",
            token.toString(),
            "--trust",
            trust);
  }

  private static HttpResponse<String> as(String token, String path)
      throws IOException, InterruptedException {
    return service.send(service.anonymous(path).header("Authorization", "Bearer " + token));
  }

  private static HttpResponse<String> login(String token) throws IOException, InterruptedException {
    return service.send(
        service
            .anonymous("/login")
            .header("Content-Type", FORM)
            .POST(BodyPublishers.ofString("token=" + token + "&next=//evil.example")));
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private static HttpRequest.Builder withCookie(String path, String cookie) {
    return service.anonymous(path).header("Cookie", cookie);
  }

  private static HttpRequest.Builder logout(String cookie) {
    return withCookie("/logout", cookie).POST(BodyPublishers.noBody());
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }
}
