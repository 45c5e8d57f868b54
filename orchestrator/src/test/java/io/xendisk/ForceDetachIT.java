package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The glass that is broken where a guest never lets go, and what stands in the way of that. */
@ExtendWith(InvariantsHold.class)
class ForceDetachIT {
  private SimulatedPool pool;
  private Shell shell;
  private PlainClient plain;
  private String uuid;

  @BeforeEach
  void attachAndMount() {
    pool = SimulatedPool.start("nas");
    shell = Shell.on(pool);
    plain = PlainClient.on(pool);
    shell.run("disks");
    var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
    uuid = ran.json().at("/disk/vdi").asString();
    pool.guest("nas01").mount("xvdb");
    pool.calls().clear();
  }

  @AfterEach
  void stopPool() {
    plain.close();
    pool.close();
  }

  @Test
  void takesAMountedDiskAndNeverSaysThatItIsSafeToPull() {
    var ran = force();

    assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(6);
    assertThat(ran.json().get("outcome").asString()).isEqualTo("forced");
    assertThat(ran.json().get("changed").asBoolean()).isTrue();
    assertThat(ran.json().get("safeToPull").asBoolean()).isFalse();
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("taken-by-force");
    assertThat(ran.json().get("calls").asInt()).isEqualTo(pool.calls().count());
    assertThat(pool.guest("nas01").devices()).isEmpty();
    assertThat(vbds()).isEmpty();
    assertThat(pool.violations()).isEmpty();
    var detach = shell.run("detach", "BACKUP-02", "-o", "json");
    assertThat(detach.exit()).isEqualTo(6);
    assertThat(detach.json().at("/error/id").asString()).isEqualTo("not-clean");
  }

  @Test
  void writesWhoAndWhyIntoThePoolBeforeItDoesAnything() {
    force();

    var messages = plain.call("message.get_all_records").valueStream().toList();
    assertThat(messages)
        .anySatisfy(
            message -> {
              assertThat(message.get("name").asString()).isEqualTo("XENDISK_FORCE_DETACH");
              assertThat(message.get("cls").asString()).isEqualTo("VM");
              assertThat(message.get("body").asString())
                  .contains(System.getProperty("user.name") + "@", "BACKUP-02", "guest hangs");
            });
    var calls = methods();
    assertThat(calls.indexOf("message.create"))
        .isBetween(0, calls.indexOf("Async.VBD.unplug_force"));
  }

  @Test
  void anAccountThatMayWriteNoMessagesLeavesANote() {
    pool.faults().error("message.create", 1, List.of("RBAC_PERMISSION_DENIED", "message.create"));

    var ran = force();

    assertThat(ran.exit()).as(ran.out()).isEqualTo(6);
    assertThat(ran.json().get("recordedAs").asString()).isEqualTo("note");
    assertThat(notes("xendisk:forced:").values())
        .singleElement()
        .asString()
        .contains("guest", "hangs");
  }

  /** If neither can be written, nobody could ever ask who it was. */
  @Test
  void whatCannotBeWrittenDownIsNotDone() {
    pool.faults().error("message.create", 1, List.of("RBAC_PERMISSION_DENIED", "message.create"));
    pool.faults()
        .error("VM.add_to_other_config", 1, List.of("RBAC_PERMISSION_DENIED", "vm.add_to_oc"));

    var ran = force();

    assertThat(ran.exit()).as(ran.out()).isEqualTo(8);
    assertThat(methods()).doesNotContain("Async.VBD.unplug_force");
    assertThat(pool.guest("nas01").devices()).containsEntry("xvdb", "mounted");
    assertNoLease();
  }

  @Test
  void aWordThatIsNotTheEndOfAnythingTouchesNothingAndDoesNotTellTheAnswer() {
    for (var word : List.of("000000", uuid.substring(uuid.length() - 5), " ", "BACKUP-02")) {
      var ran = forceWith(word);

      assertThat(ran.exit()).as(word).isEqualTo(2);
      assertThat(ran.json().at("/error/id").asString()).isEqualTo("confirm-mismatch");
      assertThat(ran.out()).doesNotContain(uuid.substring(uuid.length() - 6));
    }
    assertThat(writes()).isEmpty();
  }

  @Test
  void aBlankReasonIsWrongUsage() {
    var ran = shell.run("force-detach", "BACKUP-02", "--reason", " ", "--confirm", uuid);

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("--reason is blank");
    assertThat(pool.calls().count()).isZero();
  }

