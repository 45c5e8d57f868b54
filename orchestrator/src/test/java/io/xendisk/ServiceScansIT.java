package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a host's boot its disks are looked for, unless one of them may be pulled just then. */
class ServiceScansIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir Path directory;

  @Test
  void aHostThatWasStartedAnewIsScannedOnce() throws Exception {
    try (var pool = SimulatedPool.start("nas")) {
      var shell = Shell.on(pool);
      assertThat(shell.run("disks").exit()).isZero();
      try (var _ = RunningService.start(shell)) {
        assertThat(pool.calls().count("SR.scan")).isZero();

        pool.rack().reboot("xs2");

        await("it is scanned").atMost(SOON).until(() -> pool.calls().count("SR.scan") > 0);
        await("nothing is wrong with that any more")
            .atMost(SOON)
            .until(() -> !shell.run("doctor", "-o", "json").out().contains("not-scanned"));
        assertThat(pool.calls().count("SR.scan")).isEqualTo(1);
      }
    }
  }

  /**
   * No scan refreshes the description (facts §5.4): it speaks of the boot before, and of no disk.
   */
  @Test
  void aDiskThatOnlyItsModelProvesWaitsForAPersonThoughItsHostWasScanned() throws Exception {
    try (var pool = SimulatedPool.start("xcp-ng")) {
      var shell = Shell.on(pool);
      var letter =
          pool.rack()
              .push(
                  "xs1",
                  Map.of(
                      "bay",
                      "8:0:0:0",
                      "model",
                      "MODEL-D",
                      "size",
                      1_000_204_886_016L,
                      "smart",
                      Map.of("answers", false),
                      "filesystem",
                      Map.of("type", "ext3", "label", "DAILY-1")));
      assertThat(shell.run("disk", "enrol", "label:DAILY-1", "--label", "DAILY-1").exit()).isZero();
      var file =
          Files.writeString(
              directory.resolve("declared.yaml"), "attachments: {DAILY-1: {vm: nas01}}");
      try (var service = RunningService.start(shell)) {
        assertThat(shell.run("apply", "-f", file.toString()).exit()).isZero();
        awaitThere(shell);

        pool.rack().reboot("xs1", Map.of("sdf", letter, letter, "sdf"));
        try (var plain = PlainClient.on(pool)) {
          await("somebody may start the VM")
              .atMost(SOON)
              .ignoreExceptions()
              .until(
                  () -> {
                    plain.call("VM.start", plain.vm("nas01"), false, false);
                    return true;
                  });
        }

        await("it is left alone, and it is said why")
            .atMost(SOON)
            .until(
                () ->
                    service
                        .json("/api/v1/history?kind=attach")
                        .toString()
                        .contains("not-provable"));
        await("its host was scanned").atMost(SOON).until(() -> pool.calls().count("SR.scan") > 0);
        await("that is known")
            .atMost(SOON)
            .until(() -> !shell.run("doctor", "-o", "json").out().contains("not-scanned"));
        assertThat(identity(shell)).isEqualTo("not-provable");

        assertThat(shell.run("attach", "DAILY-1", "--vm", "nas01").exit()).isZero();
        awaitThere(shell);
      }
      assertThat(pool.violations()).isEmpty();
    }
  }

  private static String identity(Shell shell) {
    var shown = shell.run("disk", "show", "DAILY-1", "-o", "json").json();
    return shown.at("/disk/identity").asString();
  }

  private static void awaitThere(Shell shell) {
    await("it is there, and known to be")
        .atMost(SOON)
        .until(
            () ->
                shell
                    .run("get", "attachments", "-o", "json")
                    .out()
                    .contains("\"state\":\"there\""));
  }

  @Test
  void aHostWithADiskThatWasCalledSafeToPullIsNot() throws Exception {
    try (var pool = SimulatedPool.start("nas")) {
      var shell = Shell.on(pool);
      assertThat(shell.run("attach", "ARCHIVE-01", "--vm", "web01").exit()).isZero();
      assertThat(shell.run("detach", "ARCHIVE-01").out()).startsWith("SAFE TO PULL");
      try (var service = RunningService.start(shell)) {
        long reads = pool.calls().count("VBD.plug");

        int before = looks(service);
        pool.rack().reboot("xs2");
        try (var plain = PlainClient.on(pool)) {
          await("its VM has ended, and the service has looked since")
              .atMost(SOON)
              .until(
                  () ->
                      plain.call("VM.get_all_records").toString().contains("Halted")
                          && looks(service) > before);
        }

        assertThat(shell.run("doctor", "-o", "json").out()).contains("not-scanned");
        assertThat(pool.calls().count("SR.scan")).isZero();
        assertThat(pool.calls().count("VBD.plug")).isEqualTo(reads);
      }
    }
  }

  /** How often the service has looked since something happened. */
  private static int looks(RunningService service) throws Exception {
    return service
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("xendisk_event_lag_seconds_count"))
        .mapToInt(line -> (int) Double.parseDouble(line.replaceFirst(".* ", "")))
        .sum();
  }
}
