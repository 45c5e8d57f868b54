package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.testing.OpenApi;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What is to be so, what is let alone and what somebody knows of, by the API and on the page. */
class DeclaredApiIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LAB = "/api/v1/pools/127.0.0.1";
  private static final String DISK = LAB + "/declared/BACKUP-01";
  private static final Duration SOON = Duration.ofSeconds(40);

  private final SimulatedPool pool = SimulatedPool.start("nas");
  private final Shell shell = Shell.on(pool);
  private RunningService service;

  @SuppressWarnings("NullAway.Init") // begin() starts the service
  DeclaredApiIT() {}

  @BeforeEach
  void begin() throws Exception {
    service = RunningService.start(shell);
  }

  @AfterEach
  void end() throws Exception {
    service.close();
    pool.close();
  }

  private HttpRequest.Builder put(String body) {
    return service
        .request(DISK)
        .header("Content-Type", "application/json")
        .PUT(BodyPublishers.ofString(body));
  }

  private JsonNode post(String path, String body) throws IOException, InterruptedException {
    return ended(
        service.send(
            service
                .request(LAB + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))));
  }

  /** What became of an operation that was begun. */
  private JsonNode ended(HttpResponse<String> begun) throws IOException, InterruptedException {
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    return service.json(begun.headers().firstValue("Location").orElseThrow() + "?wait=25");
  }

  @Test
  void aDeclarationIsMadeChangedAndWithdrawnByWhoeverHasSeenTheLastOne() throws Exception {
    var first = ended(service.send(put("{\"vm\":\"nas02\"}").header("If-None-Match", "*")));
    var twice = service.send(put("{\"vm\":\"nas02\"}").header("If-None-Match", "*"));
    var shown = service.get(DISK);
    var tag = shown.headers().firstValue("ETag").orElseThrow();
    var ofCommand = shell.run("get", "attachments", "-o", "json").json().at("/attachments/0");
    var change = "{\"vm\":\"nas02\",\"keep\":\"until-shutdown\"}";
    var changed = ended(service.send(put(change).header("If-Match", tag)));
    var late = service.send(put("{\"vm\":\"web01\"}").header("If-Match", tag));
    var lateToo = service.send(service.request(DISK).DELETE().header("If-Match", tag));

    assertThat(first.at("/result/outcome").asString()).isEqualTo("applied");
    assertThat(twice.statusCode()).isEqualTo(412);
    assertThat(twice.body()).contains("not-as-seen");
    assertThat(JSON.readTree(shown.body()).get("vm")).isEqualTo(ofCommand.get("vm"));
    assertThat(ofCommand.get("disk").asString()).isEqualTo("BACKUP-01");
    assertThat(changed.at("/result/attachments/0/difference").asString()).isEqualTo("changed");
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(lateToo.statusCode()).isEqualTo(412);
    var now = service.get(DISK).headers().firstValue("ETag").orElseThrow();
    var gone = ended(service.send(service.request(DISK).DELETE().header("If-Match", now)));
    assertThat(gone.at("/result/attachments/0/difference").asString()).isEqualTo("removed");
    assertThat(service.get(DISK).statusCode()).isEqualTo(404);
    assertThat(shell.run("get", "attachments").out()).contains("nothing is declared");
  }

  @Test
  void applyPruneAndPlanAreThoseOfTheCommand() throws Exception {
    post("/apply", "{\"attachments\":{\"BACKUP-01\":{\"vm\":\"nas02\"}}}");
    var other =
        "{\"attachments\":{\"ARCHIVE-01\":{\"vm\":\"nas02\",\"mode\":\"read-only\"}},\"prune\":true,";

    var different = diff(other.substring(0, other.length() - 1) + "}");
    var planned = post("/apply", other + "\"plan\":true}");
    var applied = post("/apply", other + "\"plan\":false}");

    assertThat(planned.at("/result/outcome").asString()).isEqualTo("planned");
    assertThat(applied.at("/result/attachments")).isEqualTo(planned.at("/result/attachments"));
    assertThat(different.get("attachments")).isEqualTo(planned.at("/result/attachments"));
    assertThat(applied.at("/said/text/1").asString()).startsWith("removed     BACKUP-01");
    var declared = shell.run("get", "attachments", "-o", "json").json().get("attachments");
    assertThat(declared).hasSize(1);
    assertThat(declared.at("/0/mode").asString()).isEqualTo("read-only");
  }

  /** A viewer may ask it. */
  private JsonNode diff(String body) throws IOException, InterruptedException {
    var contract = new OpenApi();
    var answer =
        service.send(
            service
                .anonymous(LAB + "/diff")
                .header("Authorization", "Bearer " + service.token("viewer", "who-compares"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    assertThat(
            contract.complaints(
                contract.route("POST /api/v1/pools/{pool}/diff"),
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(""),
                answer.body()))
        .isEmpty();
    return JSON.readTree(answer.body());
  }

  @Test
  void aVmThatIsLetAloneIsNeitherGuardedNorRepairedUntilItIsResumed() throws Exception {
    assertThat(shell.run("attach", "BACKUP-02", "--vm", "nas01").exit()).isZero();
    assertThat(shell.run("vm", "guard", "nas01").exit()).isZero();
    var paused = post("/pause", "{\"what\":\"vm\",\"name\":\"nas01\"}");
    assertThat(paused.at("/result/outcome").asString()).isEqualTo("paused");
    await("it is seen to be paused")
        .atMost(SOON)
        .until(
            () -> service.json(LAB + "/pauses").at("/pauses/0/name").asString(""), "nas01"::equals);

    try (var plain = PlainClient.on(pool)) {
      plain.call("VM.hard_shutdown", plain.vm("nas01"));
    }
    await("the service has seen that it stopped")
        .atMost(SOON)
        .until(() -> service.get(LAB + "/vms").body().contains("Halted"));

    // What it would do is still to be done; a person who types the command is not held up.
    var left = post("/repair", "{\"plan\":true}");
    assertThat(left.at("/result").toString()).contains("take-out");
    assertThat(service.json(LAB + "/attachments").get("attachments")).isNotEmpty();

    assertThat(post("/resume", "{\"what\":\"vm\",\"name\":\"nas01\"}").get("exit").asInt())
        .isZero();
    await("it is taken out")
        .atMost(SOON)
        .until(() -> service.json(LAB + "/attachments").get("attachments").isEmpty());
  }

  @Test
  void aFindingIsAcknowledgedJustAsItWasFoundAndForNoOther() throws Exception {
    var finding = service.json(LAB + "/findings").at("/findings/0");
    var mark = finding.get("mark").asString();
    assertThat(finding.get("acknowledged").isNull()).isTrue();

    var done =
        post("/acknowledge", "{\"finding\":\"%s\",\"why\":\"new hardware\"}".formatted(mark));
    var again = post("/acknowledge", "{\"finding\":\"%s\"}".formatted(mark));
    var other = post("/acknowledge", "{\"finding\":\"0000000000000000\"}");

    assertThat(done.at("/result/outcome").asString()).isEqualTo("acknowledged");
    assertThat(again.at("/result/outcome").asString()).isEqualTo("already-acknowledged");
    assertThat(other.at("/result/error/id").asString()).isEqualTo("finding-unknown");
    var known = service.json(LAB + "/findings").at("/findings/0/acknowledged");
    assertThat(known.get("by").asString()).startsWith("of-this-test");
    assertThat(known.get("why").asString()).isEqualTo("new hardware");
    var page = Jsoup.parse(html("/pools/127.0.0.1/findings", service.token()).body());
    assertThat(page.select(".known").text()).contains("Known to of-this-test", "new hardware");
    // The command says the same of it; to know of a thing mends nothing.
    var ofCommand = shell.run("doctor", "--notices", "-o", "json");
    assertThat(ofCommand.json().get("findings").valueStream())
        .filteredOn(one -> one.get("mark").asString().equals(mark))
        .singleElement()
        .satisfies(one -> assertThat(one.get("acknowledged")).isEqualTo(known));
    assertThat(shell.run("doctor", "--notices").out())
        .contains("known to: of-this-test", ": new hardware");
    post("/acknowledge", "{\"finding\":\"%s\",\"withdraw\":true}".formatted(mark));
    assertThat(shell.run("doctor", "--notices").out()).doesNotContain("known to:");
    assertThat(service.json(LAB + "/findings").at("/findings/0/acknowledged").isNull()).isTrue();
  }

  @Test
  void whoMayNotIsToldSoInWordsAndWhoMaySeesTheForms() throws Exception {
    var viewer = service.token("viewer", "viewer");

    var refused =
        service.send(
            service
                .anonymous("/pools/127.0.0.1/pause")
                .header("Accept", "text/html")
                .header("Authorization", "Bearer " + viewer)
                .POST(BodyPublishers.noBody()));
    var looked = html("/pools/127.0.0.1/declared", viewer);
    var page = Jsoup.parse(html("/pools/127.0.0.1/declared", service.token()).body());
    var login = service.send(service.anonymous("/").header("Accept", "text/html"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Jsoup.parse(refused.body()).select("h1").text()).isEqualTo("You may not do this");
    assertThat(refused.body()).contains("role-too-low");
    assertThat(looked.body()).contains("Nothing is declared").doesNotContain("name=\"keep\"");
    assertThat(page.select("form[action$=/declared] [name=disk]")).hasSize(1);
    assertThat(page.select("form[action$=/pause] [name=what]")).hasSize(1);
    assertThat(login.statusCode()).isEqualTo(401);
    assertThat(login.body()).contains("<style>", "--accent");
    assertThat(login.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("style-src 'sha256-"));
  }

  private HttpResponse<String> html(String path, String token)
      throws IOException, InterruptedException {
    return service.send(
        service
            .anonymous(path)
            .header("Accept", "text/html")
            .header("Authorization", "Bearer " + token));
  }
}