  @Test
  void refusesWhileACleanUnplugIsUnderWay() {
    PlainClient.put(pool, "/_sim/backend", "{\"unplugDelayMs\":60000}");
    plain.call("Async.VBD.unplug", plain.call("VBD.get_by_uuid", vbd()).asString());
    await().until(() -> !vbds().getFirst().get("current_operations").isEmpty());

    var ran = force();

    assertThat(ran.exit()).as(ran.out()).isEqualTo(3);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("release-under-way");
    assertThat(ran.json().at("/error/advice").asString()).contains("NOT SAFE TO PULL", "Wait");
  }

  @Test
  void refusesWhileSomebodyElseWaitsForTheGuestToLetGo() throws Exception {
    var detach = shell.start("detach", "BACKUP-02", "--deadline", "20s", "-o", "json");
    await().until(() -> pool.calls().count("Async.VBD.unplug") == 1);
    await().until(() -> vbds().getFirst().get("current_operations").isEmpty());

    var ran = force();

    assertThat(ran.exit()).as(ran.out()).isEqualTo(3);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("release-under-way");
    pool.guest("nas01").umount("xvdb");
    assertThat(detach.get().exit()).isZero();
  }

  @Test
  void refusesAMomentAfterTheGuestWasAskedAndNotForEver() {
    assertThat(shell.run("detach", "BACKUP-02", "--deadline", "1s").exit()).isEqualTo(5);

    var early = force();
    assertThat(early.exit()).as(early.out()).isEqualTo(3);
    assertThat(early.json().at("/error/id").asString()).isEqualTo("guest-may-be-answering");
    pool.clock().advance(Duration.ofSeconds(61));
    var late = force();

    assertThat(late.exit()).as(late.out()).isEqualTo(6);
    assertThat(late.json().get("outcome").asString()).isEqualTo("forced");
  }

  /** Safety rule R9: the VM is known to have lost it, and its place is not given away. */
  @Test
  void theVmIsRememberedToHaveLostTheDiskUntilItHasEnded() {
    force();
    assertThat(notes("xendisk:held:")).hasSize(1);
    assertThat(notes("xendisk:pulled:")).hasSize(1);
    assertThat(shell.run("repair", "-o", "json").json().get("steps")).isEmpty();

    var again = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

    assertThat(again.exit()).as(again.out()).isZero();
    assertThat(again.json().at("/vbd/userdevice").asString()).isNotEqualTo("1");
  }

  @Test
  void aForceThatFailedLeavesTheDiskReleasingAndHeld() {
    pool.faults().error("VBD.unplug_force", 1, List.of("INTERNAL_ERROR", "Watch.Timeout(300.)"));

    var ran = force();
    var attach = shell.run("attach", "BACKUP-02", "--vm", "nas01", "--timeout", "1s", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isEqualTo(1);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("force-failed");
    assertThat(vbds()).hasSize(1);
    assertThat(notes("xendisk:held:")).hasSize(1);
    assertThat(notes("xendisk:pulled:")).isEmpty();
    assertThat(attach.exit()).as("R10: never already attached").isEqualTo(5);
    assertNoLease();
    assertThat(force().exit()).as("once more, without a wait").isEqualTo(6);
  }

  @Test
  void whatAKilledRunLeftUnpluggedIsTakenAway() {
    plain.call("VBD.unplug_force", plain.call("VBD.get_by_uuid", vbd()).asString());

    var ran = force();
    var nothing = force();

    assertThat(ran.exit()).as(ran.out()).isEqualTo(6);
    assertThat(ran.json().get("outcome").asString()).isEqualTo("forced");
    assertThat(vbds()).isEmpty();
    assertThat(nothing.exit()).isEqualTo(6);
    assertThat(nothing.json().at("/error/id").asString()).isEqualTo("nothing-to-force");
  }

  @Test
  void aHalfPluggedVbdIsTakenAway() {
    var web = plain.vm("web01");
    var there = shell.run("disk", "show", "ARCHIVE-01", "-o", "json").json().at("/disk/vdi");
    var half = plain.createVbd(web, plain.vdi(there.asString()));
    pool.faults().halfPlugged(1);
    try {
      plain.call("VBD.plug", half);
    } catch (IllegalStateException e) {
      // as it is meant to
    }
    assertThat(plain.call("VBD.get_currently_attached", half).asBoolean()).isTrue();

    var ran =
        shell.run(
            "force-detach",
            "ARCHIVE-01",
            "--reason",
            "half",
            "--confirm",
            there.asString(),
            "-o",
            "json");

    assertThat(ran.exit()).as(ran.out()).isEqualTo(6);
    assertThat(plain.vbds(plain.vdi(there.asString()))).isEmpty();
  }

  @Test
  void whatIsLeftOfADiskThatWasPulledIsClearedAway() {
    pool.rack().pull("xs1", "sdc");

    var ran = force();

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.json().get("outcome").asString()).isEqualTo("forced");
    assertThat(ran.json().get("gone").asBoolean()).isTrue();
    assertThat(ran.json().get("safeToPull").asBoolean()).isFalse();
    assertThat(ran.json().at("/incident/state").asString()).isEqualTo("pulled");
    assertThat(pool.violations()).isEmpty();
    assertThat(notes("xendisk:held:")).as("R9: until the VM has ended").hasSize(1);
    assertThat(force().json().get("changed").asBoolean()).isFalse();
  }

