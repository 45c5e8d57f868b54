package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What is declared comes back by itself, after whatever took it away but a person. */
class ServiceReconcilesIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String DISK = DeclaredDisk.NAME;

  @TempDir Path directory;

  private final SimulatedPool pool = SimulatedPool.start("xcp-ng");
  private final Shell shell = Shell.on(pool);
  private DeclaredDisk disk;
  private RunningService service;

  @SuppressWarnings("NullAway.Init") // declare() makes the disk and starts the service
  ServiceReconcilesIT() {}

  @BeforeEach
  void declare() throws Exception {
    disk = DeclaredDisk.in(pool, shell, directory);
    service = RunningService.start(shell);
    disk.apply();
    awaitThere();
  }

  @AfterEach
  void end() throws Exception {
    service.close();
    try {
      assertThat(pool.violations()).isEmpty();
    } finally {
      pool.close();
    }
  }

  private void awaitThere() {
    await("the disk is in the VM, and that is remembered")
        .atMost(SOON)
        .until(() -> disk.guestHasIt() && disk.state().equals("there") && isRemembered());
  }

  private boolean isRemembered() {
    try (var plain = PlainClient.on(pool)) {
      var notes = plain.call("pool.get_all_records").toString();
      return notes.contains("xendisk:declared-had:" + DISK);
    }
  }

  private void awaitOutOf(String vm) {
    await("no disk is left in " + vm)
        .atMost(SOON)
        .until(
            () ->
                shell
                    .run("status", DISK, "-o", "json")
                    .json()
                    .at("/disks/0/attachments")
                    .isEmpty());
  }

  @Test
  @EnabledIfSystemProperty(named = "xendisk.proofs", matches = "true")
  void comesBackAfterTheVmWasRestarted() {
    try (var plain = PlainClient.on(pool)) {
      plain.call("VM.hard_reboot", plain.vm("nas01"));
    }

    await().atMost(SOON).until(() -> pool.guest("nas01").booted());
    awaitThere();
  }

  @Test
  void goesWhenTheVmStopsAndComesBackAfterItsStartByWhateverClient() {
    try (var plain = PlainClient.on(pool)) {
      plain.call("VM.hard_shutdown", plain.vm("nas01"));
      awaitOutOf("nas01");

      await("nothing keeps anybody from starting it")
          .atMost(SOON)
          .ignoreExceptions()
          .until(
              () -> {
                plain.call("VM.start", plain.vm("nas01"), false, false);
                return true;
              });
    }
    awaitThere();
  }

  @Test
  @EnabledIfSystemProperty(named = "xendisk.proofs", matches = "true")
  void comesBackAfterTheHostWasRestartedAndItsDisksHaveOtherLetters() {
    pool.rack().reboot("xs1", Map.of("sdf", disk.letter(), disk.letter(), "sdf"));

    await("the service is back")
        .atMost(SOON)
        .until(() -> service.get("/readyz").statusCode() == 200);
    awaitOutOf("nas01");
    try (var plain = PlainClient.on(pool)) {
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .until(
              () -> {
                plain.call("VM.start", plain.vm("nas01"), false, false);
                return true;
              });
    }
    awaitThere();
    assertThat(shell.run("status", DISK, "-o", "json").json().at("/disks/0/device").asString())
        .isEqualTo("sdf");
  }

  @Test
  @EnabledIfSystemProperty(named = "xendisk.proofs", matches = "true")
  void comesBackWhenTheDiskWasPulledAndPushedIntoAnotherBay() {
    disk.pull();
    await("the pool has noticed").atMost(SOON).until(() -> disk.state().equals("not-present"));
    pool.clock().advance(Duration.ofSeconds(31));

    disk.pushElsewhere();

    awaitThere();
  }

  @Test
  @EnabledIfSystemProperty(named = "xendisk.proofs", matches = "true")
  void staysWhenTheToolstackIsRestartedAndWhenTheMasterMoves() {
    pool.rack().toolstackRestart("xs1");
    awaitThere();

    pool.rack().master("xs2");
    await("the service is back")
        .atMost(SOON)
        .until(() -> service.get("/readyz").statusCode() == 200);
    assertThat(disk.guestHasIt()).isTrue();
  }

  @Test
  void isNotForcedBackAfterAPersonReleasedItUntilSomebodyTellsOtherwise() {
    assertThat(shell.run("detach", DISK).exit()).isZero();
    await().atMost(SOON).until(() -> disk.state().equals("released-by-a-person"));

    disk.pull();
    disk.pushBack();
    await("the disk is seen").atMost(SOON).until(() -> disk.state().equals("released-by-a-person"));
    int creates = pool.calls().count("VBD.create");
    try (var plain = PlainClient.on(pool)) {
      plain.call("VM.hard_reboot", plain.vm("nas01"));
    }
    await().atMost(SOON).until(() -> pool.guest("nas01").booted());
    assertThat(disk.state()).isEqualTo("released-by-a-person");
    assertThat(pool.calls().count("VBD.create")).isEqualTo(creates);

    var told = shell.run("apply", "-f", disk.file().toString(), "-o", "json").json();
    assertThat(told.at("/attachments/0/difference").asString()).isEqualTo("told-again");
    awaitThere();
  }

  @Test
  @EnabledIfSystemProperty(named = "xendisk.proofs", matches = "true")
  void letsAPausedVmAlone() {
    assertThat(shell.run("pause", "vm", "nas01").exit()).isZero();
    disk.pull();
    pool.clock().advance(Duration.ofSeconds(31));
    disk.pushElsewhere();
    await().atMost(SOON).until(() -> disk.state().equals("paused"));
    assertThat(disk.guestHasIt()).isFalse();

    assertThat(shell.run("resume", "vm", "nas01").exit()).isZero();
    awaitThere();
  }

  @Test
  @EnabledIfSystemProperty(named = "xendisk.proofs", matches = "true")
  void saysWhatWouldChange() throws IOException {
    var same = shell.run("diff", "-f", disk.file().toString(), "-o", "json");
    assertThat(same.exit()).isZero();
    assertThat(same.json().get("attachments")).isEmpty();

    var none = directory.resolve("none.yaml");
    Files.writeString(none, "attachments: {}");
    var gone = shell.run("diff", "-f", none.toString(), "--prune", "-o", "json");
    assertThat(gone.exit()).isEqualTo(1);
    assertThat(gone.json().at("/attachments/0/difference").asString()).isEqualTo("removed");
  }
}
