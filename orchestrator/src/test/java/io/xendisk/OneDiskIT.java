package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** One disk, end to end: found, attached at the right moment, released. */
@ExtendWith(InvariantsHold.class)
class OneDiskIT {
  private SimulatedPool pool;
  private Shell shell;

  @BeforeEach
  void startPool() {
    pool = SimulatedPool.start("nas");
    shell = Shell.on(pool);
  }

  @AfterEach
  void stopPool() {
    pool.close();
  }

  @Test
  void listsTheFourDisksWithWhatIsOnThem() {
    var ran = shell.run("disks", "-o", "json");

    assertThat(ran.exit()).as(ran.err()).isZero();
    var disks = ran.json().get("disks");
    assertThat(disks).hasSize(4);
    var first = disks.get(0);
    assertThat(first.get("host").asString()).isEqualTo("xs1");
    assertThat(first.get("device").asString()).isEqualTo("sdb");
    assertThat(first.get("bay").asString()).isEqualTo("2:0:0:0");
    assertThat(first.get("vendor").asString()).isEqualTo("ATA");
    assertThat(first.get("partitionTable").get("type").asString()).isEqualTo("mbr");
    assertThat(first.get("filesystem").get("type").asString()).isEqualTo("ext3");
    assertThat(first.get("filesystem").get("label").asString()).isEqualTo("BACKUP-01");
    assertThat(first.get("filesystem").get("usedPercent").asInt()).isEqualTo(83);
    assertThat(first.get("filesystem").get("clean").asBoolean()).isTrue();
    assertThat(first.get("state").asString()).isEqualTo("free");
    assertThat(disks.get(2).get("blank").asBoolean()).isTrue();
    assertThat(disks.get(2).get("filesystem").isNull()).isTrue();
    assertThat(disks.get(3).get("partitionTable").get("type").asString()).isEqualTo("gpt");
    assertThat(disks.get(3).get("filesystem").get("label").asString()).isEqualTo("ARCHIVE-01");
  }

  @Test
  void attachesToARunningGuestOnceAndSaysSoTheSecondTime() {
    shell.run("disks");
    pool.calls().clear();

    var first = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

    assertThat(first.exit()).as(first.err() + first.out()).isZero();
    assertThat(first.json().get("outcome").asString()).isEqualTo("attached");
    assertThat(first.json().get("changed").asBoolean()).isTrue();
    assertThat(first.json().get("firstAttach").asBoolean()).isTrue();
    assertThat(first.json().get("bootEvidence").asString()).isEqualTo("guest-metrics");
    assertThat(first.json().get("calls").asInt()).isEqualTo(pool.calls().count());
    assertThat(pool.calls().count()).as(methods()).isLessThanOrEqualTo(15);
    var device = first.json().get("vbd").get("device").asString();
    assertThat(pool.guest("nas01").devices()).containsEntry(device, "ready");

    var second = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

    assertThat(second.exit()).isZero();
    assertThat(second.json().get("outcome").asString()).isEqualTo("already-attached");
    assertThat(second.json().get("changed").asBoolean()).isFalse();
  }

  @Test
  void aSlowPlugCostsNoFurtherCalls() {
    shell.run("disks");
    PlainClient.put(pool, "/_sim/backend", "{\"plugDelayMs\":300}");
    pool.calls().clear();

    var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(pool.calls().count()).as(methods()).isLessThanOrEqualTo(15);
  }

