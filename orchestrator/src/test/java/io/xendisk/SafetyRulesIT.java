package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.testing.WatchedPools;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each safety rule by its number: the sequence of events that would break it is played. */
@ExtendWith(InvariantsHold.class)
class SafetyRulesIT {
  private SimulatedPool pool;
  private Shell shell;

  @BeforeEach
  void startPool() {
    pool = SimulatedPool.start("nas");
    shell = Shell.on(pool);
    shell.run("disks");
  }

  @AfterEach
  void stopPool() {
    pool.close();
  }

  /** Evidence is tied to its moment. */
  @Nested
  class R1 {
    @Test
    void whatWasReadBeforeAHostRebootIsNotBelievedAfterIt() {
      pool.rack().reboot("xs1", Map.of("sdb", "sdc", "sdc", "sdb"));

      assertThat(disk("sdb", "xs1").at("/filesystem/label").asString()).isEqualTo("BACKUP-02");
      assertThat(disk("sdc", "xs1").at("/filesystem/label").asString()).isEqualTo("BACKUP-01");
    }

    @Test
    void whatIsKnownIsNotReadAgainWhileTheMomentIsTheSame() {
      int before = PlainClient.rawReads(pool);

      shell.run("disks");
      shell.run("attach", "BACKUP-02", "--vm", "nas01");

      assertThat(PlainClient.rawReads(pool)).isEqualTo(before);
    }
  }

  /** Bytes are read only while nobody has the disk. */
  @Nested
  class R6 {
    @Test
    void aDiskThatAGuestHasIsNotRead() {
      var device = pool.rack().push("xs1", Map.of("filesystem", ext3("FRESH")));
      var vdi = disk(device, "xs1", "status").get("vdi").asString();
      int before = PlainClient.rawReads(pool);
      plugByHand(vdi);

      var shown = disk(device, "xs1");

      assertThat(PlainClient.rawReads(pool)).isEqualTo(before);
      assertThat(shown.get("filesystem").isNull()).isTrue();
      assertThat(shown.get("state").asString()).isEqualTo("attached");
    }

    /** What the whole suite is checked by after each of its tests ({@link NoReadUnderAGuest}). */
    @Test
    void somebodyWhoReadsADiskThatAGuestHasIsSeen() throws Exception {
      var vdi = disk("sdb", "xs1").get("vdi").asString();
      plugByHand(vdi);
      assertThat(pool.calls().readsOfAttachedDisks()).isEmpty();

      PlainClient.readRaw(pool, vdi);

      assertThat(pool.calls().readsOfAttachedDisks()).containsExactly(vdi);
      WatchedPools.ofThisTest().ignore(pool);
    }

    /** Between the look and the read that it allows somebody may plug: then nothing was read. */
    @Test
    void whatWasReadWhileSomebodyPluggedIsThrownAway() throws Exception {
      var device = pool.rack().push("xs1", Map.of("filesystem", ext3("FRESH")));
      var vdi = disk(device, "xs1", "status").get("vdi").asString();
      var call = new HeldCall();
      call.before("read");
      var listed = shell.held(call).start("disks", "-o", "json");
      call.awaitReached();
      plugByHand(vdi);
      call.letGo();

      var ran = listed.join();

      assertThat(pool.calls().readsOfAttachedDisks()).as("reads that met the plug").hasSize(1);
      assertThat(ran.exit()).as(ran.out()).isZero();
      assertThat(ran.out()).doesNotContain("FRESH");
      try (var plain = PlainClient.on(pool)) {
        assertThat(plain.call("VDI.get_other_config", plain.vdi(vdi)).propertyNames())
            .noneMatch(key -> key.startsWith("xendisk:seen"));
      }
      WatchedPools.ofThisTest().ignore(pool);
    }

    private void plugByHand(String vdi) {
      try (var plain = PlainClient.on(pool)) {
        plain.call("VBD.plug", plain.createVbd(plain.vm("nas01"), plain.vdi(vdi)));
      }
    }
  }

