package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.domain.schedule.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

  /** This hour (UTC) of the last first of January by the pool's clock. */
  private static Instant newYear(RotatedPool pool, int hour) {
    var now = pool.pool().clock().instant().atZone(ZoneOffset.UTC);
    return LocalDate.of(now.minusHours(hour).getYear(), 1, 1)
        .atTime(hour, 0)
        .toInstant(ZoneOffset.UTC);
  }

  /** Its time comes once a year: it is not over with a moment at which nothing could be done. */
  @Test
  void whatCannotBeDoneAtItsTimeIsDoneAsSoonAsItCan() throws Exception {
    try (var pool = RotatedPool.running(directory, 2, "swap: {every: week}")) {
      pool.configure("service: {schedules: {rotations: {offsite: 0 7 1 1 *}}}");
      pool.push("R-1", RotatedPool.BAY);
      try (var plain = PlainClient.on(pool.pool())) {
        plain.call("VM.hard_shutdown", plain.vm("nas01"));
        try (var service = RunningService.start(pool.shell())) {
          await("it begins").atMost(SOON).until(() -> ran(pool, "rotation.offsite").size() == 1);
          missed(pool, "rotation.offsite");
          await("it was tried").atMost(SOON).until(() -> isHeldUp(service));
          assertThat(ran(pool, "rotation.offsite"))
              .containsExactly(Ran.key("rotation.offsite", LONG_AGO));

          plain.call("VM.start", plain.vm("nas01"), false, false);

          await("the disk is in").atMost(SOON).until(() -> hasDisk(pool));
          await("that is noted")
              .atMost(SOON)
              .until(
                  () ->
                      ran(pool, "rotation.offsite")
                          .equals(List.of(Ran.key("rotation.offsite", newYear(pool, 7)))));
        }
      }
    }
  }

  private static boolean isHeldUp(RunningService service) throws Exception {
    return service
        .get("/metrics")
        .body()
        .lines()
        .anyMatch(
            line ->
                line.startsWith("xendisk_reconcile_seconds_count")
                    && line.contains("rotation")
                    && line.contains("held"));
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
                      .containsExactly(Ran.key("check", newYear(pool, 5)));
                  assertThat(ran(pool, "rotation.offsite"))
                      .containsExactly(Ran.key("rotation.offsite", newYear(pool, 12)));
                });
        assertThat(service.json("/api/v1/history?kind=check").path("history")).hasSize(1);
      }
    }
  }
}
