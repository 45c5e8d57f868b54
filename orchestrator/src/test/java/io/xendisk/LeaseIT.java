package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.domain.lease.LeaseRule;
import io.xendisk.domain.lease.ProcessMark;
import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.port.Workstation;
import io.xendisk.testing.TurnedTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Two workstations, one disk. Time is turned: that of the pool and that of each workstation apart,
 * so that either can stand still.
 */
@ExtendWith(InvariantsHold.class)
class LeaseIT {
  private static final Duration DEAD = LeaseRule.DEAD_AFTER.plusSeconds(1);

  private final TurnedTime aliceTime = new TurnedTime();
  private final HeldCall aliceCall = new HeldCall();
  private SimulatedPool pool;
  private Shell alice;
  private Shell bob;

  @BeforeEach
  void startPool() {
    pool = SimulatedPool.start("nas");
    bob = Shell.on(pool);
    bob.run("disks");
    alice =
        bob.at(
            new Workstation(
                "alice@ws1",
                new ProcessMark("ws1", "boot", 1, "1"),
                process -> false,
                aliceTime,
                aliceTime),
            aliceTime,
            aliceCall);
    pool.calls().clear();
  }

  @AfterEach
  void stopPool() {
    pool.close();
  }

  @Test
  void anOwnerAtWorkShowsThatItLivesAndIsWaitedFor() {
    var device = attached();
    pool.guest("nas01").mount(device);
    var detach = alice.start("detach", "BACKUP-02", "-o", "json");
    await().until(() -> pool.calls().count("Async.VBD.unplug") == 1);
    for (int beat = 1; beat <= 4; beat++) {
      int n = beat;
      await().until(() -> aliceTime.pausing() == 1);
      pool.clock().advance(LeaseRule.BEAT_EVERY);
      aliceTime.turn(LeaseRule.BEAT_EVERY);
      await().until(() -> notes().keySet().stream().anyMatch(key -> key.endsWith(":" + n)));
    }

    var meanwhile =
        bob.run("attach", "BACKUP-02", "--vm", "nas01", "--timeout", "1s", "-o", "json");

    assertThat(meanwhile.exit()).as(meanwhile.out()).isEqualTo(4);
    assertThat(meanwhile.json().at("/error/id").asString()).isEqualTo("lease-held");
    assertThat(meanwhile.json().at("/error/message").asString()).contains("alice@ws1", "detach");
    assertThat(notes().keySet().stream().filter(key -> key.startsWith("xendisk:lease-beat:")))
        .as("the old sign of life goes when the new one is there")
        .hasSizeBetween(1, 2);
    pool.guest("nas01").umount(device);
    aliceTime.turn(Duration.ofSeconds(6));
    var detached = detach.join();
    assertThat(detached.exit()).as(detached.out()).isZero();
    assertNoLease();
  }

  @Test
  void whatIsDoneWithinTenSecondsMakesNoCallToShowThatItLives() {
    var ran = alice.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(pool.calls().count("VDI.add_to_other_config")).isEqualTo(1);
    assertThat(pool.calls().count("VDI.remove_from_other_config")).isEqualTo(1);
    assertNoLease();
  }

  @ParameterizedTest
  @ValueSource(strings = {"attach BACKUP-02 --vm nas01 -o json", "detach BACKUP-02 -o json"})
  void aDiskThatIsPulledJustBeforeItsLeaseIsNotThere(String words) throws Exception {
    if (words.startsWith("detach")) {
      attached();
    }
    aliceCall.before("note");
    var command = alice.start(words.split(" "));
    aliceCall.awaitReached();
    pool.rack().pull("xs1", "sdc");
    aliceCall.letGo();

    var ran = command.join();

    assertThat(ran.json().at("/error/id").asString()).isEqualTo("disk-unknown");
    assertThat(ran.exit()).as(ran.out()).isEqualTo(75);
    assertThat(bob.run("repair").exit()).isZero();
  }