  /** Boot evidence belongs to one boot. */
  @Nested
  class R7 {
    @Test
    void metricsOfAnEarlierBootDoNotCountAfterAReboot() {
      pool.guest("nas01").bootDelay(Duration.ofHours(1));
      try (var plain = PlainClient.on(pool)) {
        plain.call("VM.hard_reboot", plain.vm("nas01"));
      }

      var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "--timeout", "3s", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isEqualTo(5);
      assertThat(ran.json().at("/error/id").asString()).isEqualTo("guest-not-booted");
      assertThat(vbds("BACKUP-02")).isEmpty();
    }

    @Test
    void aGuestThatRebootsDuringThePlugIsNotRememberedAsHavingHadTheDisk() {
      put("/_sim/backend", "{\"plugDelayMs\":1500}");
      var attach = shell.start("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
      await().until(() -> pool.calls().count("VBD.plug") == 1);
      try (var plain = PlainClient.on(pool)) {
        plain.call("Async.VM.hard_reboot", plain.vm("nas01"));
      }

      var ran = attach.join();

      if (ran.exit() == 0) {
        // The pool finished the plug before it began the reboot: then the memory is true.
        assertThat(ran.json().get("outcome").asString()).isEqualTo("attached");
      } else {
        assertThat(ran.exit()).as(ran.out()).isEqualTo(9);
        assertThat(ran.json().at("/error/id").asString()).isEqualTo("guest-rebooted");
        assertThat(memories("nas01")).isEmpty();
      }
    }
  }

