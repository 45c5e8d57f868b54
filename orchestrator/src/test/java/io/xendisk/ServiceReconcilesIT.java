package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What is declared comes back by itself, after whatever took it away but a person. */
class ServiceReconcilesIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String DISK = "DAILY-1";

  @TempDir Path directory;

  private final SimulatedPool pool = SimulatedPool.start("xcp-ng");
  private final Shell shell = Shell.on(pool);
  private String letter = "";
  private Path declared = Path.of("");
  private RunningService service;

  @SuppressWarnings("NullAway.Init") // declare() starts the service
  ServiceReconcilesIT() {}

  @BeforeEach
  void declare() throws Exception {
    letter = pool.rack().push("xs1", disk("8:0:0:0"));
    assertThat(shell.run("disk", "enrol", "label:" + DISK, "--label", DISK).exit()).isZero();
    declared =
        Files.writeString(
            directory.resolve("declared.yaml"), "attachments: {%s: {vm: nas01}}".formatted(DISK));
    service = RunningService.start(shell);
    assertThat(shell.run("apply", "-f", declared.toString()).exit()).isZero();
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

  private static Map<String, Object> disk(String bay) {
    return Map.of(
        "bay",
        bay,
        "model",
        "MODEL-D",
        "serial",
        "SN-D",
        "size",
        1_000_204_886_016L,
        "filesystem",
        Map.of("type", "ext3", "label", DISK, "uuid", "5f0f3a1e-0000-4000-8000-00000000d001"));
  }

  /** What the service does about it now, in one word; empty where the pool cannot be asked. */
  private String state() {
    var ran = shell.run("get", "attachments", "-o", "json");
    return ran.exit() == 0 ? ran.json().at("/attachments/0/state").asString() : "";
  }

  private boolean guestHasIt() {
    return pool.guest("nas01").devices().containsValue("ready")
        || pool.guest("nas01").devices().containsValue("mounted");
  }

  private void awaitThere() {
    await("the disk is in the VM, and that is remembered")
        .atMost(SOON)
        .until(() -> guestHasIt() && state().equals("there") && isRemembered());
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
    pool.rack().reboot("xs1", Map.of("sdf", letter, letter, "sdf"));

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
    pool.rack().pull("xs1", letter);
    await("the pool has noticed").atMost(SOON).until(() -> state().equals("not-present"));
    pool.clock().advance(Duration.ofSeconds(31));

    var other = new HashMap<>(disk("9:0:0:0"));
    other.put("device", "sdq");
    pool.rack().push("xs1", other);

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
    assertThat(guestHasIt()).isTrue();
  }

  @Test
  void isNotForcedBackAfterAPersonReleasedItUntilSomebodyTellsOtherwise() {
    assertThat(shell.run("detach", DISK).exit()).isZero();
    await().atMost(SOON).until(() -> state().equals("released-by-a-person"));

    pool.rack().pull("xs1", letter);
    pool.rack().push("xs1", disk("8:0:0:0"));
    await("the disk is seen").atMost(SOON).until(() -> state().equals("released-by-a-person"));
    int creates = pool.calls().count("VBD.create");
    try (var plain = PlainClient.on(pool)) {
      plain.call("VM.hard_reboot", plain.vm("nas01"));
    }
    await().atMost(SOON).until(() -> pool.guest("nas01").booted());
    assertThat(state()).isEqualTo("released-by-a-person");
    assertThat(pool.calls().count("VBD.create")).isEqualTo(creates);

    var told = shell.run("apply", "-f", declared.toString(), "-o", "json").json();
    assertThat(told.at("/attachments/0/difference").asString()).isEqualTo("told-again");
    awaitThere();
  }

  @Test
  @EnabledIfSystemProperty(named = "xendisk.proofs", matches = "true")
  void letsAPausedVmAlone() {
    assertThat(shell.run("pause", "vm", "nas01").exit()).isZero();
    pool.rack().pull("xs1", letter);
    pool.clock().advance(Duration.ofSeconds(31));
    pool.rack().push("xs1", disk("9:0:0:0"));
    await().atMost(SOON).until(() -> state().equals("paused"));
    assertThat(guestHasIt()).isFalse();

    assertThat(shell.run("resume", "vm", "nas01").exit()).isZero();
    awaitThere();
  }

  @Test
  @EnabledIfSystemProperty(named = "xendisk.proofs", matches = "true")
  void saysWhatWouldChange() throws IOException {
    var same = shell.run("diff", "-f", declared.toString(), "-o", "json");
    assertThat(same.exit()).isZero();
    assertThat(same.json().get("attachments")).isEmpty();

    var none = directory.resolve("none.yaml");
    Files.writeString(none, "attachments: {}");
    var gone = shell.run("diff", "-f", none.toString(), "--prune", "-o", "json");
    assertThat(gone.exit()).isEqualTo(1);
    assertThat(gone.json().at("/attachments/0/difference").asString()).isEqualTo("removed");
  }
}