  /** Her own clocks went on, or stood still with her: then only the pool can stop her. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPlugThatComesAfterATakeoverFailsAndTakesNothingAway(boolean clocksWentOn) throws Exception {
    aliceCall.before("plug");
    var late = alice.start("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
    aliceCall.awaitReached();
    pool.clock().advance(DEAD);
    if (clocksWentOn) {
      aliceTime.turn(DEAD);
    }

    var ran = bob.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
    aliceCall.letGo();

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.json().get("outcome").asString()).isEqualTo("attached");
    var comesLate = late.join();
    assertThat(comesLate.exit()).as(comesLate.out()).isEqualTo(9);
    assertThat(comesLate.json().at("/error/id").asString()).isEqualTo("lease-lost");
    assertThat(vbds())
        .singleElement()
        .matches(vbd -> vbd.get("uuid").asString().equals(ran.json().at("/vbd/uuid").asString()))
        .matches(vbd -> vbd.get("currently_attached").asBoolean());
    assertNoLease();
  }

  @Test
  void aReleaseThatWasTakenOverAsksTheGuestNoMore() {
    var device = attached();
    pool.guest("nas01").mount(device);
    var late = alice.start("detach", "BACKUP-02", "-o", "json");
    await().until(() -> pool.calls().count("Async.VBD.unplug") == 1);
    await().until(() -> aliceTime.pausing() == 1);
    pool.clock().advance(DEAD);

    var bobs = bob.run("detach", "BACKUP-02", "--deadline", "1s", "-o", "json");
    int asked = pool.calls().count("Async.VBD.unplug");
    aliceTime.turn(DEAD);
    touchDisk();

    assertThat(bobs.exit()).as(bobs.out()).isEqualTo(5);
    var stopped = late.join();
    assertThat(stopped.exit()).as(stopped.out()).isEqualTo(9);
    assertThat(stopped.json().at("/error/id").asString()).isEqualTo("lease-lost");
    assertThat(pool.calls().count("Async.VBD.unplug")).isEqualTo(asked);
  }

  /** Her clocks stood still: only the last look can tell that the disk is another's to work on. */
  @Test
  void aReleaseThatWasTakenOverNeverSaysThatItIsSafeToPull() throws Exception {
    attached();
    aliceCall.before("destroyVbd");
    var late = alice.start("detach", "BACKUP-02", "-o", "json");
    aliceCall.awaitReached();
    forget("xendisk:lease");
    note("xendisk:lease", "1;owner=bob@ws2;operation=attach;token=b1;taken=2099-01-01T00:00:00Z");
    aliceCall.letGo();

    var ran = late.join();

    assertThat(ran.exit()).as(ran.out()).isEqualTo(9);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("lease-lost");
    assertThat(ran.out()).doesNotContain("\"safeToPull\":true");
    assertThat(notes().get("xendisk:lease")).contains("token=b1");
  }

  /** Else a disk of which a person was just told that it may be pulled would be plugged. */
  @Test
  void anAttachThatFindsTheDiskReleasedBeforeItsPlugTakesTheMarkAwayFirst() throws Exception {
    bob.run("detach", "BACKUP-02");
    var released = Objects.requireNonNull(notes().get("xendisk:released"));
    forget("xendisk:released");
    pool.calls().clear();
    aliceCall.before("createVbd");
    var attach = alice.start("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
    aliceCall.awaitReached();
    note("xendisk:released", released);
    aliceCall.letGo();

    var ran = attach.join();

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.json().get("notes").toString()).contains("safe to pull");
    assertThat(notes()).doesNotContainKey("xendisk:released");
    assertThat(pool.calls().count("VBD.create")).isEqualTo(2);
    assertThat(pool.calls().count("VBD.plug")).isEqualTo(1);
    assertThat(vbds()).hasSize(1);
  }

  @Test
  void whoDiesWhileClearingADeadOwnerAwayIsClearedAwayInTurn() {
    note("xendisk:lease", "1;owner=alice@ws1;operation=attach;token=a1;taken=2001-01-01T00:00:00Z");
    note(
        "xendisk:takeover:a1",
        "1;owner=cron@ws3;operation=takeover;token=c1;taken=2001-01-02T00:00:00Z");
    note("xendisk:lease-beat:a1:7", "2001-01-01T00:01:00Z");

    var ran = bob.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertNoLease();
  }