  /** As in trace vbd_gc: nothing tells the pool of the pull but a scan. */
  @Test
  @LeavesBehind(LeavesBehind.A_LOST_DISK)
  void aDiskWhoseRecordWasLostCannotBeTakenAndTheWayOutIsTold() {
    try (var recorded = SimulatedPool.start("recorded");
        var hand = PlainClient.on(recorded)) {
      var there = Shell.on(recorded);
      var attached =
          there.run(
              "attach", "dev:xs1/sdb", "--vm", "centos63", "--boot-uptime", "1s", "-o", "json");
      assertThat(attached.exit()).as(attached.out()).isZero();
      var vdi = attached.json().at("/disk/vdi").asString();
      var sr = hand.call("VDI.get_SR", hand.vdi(vdi)).asString();
      recorded.rack().pull("xs1", "sdb");
      hand.call("SR.scan", sr);

      var ran =
          there.run(
              "force-detach", "vdi:" + vdi, "--reason", "lost", "--confirm", vdi, "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isEqualTo(3);
      assertThat(ran.json().at("/error/id").asString()).isEqualTo("record-lost");
      assertThat(ran.json().at("/error/advice").asString()).contains("shut the VM down");
    }
  }

  @Test
  void aPlanTouchesNothing() {
    var ran =
        shell.run(
            "force-detach",
            "BACKUP-02",
            "--reason",
            "r",
            "--confirm",
            uuid,
            "--plan",
            "-o",
            "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.json().get("outcome").asString()).isEqualTo("planned");
    assertThat(ran.json().get("steps").toString()).contains("unplug-force", "message.create");
    assertThat(ran.err()).contains("never asked to let go");
    assertThat(writes()).isEmpty();
  }

  @Test
  void thePersonGetsOneLineThatNobodyMisreads() {
    var ran = shell.run("force-detach", "BACKUP-02", "--reason", "r", "--confirm", uuid);

    assertThat(ran.out().lines()).containsExactly("FORCED, NOT SAFE TO PULL  BACKUP-02 from nas01");
    assertThat(ran.err()).contains("xendisk detach BACKUP-02");
  }

  private Shell.Ran force() {
    return forceWith(uuid.substring(uuid.length() - 6));
  }

  private Shell.Ran forceWith(String word) {
    return shell.run(
        "force-detach", "BACKUP-02", "--reason", "guest hangs", "--confirm", word, "-o", "json");
  }

  private String vbd() {
    return vbds().getFirst().get("uuid").asString();
  }

  private List<JsonNode> vbds() {
    return plain.vbds(plain.vdi(uuid));
  }

  private void assertNoLease() {
    assertThat(plain.call("VDI.get_other_config", plain.vdi(uuid)).has("xendisk:lease")).isFalse();
  }

  private Map<String, String> notes(String prefix) {
    var notes = new TreeMap<String, String>();
    plain
        .call("VM.get_other_config", plain.vm("nas01"))
        .propertyStream()
        .filter(note -> note.getKey().startsWith(prefix))
        .forEach(note -> notes.put(note.getKey(), note.getValue().asString()));
    return notes;
  }

  private List<String> writes() {
    return methods().stream()
        .filter(method -> !method.matches("session\\..*|event\\..*|.*\\.get_.*"))
        .toList();
  }

  private List<String> methods() {
    return pool.calls().list().stream().map(call -> call.method()).toList();
  }
}
