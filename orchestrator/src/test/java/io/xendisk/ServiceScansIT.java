package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
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
      var silent = Map.<String, Object>of("smart", Map.of("answers", false));
      var disk = DeclaredDisk.in(pool, shell, directory, silent);
      try (var service = RunningService.start(shell)) {
        disk.apply();
        awaitThere(disk);

        pool.rack().reboot("xs1", Map.of("sdf", disk.letter(), disk.letter(), "sdf"));
        try (var plain = PlainClient.on(pool)) {
          await("somebody may start the VM")
              .atMost(SOON.multipliedBy(3))
              .until(() -> isStarted(plain));
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
        assertThat(shell.run("get", "attachments").out())
            .contains("why  it is not proved which disk " + DeclaredDisk.NAME);

        assertThat(shell.run("attach", DeclaredDisk.NAME, "--vm", "nas01").exit()).isZero();
        awaitThere(disk);
      }
      assertThat(pool.violations()).isEmpty();
    }
  }

  /** Its host may be down still, and its start is blocked until its disk is out. */
  private static boolean isStarted(PlainClient plain) {
    try {
      plain.call("VM.start", plain.vm("nas01"), false, false);
      return true;
    } catch (RuntimeException e) {
      return plain.call("VM.get_power_state", plain.vm("nas01")).asString().equals("Running");
    }
  }

  private static String identity(Shell shell) {
    var shown = shell.run("disk", "show", DeclaredDisk.NAME, "-o", "json").json();
    return shown.at("/disk/identity").asString();
  }

  private static void awaitThere(DeclaredDisk disk) {
    await("it is there, and known to be").atMost(SOON).until(() -> disk.state().equals("there"));
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
