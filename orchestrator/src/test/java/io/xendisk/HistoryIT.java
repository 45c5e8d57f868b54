package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xendisk.adapter.history.Postgres;
import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.testing.SmallDisk;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What was done is in the history of the service, whatever becomes of its database meanwhile. */
class HistoryIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private Path state() {
    return directory.resolve("xendisk");
  }

  private static JsonNode done(RunningService service, String what, String body) throws Exception {
    var begun =
        service.send(
            service
                .request("/api/v1/pools/127.0.0.1/" + what)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    assertThat(begun.statusCode()).isEqualTo(202);
    var id = JSON.readTree(begun.body()).get("id").asString();
    await("operation " + id)
        .atMost(SOON)
        .until(() -> !service.json("/api/v1/operations/" + id).get("ended").isNull());
    return service.json("/api/v1/operations/" + id);
  }

  private static JsonNode awaitEntries(RunningService service, String query, int many)
      throws Exception {
    await("%d entries of %s".formatted(many, query))
        .atMost(SOON)
        .until(() -> service.json("/api/v1/history" + query).path("history").size() == many);
    return service.json("/api/v1/history" + query);
  }

  @Test
  void showsWhoDidWhatFromWhereAndWhatCameOfIt() throws Exception {
    try (var pool = SimulatedPool.start("nas");
        var service =
            RunningService.startWith(Shell.on(pool).with("XDG_STATE_HOME", directory.toString()))) {
      var attached = done(service, "attach", "{\"disk\":\"BACKUP-02\",\"vm\":\"nas01\"}");
      done(service, "attach", "{\"disk\":\"BACKUP-02\",\"vm\":\"nas02\"}");
      var both = awaitEntries(service, "?disk=BACKUP-02&kind=attach", 2).get("history");

      var first = both.get(1);
      assertThat(first.get("id").asString()).isEqualTo(attached.get("id").asString());
      assertThat(first.get("who").asString()).isEqualTo(attached.get("by").asString());
      assertThat(first.get("from").asString()).isEqualTo("127.0.0.1");
      assertThat(first.at("/vm/name").asString()).isEqualTo("nas01");
      assertThat(first.at("/disk/vdi").asString()).isNotEmpty();
      assertThat(first.at("/plan/vm").asString()).isEqualTo("nas01");
      assertThat(first.get("outcome").asString()).isEqualTo("done");
      assertThat(first.get("exit").asInt()).isZero();
      assertThat(both.get(0).get("outcome").asString()).isEqualTo("failed");
      assertThat(both.get(0).get("text").asString()).startsWith("disk-in-use");

      var page = service.json("/api/v1/history?limit=1");
      var rest = service.json("/api/v1/history?cursor=" + page.get("next").asString());
      assertThat(rest.get("history").get(0)).isEqualTo(first);
      assertThat(service.json("/api/v1/history?since=1d&pool=127.0.0.1").get("history")).hasSize(2);
      assertThat(service.json("/api/v1/history?pool=other").get("history")).isEmpty();
      assertThat(service.get("/history?disk=BACKUP-02").body())
          .contains("BACKUP-02", "nas01", "disk-in-use", attached.get("by").asString());

      holdsNo(pool.password());
      holdsNo(service.token());
      holdsNo(service.token().substring(8));
    }
  }

  /** In no file of the service but that of the tokens' hashes. */
  private void holdsNo(String secret) throws Exception {
    try (var files = Files.walk(state())) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(secret);
      }
    }
  }

  @Test
  void goesOnWithoutItsDatabaseSaysSoAndCatchesUp() throws Exception {
    Files.createDirectories(state().resolve("history.db/occupied"));
    try (var pool = SimulatedPool.start("nas");
        var service =
            RunningService.startWith(Shell.on(pool).with("XDG_STATE_HOME", directory.toString()))) {
      awaitTheLossIsSaid(service, "history.db");
      var unread = service.get("/api/v1/history");
      assertThat(unread.statusCode()).isEqualTo(503);
      assertThat(unread.body()).contains("history-unavailable", "history.db");
      assertThat(service.get("/history").body()).contains("history-unavailable");

      var attached = done(service, "attach", "{\"disk\":\"BACKUP-02\",\"vm\":\"nas01\"}");
      assertThat(attached.get("state").asString()).isEqualTo("done");
      Files.delete(state().resolve("history.db/occupied"));
      Files.delete(state().resolve("history.db"));

      awaitEntries(service, "?kind=attach", 1);
      itIsSaidToBeKept(service);
    }
  }

  @Test
  void goesOnWhilePostgresIsStoppedSaysSoAndCatchesUp() throws Exception {
    try (var pool = SimulatedPool.start("nas");
        var postgres = Postgres.start()) {
      var config =
          Files.writeString(
              directory.resolve("c.yaml"),
              "database: {url: '%s', user: %s}".formatted(postgres.url(), postgres.user()));
      var shell = Shell.on(pool).with("XDG_STATE_HOME", directory.toString());
      try (var service = RunningService.startWith(shell, "--config", config.toString())) {
        itIsSaidToBeKept(service);
        postgres.stop();
        awaitTheLossIsSaid(service, "postgresql://");
        done(service, "attach", "{\"disk\":\"BACKUP-02\",\"vm\":\"nas01\"}");
        assertThat(service.get("/metrics").body())
            .as("who kept the pool goes on with it")
            .contains("xendisk_pool_kept{pool=\"127.0.0.1\"} 1");

        postgres.again();

        awaitEntries(service, "?kind=attach", 1);
        itIsSaidToBeKept(service);
      }
    }
  }

  @Test
  void aFileSystemThatIsReallyFullStopsNothingAndWhatHappenedMeanwhileIsKeptAfterwards()
      throws Exception {
    var mounted = SmallDisk.mountedAt(directory.resolve("small"));
    assumeTrue(mounted.isPresent(), "this needs the right to mount a file system");
    try (var disk = mounted.orElseThrow();
        var pool = SimulatedPool.start("nas")) {
      var shell =
          Shell.on(pool).with("XDG_STATE_HOME", directory.resolve("small/state").toString());
      String attached;
      try (var service = RunningService.startWith(shell)) {
        itIsSaidToBeKept(service);
        disk.fill();

        attached =
            done(service, "attach", "{\"disk\":\"BACKUP-02\",\"vm\":\"nas01\"}")
                .get("id")
                .asString();

        assertThat(pool.guest("nas01").devices()).containsValue("ready");
        awaitTheLossIsSaid(service, "full");
        assertThat(done(service, "repair", "{\"plan\":true}").get("state").asString())
            .isEqualTo("done");
        assertThat(service.command("token", "create", "--role", "viewer", "--name", "x").err())
            .contains("No space left", "a disk with room");
        assertThat(service.command("detach", "BACKUP-02").out()).startsWith("SAFE TO PULL");

        disk.free();

        awaitEntries(service, "?kind=attach", 1);
        itIsSaidToBeKept(service);
        done(service, "repair", "{\"plan\":true}");
      }
      try (var next = RunningService.startWith(shell)) {
        assertThat(next.json("/api/v1/operations/" + attached).get("state").asString())
            .isEqualTo("done");
      }
    }
  }

  private static void awaitTheLossIsSaid(RunningService service, String why) throws Exception {
    await("the loss is said")
        .atMost(SOON)
        .until(() -> service.json("/readyz").at("/history/state").asString().equals("lost"));
    assertThat(service.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(service.json("/readyz").at("/history/why").asString()).contains(why);
    assertThat(service.get("/metrics").body()).contains("xendisk_history_kept 0");
    assertThat(service.get("/").body()).contains("The history cannot be kept");
  }

  private static void itIsSaidToBeKept(RunningService service) throws Exception {
    await("it is kept")
        .atMost(SOON)
        .until(() -> service.json("/readyz").at("/history/state").asString().equals("kept"));
    assertThat(service.json("/readyz").at("/history/dropped").asInt()).isZero();
    assertThat(service.get("/metrics").body())
        .contains("xendisk_history_kept 1", "xendisk_history_dropped_total 0");
    assertThat(service.get("/").body()).doesNotContain("The history cannot be kept");
  }

  @Test
  void aCommandAnswersBeforeItLeavesItsLine() throws Exception {
    var lock = Files.createDirectories(state()).resolve("spool.lock");
    try (var pool = SimulatedPool.start("nas")) {
      var shell = Shell.on(pool).with("XDG_STATE_HOME", directory.toString());
      RealProcess process;
      try (var channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        process = RealProcess.start(shell, List.of("attach", "BACKUP-02", "--vm", "nas01"));

        assertThat(process.process().inputReader().readLine()).startsWith("attached  BACKUP-02");
        assertThat(process.process().isAlive()).isTrue();
        assertThat(state().resolve("spool")).doesNotExist();
      }
      assertThat(process.ran().exit()).isZero();
      assertThat(state().resolve("spool")).exists();
    }
  }

  @Test
  void takesInWhatCommandsLeftEachOnceAndNothingOfWhatChangedNothing() throws Exception {
    try (var pool = SimulatedPool.start("nas")) {
      var shell = Shell.on(pool).with("XDG_STATE_HOME", directory.toString());
      assertThat(shell.run("disks").exit()).isZero();
      assertThat(shell.run("attach", "BACKUP-02", "--vm", "nas01", "--plan").exit()).isZero();
      assertThat(Files.exists(state().resolve("spool"))).isFalse();
      assertThat(shell.run("attach", "BACKUP-02", "--vm", "nas01").exit()).isZero();
      assertThat(shell.run("attach", "BACKUP-02", "--vm", "nas01").exit()).isZero();
      assertThat(shell.run("attach", "BACKUP-02", "--vm", "nas02").exit()).isEqualTo(4);
      assertThat(shell.run("attach", "BACKUP-99", "--vm", "nas02").exit()).isEqualTo(75);
      assertThat(Files.readAllLines(state().resolve("spool"))).hasSize(2);
      holdsNo(pool.password());

      var config =
          Files.writeString(
              directory.resolve("c.yaml"),
              "pools: {lab: {url: '%s', password: {env: XENDISK_PASSWORD}}}".formatted(pool.url()));
      try (var service =
          RunningService.startWith(shell, "--config", config.toString(), "--pool", "lab")) {
        var both = awaitEntries(service, "?pool=lab&kind=attach", 2).get("history");
        assertThat(both.get(1).get("from").asString()).isEqualTo("a command");
        assertThat(both.get(1).get("who").asString()).contains("@");
        assertThat(both.get(1).get("text").asString()).isEqualTo("attached");
        assertThat(both.get(1).at("/plan/vm").asString()).isEqualTo("nas01");
        assertThat(both.get(1).at("/disk/name").asString()).isEqualTo("BACKUP-02");
        assertThat(both.get(1).at("/disk/vdi").asString()).isNotEmpty();
        assertThat(both.get(0).get("outcome").asString()).isEqualTo("failed");
        assertThat(both.get(0).get("exit").asInt()).isEqualTo(4);

        assertThat(shell.run("detach", "BACKUP-02").exit()).isZero();

        awaitEntries(service, "?kind=detach", 1);
        assertThat(service.json("/api/v1/history").get("history")).hasSize(3);
      }
    }
  }
}
