package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What goes wrong between the command and the pool, and that nothing of it is left behind. */
class FaultsIT {
  private SimulatedPool pool;
  private Shell shell;

  @BeforeEach
  void startPool() {
    pool = SimulatedPool.start("nas");
    shell = Shell.on(pool);
    shell.run("disks");
    pool.calls().clear();
  }

  @AfterEach
  void stopPool() {
    pool.close();
  }

  /**
   * Stopped in its middle, a plug leaves a VBD that says attached, and no device (facts §3.4.1).
   */
  @Test
  void aPlugThatIsStillUnderWayAtTheDeadlineIsStoppedAndTakenBack() {
    PlainClient.put(pool, "/_sim/backend", "{\"plugDelayMs\":600000}");

    var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "--timeout", "1s", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isEqualTo(5);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("still-pending");
    assertThat(pool.guest("nas01").devices()).isEmpty();
    assertThat(pool.violations()).isEmpty();
    PlainClient.put(pool, "/_sim/backend", "{}");
    assertThat(shell.run("attach", "BACKUP-02", "--vm", "nas01").exit()).isZero();
  }

  /** Found by RaceIT: it ended with 69, as if no host of the pool could be reached. */
  @Test
  void aDeadlineThatPassesBetweenTwoCallsIsNoPoolThatCannotBeReached() {
    pool.faults().delay("VBD.create", 1, Duration.ofMillis(1200));

    var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "--timeout", "1s", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isEqualTo(5);
    assertThat(ran.json().at("/error/id").asString()).isIn("timeout", "still-pending");
    assertThat(vbds()).isEmpty();
    assertNoLease();
  }

  @Test
  void aSessionThatDiesIsRenewedOnceForReads() {
    pool.faults().error("VDI.get_all_records_where", 1, List.of("SESSION_INVALID", "x"));

    var ran = shell.run("disks", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.json().get("disks")).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"VBD.create", "VBD.plug", "VDI.add_to_other_config"})
  void anAnswerThatIsLostAfterTheWorkWasDoneIsSettledByLooking(String method) {
    pool.faults().dropAfter(method, 1);

    var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.json().get("outcome").asString()).isEqualTo("attached");
    assertThat(vbds()).hasSize(1);
    assertNoLease();
  }

  @ParameterizedTest
  @ValueSource(strings = {"VBD.create", "VBD.plug"})
  void aRequestThatNeverArrivedLeavesNothingBehind(String method) {
    pool.faults().dropBefore(method, 1);

    var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isEqualTo(9);
    assertThat(vbds()).isEmpty();
    assertNoLease();

    var again = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

    assertThat(again.exit()).as(again.out()).isZero();
  }

  @Test
  void aPlugThatFailsHalfwayLeavesNothingBehind() {
    pool.faults().halfPlugged(1);

    var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("plug-failed");
    assertThat(vbds()).isEmpty();
    assertNoLease();
  }

  @Test
  void aDiskThatWasPulledMeanwhileFailsThePlugAndLeavesNothingBehind() {
    pool.faults()
        .error("VBD.plug", 1, List.of("SR_BACKEND_FAILURE_46", "", "The VDI is not available"));

    var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isEqualTo(1);
    assertThat(vbds()).isEmpty();
    assertNoLease();
  }

  @Test
  void aLeaseOfSomebodyElseIsWaitedForAndThenRespected() {
    try (var plain = PlainClient.on(pool)) {
      plain.call(
          "VDI.add_to_other_config",
          plain.vdi(vdi()),
          "xendisk:lease",
          "1;owner=alice@ws1;operation=attach;token=t1;taken=2099-01-01T00:00:00Z");
    }

    var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "--timeout", "2s", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isEqualTo(4);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("lease-held");
    assertThat(ran.json().at("/error/message").asString()).contains("alice@ws1");
    assertThat(vbds()).isEmpty();
  }

  @Test
  void aLeaseWhoseOwnerIsDeadIsTakenOver() {
    try (var plain = PlainClient.on(pool)) {
      plain.call(
          "VDI.add_to_other_config",
          plain.vdi(vdi()),
          "xendisk:lease",
          "1;owner=alice@ws1;operation=attach;token=t1;taken=2001-01-01T00:00:00Z");
    }

    var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertNoLease();
  }

  @Test
  void aWaitForAGuestEndsAtTheDeadlineWithNothingAttached() {
    pool.guest("nas02").bootDelay(Duration.ofHours(1));

    var ran =
        shell.run(
            "attach",
            "BACKUP-02",
            "--vm",
            "nas02",
            "--if-halted",
            "start",
            "--deadline",
            "3s",
            "-o",
            "json");

    assertThat(ran.exit()).as(ran.out()).isEqualTo(5);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("guest-not-booted");
    assertThat(pool.calls().count()).as("a wait asks only when something happens").isLessThan(30);
    assertThat(vbds()).isEmpty();
    assertNoLease();
  }

  @Test
  void somebodyElsesStartIsWaitedFor() {
    var attach =
        shell.start("attach", "BACKUP-02", "--vm", "nas02", "--if-halted", "wait", "-o", "json");
    await().until(() -> pool.calls().count("event.from") > 1);
    assertThat(vbds()).isEmpty();

    try (var plain = PlainClient.on(pool)) {
      plain.call("VM.start", plain.vm("nas02"), false, false);
    }

    var ran = attach.join();
    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(pool.guest("nas02").devices())
        .containsEntry(ran.json().at("/vbd/device").asString(), "ready");
  }

  private void assertNoLease() {
    try (var plain = PlainClient.on(pool)) {
      assertThat(plain.call("VDI.get_other_config", plain.vdi(vdi())).has("xendisk:lease"))
          .isFalse();
    }
  }

  private List<JsonNode> vbds() {
    try (var plain = PlainClient.on(pool)) {
      return plain.vbds(plain.vdi(vdi()));
    }
  }

  private String vdi() {
    for (var disk : shell.run("status", "-o", "json").json().get("disks")) {
      if (disk.at("/filesystem/label").asString("").equals("BACKUP-02")) {
        return disk.get("vdi").asString();
      }
    }
    throw new AssertionError("no BACKUP-02");
  }
}
