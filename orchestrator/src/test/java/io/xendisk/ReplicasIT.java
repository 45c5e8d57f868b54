package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.adapter.history.Postgres;
import io.xendisk.fixtures.SimulatedPool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Two real services on one PostgreSQL: one is killed (SIGKILL), and the other does its work. */
@EnabledIfSystemProperty(named = "xendisk.proofs", matches = "true")
class ReplicasIT {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Duration TO_TAKE_OVER = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();

  /** One of them, with a state of its own. */
  private record Replica(RealProcess process, URI url, String token) {}

  private Replica start(Shell all, String name, Path config) throws Exception {
    var shell = all.with("XDG_STATE_HOME", directory.resolve(name).toString());
    var token =
        shell
            .run("token", "create", "--role", "supervisor", "--name", "t", "--config", config + "")
            .out()
            .strip();
    var process =
        RealProcess.start(
            shell, List.of("serve", "--listen", "127.0.0.1:0", "--config", config.toString()));
    var ready = JSON.readTree(process.process().inputReader().readLine());
    Thread.startVirtualThread(() -> drain(process));
    return new Replica(process, URI.create(ready.get("url").asString()), token);
  }

  private static void drain(RealProcess process) {
    try (var err = process.process().getErrorStream()) {
      err.transferTo(System.err);
    } catch (IOException e) {
      // it was killed
    }
  }

  private JsonNode json(Replica replica, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(replica.url().resolve(path))
            .header("Authorization", "Bearer " + replica.token())
            .build();
    return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
  }

  private boolean keeps(Replica replica) throws Exception {
    return json(replica, "/readyz").at("/pools/0/keeper/here").asBoolean(false);
  }

  @Test
  void theOtherTakesOverWithin30SecondsAndNothingIsDoneTwice() throws Exception {
    try (var postgres = Postgres.start();
        var pool = SimulatedPool.start("xcp-ng")) {
      var shell = Shell.on(pool);
      var config =
          Files.writeString(
              directory.resolve("config.yaml"),
              """
              pools:
                lab: {url: '%s', password: {env: XENDISK_PASSWORD}}
              database: {url: '%s', user: %s}
              """
                  .formatted(pool.url(), postgres.url(), postgres.user()));
      var one = start(shell, "one", config);
      var other = start(shell, "other", config);
      await("one of them keeps the pool").atMost(SOON).until(() -> keeps(one) != keeps(other));
      boolean itIsOne = keeps(one);
      var first = itIsOne ? one : other;
      var second = itIsOne ? other : one;
      var firstName = json(second, "/readyz").at("/pools/0/keeper/name").asString();

      first.process().kill();
      var killed = Instant.now();
      await("the other keeps it").atMost(TO_TAKE_OVER).until(() -> keeps(second));
      var took = Duration.between(killed, Instant.now());
      System.err.printf("taken over after %d ms%n", took.toMillis());

      var disk = DeclaredDisk.in(pool, shell, directory).apply();
      await("the declared disk is in its VM").atMost(SOON).until(disk::guestHasIt);

      var history =
          await("the history tells of it")
              .atMost(SOON)
              .until(
                  () -> json(second, "/api/v1/history?pool=lab&since=1h").get("history"),
                  all -> all.toString().contains("as declared"));
      assertThat(history.toString()).contains("\"keeps\"", firstName);
      assertThat(history.toString().split("as declared", -1)).as("one attach").hasSize(2);
      assertThat(pool.calls().count("VBD.plug")).isEqualTo(1);
      assertThat(pool.violations()).isEmpty();

      var again = start(shell, "again", config);
      await("the new one knows who keeps it")
          .atMost(SOON)
          .until(() -> keeps(again) != keeps(second));
      assertThat(json(again, "/api/v1/pools/lab/disks").get("disks")).isNotEmpty();
      again.process().signal("TERM");
      second.process().signal("TERM");
      assertThat(second.process().process().waitFor(SOON)).isTrue();
      assertThat(again.process().process().waitFor(SOON)).isTrue();
    } finally {
      client.close();
    }
  }
}
