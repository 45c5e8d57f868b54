package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.port.Workstation;
import io.xendisk.testing.TurnedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pool that cannot be reached for an hour: the service goes on, says so wherever one looks, tries
 * again now and then, and catches up with what happened meanwhile. The hour is turned, not waited
 * for.
 */
class ServicePoolAwayIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  /** Whoever attaches a disk must not seem to be dead because the clock is turned beside it. */
  private static final Duration NOT_TOO_FAST = Duration.ofMillis(300);

  private static final int AN_HOUR_OF_THEM = 120;
  private static final String LAB = "/api/v1/pools/127.0.0.1";

  @TempDir Path directory;

  @Test
  void itGoesOnSaysSoAndCatchesUp() throws Exception {
    var time = new TurnedTime();
    try (var pool = SimulatedPool.start("xcp-ng")) {
      var disk = DeclaredDisk.in(pool, Shell.on(pool), directory).apply();
      var far =
          Shell.on(pool)
              .at(
                  new Workstation("service@backup1", null, _ -> false, time, time),
                  time,
                  new HeldCall());
      try (var service = RunningService.start(far)) {
        await("the disk is there, and known to be")
            .atMost(SOON)
            .pollInterval(NOT_TOO_FAST)
            .until(
                () -> {
                  time.turn(A_MOMENT);
                  return service.get(LAB + "/declared").body().contains("\"there\"");
                });

        // Without these nothing can be asked.
        for (var method : List.of("event.from", "session.login_with_password")) {
          pool.faults().dropBefore(method, Integer.MAX_VALUE);
        }
        disk.pull();
        await("it is seen")
            .atMost(SOON)
            .until(
                () -> {
                  time.turn(A_MOMENT);
                  return service.get("/readyz").statusCode() == 503;
                });
        var since = service.json("/readyz").at("/pools/0/since").asString();
        anHour(time);
        pool.clock().advance(HALF_A_MINUTE.multipliedBy(AN_HOUR_OF_THEM));

        var ready = service.json("/readyz").at("/pools/0");
        assertThat(ready.get("state").asString()).isEqualTo("away");
        assertThat(ready.get("since").asString()).as("since when").isEqualTo(since);
        assertThat(ready.at("/error/id").asString()).isNotBlank();
        assertThat(service.send(service.anonymous("/healthz")).statusCode()).isEqualTo(200);
        assertThat(service.get("/metrics").body())
            .contains("xendisk_pool_up{pool=\"127.0.0.1\"} 0")
            .contains("outcome=\"reply-lost\"");
        assertThat(page(service)).contains("away");

        disk.pushElsewhere();
        pool.faults().clear();
        await("it is back")
            .atMost(SOON)
            .until(
                () -> {
                  time.turn(HALF_A_MINUTE);
                  return service.get("/readyz").statusCode() == 200
                      && service
                          .get("/metrics")
                          .body()
                          .contains("xendisk_pool_up{pool=\"127.0.0.1\"} 1");
                });
        await("what happened meanwhile is made good")
            .atMost(SOON)
            .pollInterval(NOT_TOO_FAST)
            .until(
                () -> {
                  time.turn(A_MOMENT);
                  return pool.guest("nas01").devices().containsValue("ready");
                });
        assertThat(page(service)).doesNotContain("cannot be reached");
      }
      assertThat(pool.violations()).isEmpty();
    }
  }

  /** Turns an hour, each half a minute once somebody waits for it. */
  private static void anHour(TurnedTime time) {
    for (int i = 0; i < AN_HOUR_OF_THEM; i++) {
      await("the keeper waits for its next attempt")
          .pollInterval(Duration.ofMillis(2))
          .atMost(SOON)
          .until(() -> time.pausing() > 0);
      time.turn(HALF_A_MINUTE);
    }
  }

  private static String page(RunningService service) throws Exception {
    return Jsoup.parse(service.get("/").body()).text();
  }
}