  @Test
  @LeavesBehind(LeavesBehind.A_DEAD_LEASE)
  void somebodyWhoIsClearingIsWaitedFor() {
    note("xendisk:lease", "1;owner=alice@ws1;operation=attach;token=a1;taken=2001-01-01T00:00:00Z");
    note(
        "xendisk:takeover:a1",
        "1;owner=cron@ws3;operation=takeover;token=c1;taken=2099-01-01T00:00:00Z");

    var ran = bob.run("detach", "BACKUP-02", "--timeout", "1s", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isEqualTo(4);
    assertThat(ran.json().at("/error/message").asString()).contains("cron@ws3");
  }

  /** What a name stands for shows when the disk was read, by whomever. */
  @Test
  void aDiskThatSomebodyReadsForTheFirstTimeIsWaitedForByItsName() throws Exception {
    forgetContents();
    aliceCall.before("read");
    var reading = alice.start("disks");
    aliceCall.awaitReached();
    int waits = pool.calls().count("event.from");
    var attach = bob.start("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
    await().until(() -> pool.calls().count("event.from") > waits + 1);
    aliceCall.letGo();

    var ran = attach.join();

    assertThat(reading.join().exit()).isZero();
    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(vbds()).singleElement().matches(vbd -> vbd.get("currently_attached").asBoolean());
    assertNoLease();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attach BACKUP-02 --vm nas01 --timeout 1s -o json",
        "attach BACKUP-02 --vm nas01 --plan -o json",
        "disk show BACKUP-02 -o json"
      })
  void whoMeansADiskThatIsBeingReadAndMayNotWaitIsToldWhoReadsIt(String words) throws Exception {
    forgetContents();
    aliceCall.before("read");
    var reading = alice.start("disks");
    aliceCall.awaitReached();

    var ran = bob.run(words.split(" "));
    aliceCall.letGo();

    assertThat(reading.join().exit()).isZero();
    assertThat(ran.exit()).as(ran.out()).isEqualTo(4);
    assertThat(ran.json().at("/error/id").asString()).as(ran.out()).isEqualTo("lease-held");
    assertThat(ran.json().at("/error/message").asString()).contains("alice@ws1", "xs1/sdc");
  }

  private void forgetContents() {
    notes().keySet().stream().filter(key -> key.startsWith("xendisk:seen")).forEach(this::forget);
  }

  @Test
  void aLeaseThatAnotherClientWipedAwayStopsItsOwnerBeforeThePlug() throws Exception {
    aliceCall.before("createVbd");
    var attach = alice.start("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
    aliceCall.awaitReached();
    try (var plain = PlainClient.on(pool)) {
      plain.call("VDI.set_other_config", plain.vdi(vdi()), Map.of("folder", "/backup"));
    }
    aliceCall.letGo();

    var ran = attach.join();

    // It begins anew, with what it finds then.
    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(pool.calls().count("VBD.create")).isGreaterThanOrEqualTo(2);
    assertThat(pool.calls().count("VBD.plug")).isEqualTo(1);
    assertThat(vbds()).hasSize(1);
    assertNoLease();
  }

  /** Nobody waits thirty seconds for a process of this machine that is known to be gone. */
  @Test
  void aKilledProcessOfThisMachineIsTakenOverAtOnce() throws Exception {
    pool.faults().delay("VBD.plug", 1, Duration.ofSeconds(3));
    var killed = RealProcess.start(bob, List.of("attach", "BACKUP-02", "--vm", "nas01"));
    await()
        .atMost(RealProcess.TO_END)
        .until(() -> vbds().size() == 1 && pool.calls().count("event.from") >= 2);
    killed.kill();
    pool.faults().clear();
    assertThat(notes()).containsKey("xendisk:lease");

    var ran = bob.run("attach", "BACKUP-02", "--vm", "nas01", "--timeout", "20s", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(vbds()).singleElement().matches(vbd -> vbd.get("currently_attached").asBoolean());
    assertNoLease();
  }

  private String attached() {
    var ran = bob.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
    pool.calls().clear();
    return ran.json().at("/vbd/device").asString();
  }

  private void assertNoLease() {
    assertThat(notes().keySet())
        .noneMatch(key -> key.startsWith("xendisk:lease") || key.startsWith("xendisk:takeover:"));
  }

  /** Something happens to the disk, so that whoever waits for that looks again. */
  private void touchDisk() {
    note("touched", "1");
  }

  private void note(String key, String text) {
    try (var plain = PlainClient.on(pool)) {
      plain.call("VDI.add_to_other_config", plain.vdi(vdi()), key, text);
    }
  }

  private void forget(String key) {
    try (var plain = PlainClient.on(pool)) {
      plain.call("VDI.remove_from_other_config", plain.vdi(vdi()), key);
    }
  }

  private Map<String, String> notes() {
    var notes = new TreeMap<String, String>();
    try (var plain = PlainClient.on(pool)) {
      plain
          .call("VDI.get_other_config", plain.vdi(vdi()))
          .propertyStream()
          .forEach(note -> notes.put(note.getKey(), note.getValue().asString()));
    }
    return notes;
  }

  private List<JsonNode> vbds() {
    try (var plain = PlainClient.on(pool)) {
      return plain.vbds(plain.vdi(vdi()));
    }
  }

  /** Of BACKUP-02, by its place: its contents may have been wiped off its record. */
  private String vdi() {
    try (var plain = PlainClient.on(pool)) {
      return plain
          .call("VDI.get_all_records_where", "field \"location\" = \"/dev/xapi/block/sdc\"")
          .valueStream()
          .findFirst()
          .orElseThrow()
          .get("uuid")
          .asString();
    }
  }
}
