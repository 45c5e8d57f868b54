package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

/** The service starts, says where it is and whether it reaches its pools, and ends cleanly. */
class ServeIT {
  @TempDir Path directory;

  @Test
  void tellsWhereItIsAndThatItReachesItsPool() throws Exception {
    try (var pool = SimulatedPool.start("nas");
        var service = RunningService.start(Shell.on(pool))) {
      assertThat(service.url().getHost()).isEqualTo("127.0.0.1");
      assertThat(service.ready().get("pools").get(0).get("state").asString())
          .isEqualTo("connected");
      assertThat(service.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(service.get("/readyz").statusCode()).isEqualTo(200);
      assertThat(service.get("/other").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void servesEveryPoolOfTheConfigurationAndSaysWhichOneIsAway() throws Exception {
    try (var pool = SimulatedPool.start("nas")) {
      var config =
          Files.writeString(
              directory.resolve("config.yaml"),
              """
              pools:
                lab: {url: %s, password: {env: XENDISK_PASSWORD}}
                gone: {url: "http://127.0.0.1:1", password: {env: XENDISK_PASSWORD}}
              """
                  .formatted(pool.url()));
      var shell = Shell.on("", pool.user(), pool.password());

      try (var service = RunningService.start(shell, "--config", config.toString())) {
        await("the other pool was tried")
            .atMost(Duration.ofSeconds(20))
            .until(() -> service.get("/readyz").body().contains("unreachable"));

        var answer = service.get("/readyz");

        assertThat(answer.statusCode()).isEqualTo(503);
        var pools = service.json("/readyz").get("pools");
        assertThat(pools.get(0).get("state").asString()).isEqualTo("connected");
        assertThat(pools.get(1).get("state").asString()).isEqualTo("away");
        assertThat(answer.body()).doesNotContain(pool.password());
      }
    }
  }

  @Test
  void comesBackToAPoolWhoseMasterHasMovedAndWhoseSessionsAreGone() throws Exception {
    try (var pool = SimulatedPool.start("nas");
        var service = RunningService.start(Shell.on(pool))) {
      pool.rack().master("xs2");

      await("it is connected again")
          .atMost(Duration.ofSeconds(30))
          .until(() -> service.get("/readyz").statusCode() == 200);
    }
  }

  @Test
  void endsCleanlyAtASignalWithTheExitCodeOfTheSignal() throws Exception {
    try (var pool = SimulatedPool.start("nas")) {
      for (var signal : Map.of("TERM", 143, "INT", 130).entrySet()) {
        var process =
            RealProcess.start(
                Shell.on(pool).with("XDG_STATE_HOME", directory.toString()),
                List.of("serve", "--listen", "127.0.0.1:0"));
        var line = process.process().inputReader().readLine();
        assertThat(new ObjectMapper().readTree(line).get("url").asString()).startsWith("http://");

        process.signal(signal.getKey());
        var ran = process.ran();

        assertThat(ran.exit()).isEqualTo(signal.getValue());
        assertThat(pool.calls().count("session.logout"))
            .isEqualTo(pool.calls().count("session.login_with_password"));
        for (var logged : ran.err().lines().toList()) {
          assertThat(new ObjectMapper().readTree(logged).has("level")).isTrue();
        }
      }
    }
  }
}
