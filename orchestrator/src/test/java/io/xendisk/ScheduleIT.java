package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.domain.schedule.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service does by itself what has its times, and catches up once what was missed. */
class ScheduleIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Instant LONG_AGO = Instant.parse("2025-01-02T00:00:00Z");

  @TempDir Path directory;

  private static boolean hasDisk(RotatedPool pool) {
    return pool.pool().guest("nas01").devices().containsValue("ready");
  }

  private static List<String> ran(RotatedPool pool, String what) {
    try (var plain = PlainClient.on(pool.pool())) {
      return plain
          .call("pool.get_all_records")
          .valueStream()
          .flatMap(record -> record.get("other_config").propertyStream())
          .map(note -> note.getKey())
          .filter(key -> key.startsWith(Ran.KEY + what))
          .toList();
    }
  }

  /** As if it had been run last a long time ago. Without any note it would begin anew, now. */
  private static void missed(RotatedPool pool, String what) {
    try (var plain = PlainClient.on(pool.pool())) {
      var record = plain.call("pool.get_all").get(0).asString();
      var newer = ran(pool, what);
      plain.call("pool.add_to_other_config", record, Ran.key(what, LONG_AGO), "somebody");
      newer.forEach(key -> plain.call("pool.remove_from_other_config", record, key));
    }
  }

  @Test
  void aSetWhoseTurnItIsIsTurnedByTheServiceItself() throws Exception {
    try (var pool = RotatedPool.running(directory, 2, "swap: {every: week}");
        var service = RunningService.start(pool.shell())) {
      pool.push("R-1", RotatedPool.BAY);

      await("the disk is in").atMost(SOON).until(() -> hasDisk(pool));
      await("the history tells of it")
          .atMost(SOON)
          .until(
              () -> service.json("/api/v1/history?kind=rotation-run").toString().contains("R-1"));
    }
  }

  @Test
  void whatACheckFindsIsToldOnceUnlessItFindsOtherThings() throws Exception {
    try (var pool = RotatedPool.running(directory, 2, "swap: {every: week}")) {
      var heard = directory.resolve("heard");
      pool.configure(
          "service: {schedules: {check: 0 6 1 1 *, rotations: {offsite: 0 7 1 1 *}}}",
          "notify:",
          "  routes:",
          "    store: {command: [sh, -c, 'cat >> %s']}".formatted(heard));
      try (var service = RunningService.start(pool.shell());
          var plain = PlainClient.on(pool.pool())) {
        await("it begins").atMost(SOON).until(() -> ran(pool, "check").size() == 1);
        wrong(plain, "damaged");

        checked(pool, service, 1);
        checked(pool, service, 2);
        assertThat(Files.readAllLines(heard))
            .singleElement()
            .asString()
            .contains("\"event\":\"check-found\"", "wrong in pool lab", "passport-unreadable");

        wrong(plain, "damaged-too");
        checked(pool, service, 3);
        assertThat(Files.readAllLines(heard)).as("other things").hasSize(2);
        assertThat(Files.readAllLines(heard).getLast()).contains("passport:damaged-too");
      }
    }
  }

  /** A passport that nobody can read is nothing that the service mends by itself. */
  private static void wrong(PlainClient plain, String id) {
    plain.call(
        "pool.add_to_other_config",
        plain.call("pool.get_all").get(0).asString(),
        "xendisk:passport:" + id,
        "no passport");
  }

  /** The service has missed a check, and has made up for it. */
  private static void checked(RotatedPool pool, RunningService service, int many) {
    missed(pool, "check");
    await("it was checked")
        .atMost(SOON)
        .until(() -> service.json("/api/v1/history?kind=check").path("history").size() == many);
    await("that is noted")
        .atMost(SOON)
        .until(() -> ran(pool, "check").stream().noneMatch(Ran.key("check", LONG_AGO)::equals));
  }

  @Test
  void whatHasItsTimesWaitsForThemAndIsCaughtUpOnce() throws Exception {
    try (var pool = RotatedPool.running(directory, 2, "swap: {every: week}")) {
      pool.configure(
          "service:",
          "  schedules:",
          "    time-zone: Europe/Berlin",
          "    check: 0 6 1 1 *",
          "    rotations: {offsite: {cron: 0 7 1 1 *, time-zone: America/New_York}}");
      pool.push("R-1", RotatedPool.BAY);
      try (var service = RunningService.start(pool.shell())) {
        await("both begin now")
            .atMost(SOON)
            .until(
                () -> ran(pool, "check").size() == 1 && ran(pool, "rotation.offsite").size() == 1);
        assertThat(hasDisk(pool)).isFalse();
        assertThat(service.json("/api/v1/history?kind=check").path("history")).isEmpty();

        missed(pool, "check");
        missed(pool, "rotation.offsite");

        await("the disk is in").atMost(SOON).until(() -> hasDisk(pool));
        await("it was checked")
            .atMost(SOON)
            .until(() -> service.json("/api/v1/history?kind=check").path("history").size() == 1);
        await("both are noted")
            .atMost(SOON)
            .untilAsserted(
                () -> {
                  assertThat(ran(pool, "check"))
                      .containsExactly(Ran.key("check", Instant.parse("2026-01-01T05:00:00Z")));
                  assertThat(ran(pool, "rotation.offsite"))
                      .containsExactly(
                          Ran.key("rotation.offsite", Instant.parse("2026-01-01T12:00:00Z")));
                });
        assertThat(service.json("/api/v1/history?kind=check").path("history")).hasSize(1);
      }
    }
  }
}