  @Test
  void refusesAHaltedVmThatNeverHadTheDisk() {
    var ran = shell.run("attach", "BACKUP-01", "--vm", "nas02", "-o", "json");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.json().get("error").get("id").asString()).isEqualTo("vm-halted-first-attach");
    assertThat(vbdsOf("BACKUP-01")).isEmpty();
  }

  @Test
  void startsAHaltedVmAndPlugsOnceItsGuestHasBooted() {
    pool.guest("nas02").bootDelay(Duration.ofSeconds(2));

    var ran =
        shell.run("attach", "BACKUP-01", "--vm", "nas02", "--if-halted", "start", "-o", "json");

    assertThat(ran.exit()).as(ran.err() + ran.out()).isZero();
    assertThat(ran.json().get("outcome").asString()).isEqualTo("attached");
    var device = ran.json().get("vbd").get("device").asString();
    assertThat(pool.guest("nas02").booted()).isTrue();
    assertThat(pool.guest("nas02").devices()).containsEntry(device, "ready");
  }

  @Test
  @LeavesBehind(LeavesBehind.A_STUCK_GUEST)
  void aPlainClientThatMakesTheVbdBeforeTheStartGetsAStuckDisk() {
    shell.run("disks");

    try (var plain = PlainClient.on(pool)) {
      plain.createVbd(plain.vm("nas02"), plain.vdi(vdiOf("BACKUP-01")));
      plain.call("VM.start", plain.vm("nas02"), false, false);
    }

    await().until(() -> pool.guest("nas02").booted());
    assertThat(pool.guest("nas02").devices()).containsValue("stuck");
  }

  @Test
  void leavesAMountedDiskWhereItIsAndReleasesItOnceItIsUnmounted() {
    var attached = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
    var device = attached.json().get("vbd").get("device").asString();
    pool.guest("nas01").mount(device);

    var refused = shell.run("detach", "BACKUP-02", "--deadline", "2s", "-o", "json");

    assertThat(refused.exit()).as(refused.out()).isEqualTo(5);
    assertThat(refused.json().get("error").get("id").asString()).isEqualTo("guest-holds-disk");
    assertThat(refused.json().get("error").get("message").asString()).contains("/dev/" + device);
    assertThat(vbdsOf("BACKUP-02"))
        .singleElement()
        .matches(vbd -> vbd.get("currently_attached").asBoolean());

    pool.guest("nas01").umount(device);
    var released = shell.run("detach", "BACKUP-02", "-o", "json");

    assertThat(released.exit()).as(released.out()).isZero();
    assertThat(released.json().get("outcome").asString()).isEqualTo("released");
    assertThat(released.json().get("safeToPull").asBoolean()).isTrue();
    assertThat(released.json().get("cleanlyUnmounted").asBoolean()).isTrue();
    assertThat(vbdsOf("BACKUP-02")).isEmpty();
  }

  @Test
  void releasesADiskFromAGuestThatHasJustStarted() {
    startWithBackup02(Duration.ofSeconds(2));

    var released = shell.run("detach", "BACKUP-02", "-o", "json");

    assertThat(released.exit()).as(released.out()).isZero();
    assertThat(released.json().get("safeToPull").asBoolean()).isTrue();
  }

  @Test
  void aGuestThatHasNotBootedInTimeKeepsItsDisk() {
    startWithBackup02(Duration.ofHours(1));

    var explained = shell.run("explain", "detach", "BACKUP-02");
    var refused = shell.run("detach", "BACKUP-02", "--deadline", "1s", "-o", "json");

    assertThat(explained.out()).contains("later").doesNotContain("Install");
    assertThat(refused.exit()).as(refused.out()).isEqualTo(5);
    assertThat(refused.json().get("error").get("id").asString()).isEqualTo("guest-not-booted");
    assertThat(vbdsOf("BACKUP-02"))
        .singleElement()
        .matches(vbd -> vbd.get("currently_attached").asBoolean());
  }

  private void startWithBackup02(Duration bootDelay) {
    shell.run("attach", "BACKUP-02", "--vm", "nas01");
    try (var plain = PlainClient.on(pool)) {
      plain.call("VM.hard_shutdown", plain.vm("nas01"));
    }
    pool.guest("nas01").bootDelay(bootDelay);
    var started = shell.run("vm", "start", "nas01", "-o", "json");
    assertThat(started.exit()).as(started.out()).isZero();
  }

  @Test
  void saysSafeToPullInOneLineThatNobodyMisreads() {
    shell.run("attach", "BACKUP-02", "--vm", "nas01");

    var ran = shell.run("detach", "BACKUP-02");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .isEqualToIgnoringNewLines("SAFE TO PULL  xs1 bay 3:0:0:0  " + model() + "  BACKUP-02");
  }

  @Test
  void refusesADiskInAnotherHostThanTheVm() {
    var ran = shell.run("attach", "ARCHIVE-01", "--vm", "nas01", "-o", "json");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.json().get("error").get("id").asString()).isEqualTo("wrong-host");
    assertThat(pool.calls().count("VBD.create")).isZero();
  }

  @Test
  void ofTwoWhoAttachOneDiskAtOnceOneWinsAndTheOtherIsTold() {
    startNas02();
    shell.run("disks");

    var one = shell.start("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
    var other = shell.start("attach", "BACKUP-02", "--vm", "nas02", "-o", "json");

    assertThat(List.of(one.join().exit(), other.join().exit()))
        .as(one.join().out() + other.join().out())
        .containsExactlyInAnyOrder(0, 4);
    assertThat(vbdsOf("BACKUP-02")).hasSize(1);
  }

  @Test
  void asksForNoMoreInAPoolOfFiveThousandVms() {
    try (var large = SimulatedPool.of("nas").vms(5000).start()) {
      var there = Shell.on(large);
      there.run("disks");

      large.calls().clear();
      there.run("disks");
      assertThat(large.calls().count()).isLessThanOrEqualTo(7);

      large.calls().clear();
      var ran = there.run("attach", "BACKUP-02", "--vm", "nas01");
      assertThat(ran.exit()).as(ran.err()).isZero();
      assertThat(large.calls().count()).isLessThanOrEqualTo(15);
      assertThat(large.calls().count("VM.get_all_records")).isZero();
    }
  }

  @Test
  void aDiskThatIsNotYetKnownCostsAtMostFourCallsMore() {
    shell.run("disks");
    pool.calls().clear();
    shell.run("disks");
    int known = pool.calls().count();
    pool.rack()
        .push(
            "xs1",
            Map.of("filesystem", Map.of("type", "ext3", "label", "NEW-01", "usedPercent", 1)));

    pool.calls().clear();
    var ran = shell.run("disks");

    assertThat(ran.out()).contains("NEW-01");
    assertThat(known).isLessThanOrEqualTo(7);
    assertThat(pool.calls().count()).as(methods()).isLessThanOrEqualTo(7 + 4);
  }

  private void startNas02() {
    try (var plain = PlainClient.on(pool)) {
      plain.call("VM.start", plain.vm("nas02"), false, false);
    }
    await().until(() -> pool.guest("nas02").booted());
  }

  private List<JsonNode> vbdsOf(String label) {
    var vdi = vdiOf(label);
    try (var plain = PlainClient.on(pool)) {
      return plain.vbds(plain.vdi(vdi));
    }
  }

  private String vdiOf(String label) {
    for (var disk : shell.run("disks", "-o", "json").json().get("disks")) {
      if (label.equals(disk.path("filesystem").path("label").asString(""))) {
        return disk.get("vdi").asString();
      }
    }
    throw new AssertionError("no disk " + label);
  }

  private String model() {
    for (var disk : shell.run("status", "-o", "json").json().get("disks")) {
      if (disk.get("device").asString().equals("sdc")) {
        return disk.get("model").asString();
      }
    }
    throw new AssertionError("no sdc");
  }

  private String methods() {
    return pool.calls().list().stream().map(call -> call.method()).toList().toString();
  }
}