  /** The first-attach memory is one VM's own. */
  @Nested
  class R8 {
    @Test
    void aMemoryThatAnotherVmBroughtAlongCountsAsAbsent() {
      shell.run("attach", "BACKUP-02", "--vm", "nas01");
      shell.run("detach", "BACKUP-02");
      var memory = memories("nas01");
      assertThat(memory).hasSize(1);
      try (var plain = PlainClient.on(pool)) {
        memory.forEach(
            (key, text) -> plain.call("VM.add_to_other_config", plain.vm("nas02"), key, text));
      }

      var ran = shell.run("attach", "BACKUP-02", "--vm", "nas02", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isEqualTo(3);
      assertThat(ran.json().at("/error/id").asString()).isEqualTo("vm-halted-first-attach");
    }

    @Test
    void aVmThatHadTheDiskMayBootWithIt() {
      shell.run("attach", "BACKUP-02", "--vm", "nas01");
      shell.run("detach", "BACKUP-02");
      try (var plain = PlainClient.on(pool)) {
        plain.call("VM.hard_shutdown", plain.vm("nas01"));
      }

      var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isZero();
      assertThat(ran.json().get("outcome").asString()).isEqualTo("at-next-boot");
      var again = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
      assertThat(again.json().get("changed").asBoolean()).isFalse();
      assertThat(vbds("BACKUP-02")).hasSize(1);
    }

    @Test
    void aBlankDiskIsAlwaysAFirstAttach() {
      var ran = shell.run("attach", "dev:xs1/sdd", "--vm", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isZero();
      assertThat(ran.json().get("firstAttach").asBoolean()).isTrue();
      assertThat(memories("nas01")).isEmpty();
    }
  }

  /** A disk that a VM has is held, whatever its records say. */
  @Nested
  class R9 {
    /** As in trace vbd_gc: the record goes while the guest has the disk, and comes back anew. */
    @Test
    void aDiskWhoseRecordWasLostWhileItWasAttachedIsHeldUntilItsVmHasEnded() {
      try (var recorded = SimulatedPool.start("recorded")) {
        var there = Shell.on(recorded);
        var attached = attach(there, "vdi:" + vdiOf(there, "sdb"), "centos63");
        assertThat(attached.exit()).as(attached.out()).isZero();
        loseRecordOf(recorded, "sdb");
        int reads = PlainClient.rawReads(recorded);

        var shown = diskOf(there.run("disks", "-o", "json"), "sdb");
        var status = there.run("status", "-o", "json");
        var again = attach(there, "dev:xs1/sdb", "centos63");
        var detach = there.run("detach", "dev:xs1/sdb", "-o", "json");

        assertThat(shown.get("state").asString()).isEqualTo("held");
        assertThat(diskOf(status, "sdb").get("state").asString()).isEqualTo("held");
        assertThat(status.json().at("/incidents/0/state").asString()).isEqualTo("lost");
        assertThat(status.json().at("/incidents/0/vm").asString()).isEqualTo("centos63");
        assertThat(again.exit()).as(again.out()).isEqualTo(4);
        assertThat(again.json().at("/error/id").asString()).isEqualTo("disk-held-by-vm");
        assertThat(detach.exit()).as(detach.out()).isEqualTo(4);
        assertThat(detach.json().at("/error/advice").asString()).contains("NOT SAFE TO PULL");
        assertThat(PlainClient.rawReads(recorded)).as("reads of a held disk").isEqualTo(reads);

        try (var plain = PlainClient.on(recorded)) {
          plain.call("VM.hard_shutdown", plain.vm("centos63"));
        }

        assertThat(diskOf(there.run("disks", "-o", "json"), "sdb").get("state").asString())
            .isEqualTo("free");
        assertThat(there.run("status", "-o", "json").json().get("incidents")).isEmpty();
      }
    }

    @Test
    void aDiskThatWasPulledAndPushedBackIsAttachedAtAnotherPlace() {
      var first = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
      pool.rack().pull("xs1", "sdc");

      var status = shell.run("status", "-o", "json");
      pool.clock().advance(Duration.ofSeconds(31));
      pool.rack().pushBack("xs1", "sdc");
      var second = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

      assertThat(status.json().at("/incidents/0/state").asString()).isEqualTo("pulled");
      assertThat(status.json().at("/incidents/0/disk").asString()).isEqualTo("BACKUP-02");
      assertThat(shell.run("status").out()).contains("INCIDENT  BACKUP-02", "nas01");
      assertThat(second.exit()).as(second.out()).isZero();
      assertThat(second.json().at("/vbd/userdevice").asString())
          .isNotEqualTo(first.json().at("/vbd/userdevice").asString());
    }

    @Test
    void aFinishedReleaseEndsIt() {
      shell.run("attach", "BACKUP-02", "--vm", "nas01");
      assertThat(notes("nas01", "xendisk:held:")).hasSize(1);

      shell.run("detach", "BACKUP-02");
      pool.rack().pull("xs1", "sdc");
      pool.rack().pushBack("xs1", "sdc");

      assertThat(notes("nas01", "xendisk:held:")).isEmpty();
      assertThat(disk("sdc", "xs1").at("/filesystem/label").asString()).isEqualTo("BACKUP-02");
      assertThat(shell.run("status", "-o", "json").json().get("incidents")).isEmpty();
    }

    @Test
    void itIsWrittenBeforeThePlugAndTakenBackWhenThePlugFails() {
      pool.faults().halfPlugged(1);
      pool.calls().clear();

      shell.run("attach", "BACKUP-02", "--vm", "nas01");

      var calls = pool.calls().list().stream().map(call -> call.method()).toList();
      assertThat(calls.indexOf("VM.add_to_other_config")).isBetween(0, calls.indexOf("VBD.plug"));
      assertThat(notes("nas01", "xendisk:held:")).isEmpty();
    }

    /** The guest boots again by itself, and has the disk as before: so has the rule. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @LeavesBehind(LeavesBehind.A_LOST_DISK)
    void aGuestThatBootedAgainWithItsDiskHoldsItAfterTheNextLook(boolean byRepair) {
      try (var recorded = SimulatedPool.start("recorded");
          var plain = PlainClient.on(recorded)) {
        var there = Shell.on(recorded);
        assertThat(attach(there, "dev:xs1/sdb", "centos63").exit()).isZero();
        recorded.clock().advance(Duration.ofMinutes(5));
        plain.call("VM.hard_reboot", plain.vm("centos63"));
        recorded.clock().advance(Duration.ofMinutes(5));

        var again =
            byRepair ? there.run("repair", "-o", "json") : attach(there, "dev:xs1/sdb", "centos63");
        loseRecordOf(recorded, "sdb");

        assertThat(again.out()).contains(byRepair ? "renew-hold" : "already-attached");
        assertThat(diskOf(there.run("disks", "-o", "json"), "sdb").get("state").asString())
            .isEqualTo("held");
        assertThat(attach(there, "dev:xs1/sdb", "centos63").exit()).isEqualTo(4);
      }
    }

    /** Who only sees that the VBD is gone cannot tell whether its VM still has the disk. */
    @Test
    @LeavesBehind(LeavesBehind.A_LOST_DISK)
    void aVbdThatWasCollectedUnderARunDoesNotEndTheHold() throws Exception {
      try (var recorded = SimulatedPool.start("recorded");
          var plain = PlainClient.on(recorded)) {
        var there = Shell.on(recorded);
        var vdi = vdiOf(there, "sdb");
        var vm = plain.vm("centos63");
        var vbd = plain.createVbd(vm, plain.vdi(vdi));
        var uuid = plain.call("VBD.get_uuid", vbd).asString();
        plain.call("VBD.add_to_other_config", vbd, "xendisk:made-by", "1;owner=alice@w;token=a1");
        plain.call("VM.add_to_other_config", vm, "xendisk:held:" + uuid, heldBy(plain, vm, vdi));
        var held = new HeldCall();
        held.before("destroyVbd");
        var repair = there.held(held).start("repair", "-o", "json");
        held.awaitReached();

        // What a dead run had asked for is done only now; then its record is lost.
        plain.call("VBD.plug", vbd);
        loseRecordOf(recorded, "sdb");
        held.letGo();

        assertThat(repair.get().exit()).isZero();
        assertThat(diskOf(there.run("disks", "-o", "json"), "sdb").get("state").asString())
            .isEqualTo("held");
      }
    }

    /** Whatever repair has looked at already, an attach may come in between. */
    @ParameterizedTest
    @ValueSource(strings = {"inventory", "withAttachments", "holdings", "notedVms"})
    void repairErasesNoNoteOfAnAttachThatBeginsWhileItLooks(String call) throws Exception {
      var held = new HeldCall();
      held.before(call);
      var repair = shell.held(held).start("repair", "-o", "json");
      held.awaitReached();
      assertThat(shell.run("attach", "BACKUP-02", "--vm", "nas01").exit()).isZero();
      held.letGo();

      assertThat(repair.get().exit()).isZero();
      assertThat(notes("nas01", "xendisk:held:")).hasSize(1);
    }

    @Test
    void pullingAnAttachedDiskIsTheVmsIncidentUntilItHasEnded() {
      shell.run("attach", "BACKUP-02", "--vm", "nas01");
      pool.rack().pull("xs1", "sdc");

      var incident = shell.run("status", "-o", "json").json().at("/incidents/0");
      assertThat(incident.get("vm").asString()).isEqualTo("nas01");
      assertThat(incident.get("device").asString()).isEqualTo("sdc");
      assertThat(incident.get("attachedSince").asString()).startsWith("20");
      assertThat(incident.get("advice").asString()).contains("check the disk", "unmount");
      assertThat(shell.run("repair").exit()).isZero();
      assertThat(pool.violations()).isEmpty();
      try (var plain = PlainClient.on(pool)) {
        plain.call("VM.hard_shutdown", plain.vm("nas01"));
        plain.call("VM.start", plain.vm("nas01"), false, false);
      }
      assertThat(shell.run("repair").exit()).isZero();
      assertThat(shell.run("status", "-o", "json").json().get("incidents")).isEmpty();
      assertThat(notes("nas01", "xendisk:held:")).isEmpty();
    }

    private static String heldBy(PlainClient plain, String vm, String vdi) {
      var metrics = plain.call("VM.get_metrics", vm).asString();
      var started = plain.call("VM_metrics.get_start_time", metrics).asString();
      var disk = plain.call("VDI.get_record", plain.vdi(vdi));
      return "1;vm=%s;started=%s;userdevice=1;vdi=%s;host=%s;device=sdb;size=%s;name=X;since=%s"
          .formatted(
              plain.call("VM.get_uuid", vm).asString(),
              isoDate(started),
              vdi,
              plain
                  .call("host.get_uuid", plain.call("VM.get_resident_on", vm).asString())
                  .asString(),
              disk.get("virtual_size").asString(),
              isoDate(started));
    }

    private static String isoDate(String wire) {
      return wire.replaceFirst("(\\d{4})-?(\\d{2})-?(\\d{2})T", "$1-$2-$3T");
    }

    private Shell.Ran attach(Shell there, String disk, String vm) {
      return there.run("attach", disk, "--vm", vm, "--boot-uptime", "1s", "-o", "json");
    }

    /** Nothing tells the pool of the pull but the scan; the backend keeps the device. */
    private void loseRecordOf(SimulatedPool recorded, String device) {
      try (var plain = PlainClient.on(recorded)) {
        var sr =
            plain
                .call(
                    "VDI.get_all_records_where",
                    "field \"location\" = \"/dev/xapi/block/" + device + "\"")
                .valueStream()
                .findFirst()
                .orElseThrow()
                .get("SR")
                .asString();
        recorded.rack().pull("xs1", device);
        plain.call("SR.scan", sr);
        recorded.clock().advance(Duration.ofSeconds(31));
        recorded.rack().pushBack("xs1", device);
        plain.call("SR.scan", sr);
      }
    }

    private String vdiOf(Shell there, String device) {
      return diskOf(there.run("status", "-o", "json"), device).get("vdi").asString();
    }

    private JsonNode diskOf(Shell.Ran ran, String device) {
      return ran.json()
          .get("disks")
          .valueStream()
          .filter(disk -> disk.get("device").asString().equals(device))
          .findFirst()
          .orElseThrow();
    }
  }

  /** A refused release stays pending. */
  @Nested
  class R10 {
    @Test
    void anAttachAfterAReleaseThatTimedOutIsNeverAlreadyAttached() {
      var device = attachAndMount("BACKUP-02");
      var timedOut = shell.run("detach", "BACKUP-02", "--deadline", "1s", "-o", "json");
      assertThat(timedOut.exit()).isEqualTo(5);
      assertThat(timedOut.json().at("/error/advice").asString()).contains("at any time");

      var early =
          shell.run("attach", "BACKUP-02", "--vm", "nas01", "--timeout", "2s", "-o", "json");
      assertThat(early.exit()).as(early.out()).isEqualTo(5);
      var old = vbds("BACKUP-02").getFirst().get("uuid").asString();

      pool.guest("nas01").umount(device);
      var late = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

      assertThat(late.exit()).as(late.out()).isZero();
      assertThat(late.json().get("outcome").asString()).isEqualTo("attached");
      assertThat(late.json().at("/vbd/uuid").asString()).isNotEqualTo(old);
      assertThat(vbds("BACKUP-02")).hasSize(1);
    }

    /** The guest lets go when nobody waits any more: the record looks like a plain leftover. */
    @Test
    void afterAGuestLetGoByItselfAnAttachMakesANewVbd() {
      var device = attachAndMount("BACKUP-02");
      assertThat(shell.run("detach", "BACKUP-02", "--deadline", "1s").exit()).isEqualTo(5);
      var old = vbds("BACKUP-02").getFirst().get("uuid").asString();
      pool.guest("nas01").umount(device);

      var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isZero();
      assertThat(ran.json().get("outcome").asString()).isEqualTo("attached");
      assertThat(ran.json().at("/vbd/uuid").asString()).isNotEqualTo(old);
    }

    @Test
    void aGuestThatLetsGoWhileTheAttachWaitsGetsTheDiskAnew() throws Exception {
      var device = attachAndMount("BACKUP-02");
      shell.run("detach", "BACKUP-02", "--deadline", "1s");
      var old = vbds("BACKUP-02").getFirst().get("uuid").asString();
      pool.calls().clear();
      var attach = shell.start("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
      await().until(() -> pool.calls().count("event.from") > 1);

      pool.guest("nas01").umount(device);

      assertThat(attach.get().exit()).as(attach.get().out()).isZero();
      assertThat(attach.get().json().get("outcome").asString()).isEqualTo("attached");
      assertThat(attach.get().json().at("/vbd/uuid").asString()).isNotEqualTo(old);
    }

    @Test
    void aVmThatEndedInBetweenIsNotTakenForOneThatHasTheDisk() {
      attachAndMount("BACKUP-02");
      shell.run("detach", "BACKUP-02", "--deadline", "1s");
      var old = vbds("BACKUP-02").getFirst().get("uuid").asString();
      try (var plain = PlainClient.on(pool)) {
        plain.call("VM.hard_shutdown", plain.vm("nas01"));
      }

      var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isZero();
      assertThat(ran.json().get("outcome").asString()).isEqualTo("at-next-boot");
      assertThat(ran.json().get("changed").asBoolean()).isTrue();
      assertThat(ran.json().at("/vbd/uuid").asString()).isNotEqualTo(old);
      assertThat(vbds("BACKUP-02")).hasSize(1);
    }

    @Test
    void aDiskThatWasAskedForIsShownAsReleasing() {
      attachAndMount("BACKUP-02");
      shell.run("detach", "BACKUP-02", "--deadline", "1s");

      assertThat(disk("sdc", "xs1").get("state").asString()).isEqualTo("releasing");
    }
  }

  /** Safe to pull is said last of all. */
  @Nested
  class R11 {
    @Test
    void theWordsComeAfterUnplugDestroyReadMarkAndLastLook() {
      shell.run("attach", "BACKUP-02", "--vm", "nas01");
      pool.calls().clear();

      var ran = shell.run("detach", "BACKUP-02", "-o", "json");

      assertThat(ran.json().get("safeToPull").asBoolean()).isTrue();
      var steps = ran.json().get("steps").valueStream().map(s -> s.get("step").asString()).toList();
      assertThat(steps)
          .containsExactly(
              "take-lease",
              "mark-releasing",
              "unplug",
              "destroy-vbd",
              "lift-block",
              "read-contents",
              "mark-released",
              "last-look",
              "drop-lease");
      var calls = pool.calls().list().stream().map(call -> call.method()).toList();
      assertThat(calls.indexOf("VBD.add_to_other_config"))
          .isLessThan(calls.indexOf("Async.VBD.unplug"));
      assertThat(calls.indexOf("Async.VBD.unplug")).isLessThan(calls.indexOf("VBD.destroy"));
      assertThat(calls.indexOf("VBD.destroy"))
          .isLessThan(calls.lastIndexOf("VDI.add_to_other_config"));
      assertThat(calls.lastIndexOf("VDI.add_to_other_config"))
          .isLessThan(calls.lastIndexOf("event.from"));
      assertThat(ran.json().get("calls").asInt()).isEqualTo(calls.size());
    }

    @Test
    void aVbdOfAnotherVmForbidsTheWords() {
      shell.run("attach", "BACKUP-02", "--vm", "nas01");
      try (var plain = PlainClient.on(pool)) {
        plain.createVbd(plain.vm("nas02"), plain.vdi(disk("sdc", "xs1").get("vdi").asString()));
      }

      var ran = shell.run("detach", "BACKUP-02", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isEqualTo(6);
      assertThat(ran.json().get("safeToPull").asBoolean()).isFalse();
      assertThat(ran.json().at("/error/message").asString()).contains("nas02");
    }

    @Test
    void nobodyReadsADiskThatWasCalledSafeToPull() {
      shell.run("attach", "BACKUP-02", "--vm", "nas01");
      shell.run("detach", "BACKUP-02");
      forgetWhatWasRead("sdc");
      int before = PlainClient.rawReads(pool);

      shell.run("disks");
      shell.run("status");
      var again = shell.run("detach", "dev:xs1/sdc", "-o", "json");

      assertThat(PlainClient.rawReads(pool)).isEqualTo(before);
      assertThat(again.json().get("outcome").asString()).isEqualTo("already-released");
      assertThat(again.json().get("changed").asBoolean()).isFalse();
      assertThat(shell.run("status").out()).contains("safe to pull since");
    }

    @Test
    void onlyAnExplicitAttachTakesTheMarkAwayAndSaysSo() {
      shell.run("attach", "BACKUP-02", "--vm", "nas01");
      shell.run("detach", "BACKUP-02");

      var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isZero();
      assertThat(ran.json().get("notes").toString()).contains("safe to pull");
      assertThat(disk("sdc", "xs1").get("released").isNull()).isTrue();
    }

    @Test
    void anUncleanDiskIsNotSafeToPullUnlessAPersonTakesItAsItIs() {
      attachAndMount("BACKUP-02");
      pool.guest("nas01").crash();

      var ran = shell.run("detach", "BACKUP-02", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isEqualTo(6);
      assertThat(ran.json().get("cleanlyUnmounted").asBoolean()).isFalse();
      assertThat(ran.json().get("safeToPull").asBoolean()).isFalse();

      var accepted = shell.run("detach", "BACKUP-02", "--accept-unclean", "-o", "json");

      assertThat(accepted.exit()).as(accepted.out()).isZero();
      assertThat(accepted.json().get("safeToPull").asBoolean()).isTrue();
      assertThat(accepted.json().get("cleanlyUnmounted").asBoolean()).isFalse();
    }

    private void forgetWhatWasRead(String device) {
      try (var plain = PlainClient.on(pool)) {
        plain.call(
            "VDI.remove_from_other_config",
            plain.vdi(disk(device, "xs1", "status").get("vdi").asString()),
            "xendisk:seen:1");
      }
    }
  }

  private String attachAndMount(String label) {
    var attached = shell.run("attach", label, "--vm", "nas01", "-o", "json");
    var device = attached.json().at("/vbd/device").asString();
    pool.guest("nas01").mount(device);
    return device;
  }

  private Map<String, String> memories(String vm) {
    return notes(vm, "xendisk:first-attach:");
  }

  private Map<String, String> notes(String vm, String prefix) {
    var notes = new TreeMap<String, String>();
    try (var plain = PlainClient.on(pool)) {
      plain
          .call("VM.get_other_config", plain.vm(vm))
          .propertyStream()
          .filter(note -> note.getKey().startsWith(prefix))
          .forEach(note -> notes.put(note.getKey(), note.getValue().asString()));
    }
    return notes;
  }

  private List<JsonNode> vbds(String label) {
    for (var disk : shell.run("status", "-o", "json").json().get("disks")) {
      if (disk.at("/filesystem/label").asString("").equals(label)) {
        try (var plain = PlainClient.on(pool)) {
          return plain.vbds(plain.vdi(disk.get("vdi").asString()));
        }
      }
    }
    throw new AssertionError("no disk " + label);
  }

  private JsonNode disk(String device, String host) {
    return disk(device, host, "disks");
  }

  private JsonNode disk(String device, String host, String command) {
    for (var disk : shell.run(command, "-o", "json").json().get("disks")) {
      if (disk.get("device").asString().equals(device)
          && disk.get("host").asString().equals(host)) {
        return disk;
      }
    }
    throw new AssertionError("no disk " + device);
  }

  private void put(String path, String body) {
    PlainClient.put(pool, path, body);
  }

  private static Map<String, Object> ext3(String label) {
    return Map.of("type", "ext3", "label", label, "usedPercent", 1, "clean", true);
  }
}
