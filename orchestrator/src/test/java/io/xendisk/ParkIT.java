package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Disks go out of a VM for a while, and come back: for a snapshot, or until it has booted. */
@ExtendWith(InvariantsHold.class)
class ParkIT {
  private SimulatedPool pool;
  private Shell shell;
  private PlainClient plain;

  @BeforeEach
  void startPool() {
    pool = SimulatedPool.start("nas");
    shell = Shell.on(pool);
    shell.run("disks");
    plain = PlainClient.on(pool);
  }

  @AfterEach
  void stopPool() {
    plain.close();
    pool.close();
  }

  @Test
  void aVmWithAParkedDiskCanBeSnapshotAndHasItsDiskAgainAfterwards() {
    attach("BACKUP-02");
    assertThatThrownBy(() -> plain.call("VM.snapshot", plain.vm("nas01"), "before"))
        .hasMessageContaining("SR_OPERATION_NOT_SUPPORTED");

    var parked = run("park", "nas01", "-o", "json");

    assertThat(parked.json().get("outcome").asString()).isEqualTo("parked");
    assertThat(parked.json().at("/disks/0/parked").asBoolean()).isTrue();
    assertThat(parked.out() + parked.err()).doesNotContainIgnoringCase("safe to pull");
    assertThat(diskNotes("BACKUP-02").toString()).doesNotContain("xendisk:released");
    assertThat(blocked("nas01")).isEmpty();
    assertThat(pool.guest("nas01").devices()).isEmpty();
    plain.call("VM.snapshot", plain.vm("nas01"), "before");
    assertThat(run("status", "-o", "json").json().at("/vms/0/intents/0/why").asString())
        .isEqualTo("parked");
    assertThat(run("status").out()).contains("parked  BACKUP-02 of nas01");

    var back = run("unpark", "nas01", "-o", "json");

    assertThat(back.json().get("outcome").asString()).isEqualTo("unparked");
    assertThat(pool.guest("nas01").devices()).hasSize(1).containsValue("ready");
    assertThat(blocked("nas01")).hasSize(4);
    assertThat(run("status", "-o", "json").json().get("vms")).isEmpty();
  }

  /** R11: the wish of before knows nothing of what a person was told since. */
  @Test
  void whatWasReleasedFromAnotherVmSinceIsNotPutBack() {
    attach("BACKUP-02");
    run("park", "nas01");
    assertThat(run("attach", "BACKUP-02", "--vm", "nas02", "--if-halted", "start").exit()).isZero();
    assertThat(run("detach", "BACKUP-02").out()).contains("SAFE TO PULL");

    var back = shell.run("unpark", "nas01", "-o", "json");
    var repaired = run("repair");

    assertThat(back.exit()).as(back.err()).isEqualTo(3);
    assertThat(back.json().at("/error/id").asString()).isEqualTo("disk-released");
    assertThat(repaired.exit()).isZero();
    assertThat(pool.guest("nas01").devices()).isEmpty();
    assertThat(diskNotes("BACKUP-02").toString()).contains("xendisk:released");
  }

  @Test
  void aStartWhoseParkedDiskAnotherVmHasByNowSaysThatItStarted() {
    attach("BACKUP-02");
    run("park", "nas01");
    plain.call("VM.hard_shutdown", plain.vm("nas01"));
    assertThat(run("attach", "BACKUP-02", "--vm", "nas02", "--if-halted", "start").exit()).isZero();

    var started = shell.run("vm", "start", "nas01", "-o", "json");

    assertThat(started.exit()).as(started.out()).isEqualTo(4);
    assertThat(started.json().get("outcome").asString()).isEqualTo("partly-done");
    assertThat(started.json().get("changed").asBoolean()).isTrue();
    assertThat(started.json().at("/vm/powerState").asString()).isEqualTo("Running");
    assertThat(started.json().at("/error/id").asString()).isEqualTo("disk-in-use");
  }

  @Test
  void bothSayThatItIsSoAlready() {
    attach("BACKUP-02");
    run("park", "nas01");

    var parked = run("park", "nas01", "-o", "json");
    run("unpark", "nas01");
    var back = run("unpark", "nas01", "-o", "json");

    assertThat(parked.json().get("outcome").asString()).isEqualTo("already-parked");
    assertThat(parked.json().get("changed").asBoolean()).isFalse();
    assertThat(back.json().get("outcome").asString()).isEqualTo("nothing-parked");
    assertThat(back.json().get("changed").asBoolean()).isFalse();
  }

  @Test
  void bothSayFirstWhatTheyWouldDo() {
    attach("BACKUP-02");

    assertThat(run("park", "nas01", "--plan", "-o", "json").json().at("/disks")).hasSize(1);
    assertThat(pool.guest("nas01").devices()).hasSize(1);
    run("park", "nas01");
    assertThat(run("unpark", "nas01", "--plan", "-o", "json").json().at("/disks")).hasSize(1);
    assertThat(pool.guest("nas01").devices()).isEmpty();
  }

  @Test
  void aDiskThatTheGuestHoldsStaysAndTheOthersAreOut() {
    attach("BACKUP-01");
    var device = attach("BACKUP-02").json().at("/vbd/device").asString();
    pool.guest("nas01").mount(device);

    var ran = shell.run("park", "nas01", "--deadline", "2s", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isEqualTo(5);
    assertThat(ran.json().get("outcome").asString()).isEqualTo("partly-parked");
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("guest-holds-disk");
    assertThat(outs(ran)).containsExactly(true, false);

    pool.guest("nas01").umount(device);
    run("park", "nas01");
    assertThat(pool.guest("nas01").devices()).isEmpty();
    run("unpark", "nas01");
    assertThat(pool.guest("nas01").devices()).hasSize(2);
  }

  @Test
  void aDiskThatIsAwayIsNamedAndComesBackLater() {
    attach("BACKUP-02");
    run("park", "nas01");
    pool.rack().pull("xs1", "sdc");

    var ran = shell.run("unpark", "nas01", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isEqualTo(75);
    assertThat(ran.json().at("/error/message").asString()).contains("BACKUP-02");
    pool.rack().pushBack("xs1", "sdc");
    run("unpark", "nas01");
    assertThat(pool.guest("nas01").devices()).hasSize(1);
  }

  @Test
  void aPersonsWordEndsIt() {
    attach("BACKUP-02");
    run("park", "nas01");

    run("detach", "BACKUP-02");

    assertThat(run("unpark", "nas01", "-o", "json").json().get("outcome").asString())
        .isEqualTo("nothing-parked");
    assertThat(pool.guest("nas01").devices()).isEmpty();
  }

  /** A backup job is at work on the VM: nobody puts the disk back behind its back. */
  @Test
  void repairLeavesWhatIsParked() {
    attach("BACKUP-02");
    run("park", "nas01");

    assertThat(stepsOf(run("repair", "-o", "json"))).isEmpty();
    assertThat(pool.guest("nas01").devices()).isEmpty();
  }

  @Test
  void theDisksOfAGuardedVmGoWhenItHasStoppedAndComeBackAfterItsBoot() {
    attach("BACKUP-02");
    assertThat(run("vm", "guard", "nas01", "-o", "json").json().get("changed").asBoolean())
        .isTrue();
    assertThat(run("vm", "guard", "nas01", "-o", "json").json().get("outcome").asString())
        .isEqualTo("already-guarded");
    assertThat(run("status").out()).contains("guarded  nas01");
    plain.call("VM.hard_shutdown", plain.vm("nas01"));

    assertThat(stepsOf(run("repair", "-o", "json"))).contains("take-out");
    assertThat(blocked("nas01")).isEmpty();
    assertThat(run("unpark", "nas01", "-o", "json").json().get("outcome").asString())
        .isEqualTo("after-boot");

    var ran = run("vm", "start", "nas01", "-o", "json");

    assertThat(ran.json().at("/back/0/there").asBoolean()).isTrue();
    assertThat(pool.guest("nas01").devices()).hasSize(1).containsValue("ready");
    assertThat(run("status", "-o", "json").json().at("/vms/0/intents")).isEmpty();
    run("vm", "unguard", "nas01");
    assertThat(run("status", "-o", "json").json().get("vms")).isEmpty();
  }

  @Test
  void aStartOfAGuardedVmTakesTheDisksOutItself() {
    attach("BACKUP-02");
    run("vm", "guard", "nas01");
    plain.call("VM.hard_shutdown", plain.vm("nas01"));

    var ran = run("vm", "start", "nas01", "-o", "json");

    assertThat(ran.json().at("/taken/0/why").asString()).isEqualTo("guarded");
    assertThat(ran.json().at("/back/0/there").asBoolean()).isTrue();
    assertThat(pool.guest("nas01").devices()).hasSize(1).containsValue("ready");
  }

  /** With the disk out, any client may start the VM; whoever repairs afterwards finishes. */
  @Test
  void afterAPlainStartOfAGuardedVmRepairPutsTheDisksBack() {
    attach("BACKUP-02");
    run("vm", "guard", "nas01");
    plain.call("VM.hard_shutdown", plain.vm("nas01"));
    run("repair");

    plain.call("VM.start", plain.vm("nas01"), false, false);
    await().until(() -> pool.guest("nas01").booted());

    assertThat(stepsOf(run("repair", "-o", "json"))).containsExactly("put-back");
    assertThat(pool.guest("nas01").devices()).hasSize(1).containsValue("ready");
    assertThat(stepsOf(run("repair", "-o", "json"))).isEmpty();
  }

  /** Made by hand in XenCenter, say: the guest would boot with a disk that it never had. */
  @Test
  void aForbiddenAttachmentIsAdoptedTakenAwayAndAttachedAfterTheBoot() {
    var vbd = plain.createVbd(plain.vm("nas02"), plain.vdi(vdi("BACKUP-01")));
    var uuid = plain.call("VBD.get_uuid", vbd).asString();

    var ran = run("repair", "--adopt", uuid, "-o", "json");

    assertThat(stepsOf(ran)).containsExactly("destroy-leftover");
    assertThat(run("status", "-o", "json").json().at("/vms/0/intents/0/why").asString())
        .isEqualTo("forbidden");

    var started = run("vm", "start", "nas02", "-o", "json");

    assertThat(started.json().at("/back/0/there").asBoolean()).as(started.out()).isTrue();
    assertThat(pool.guest("nas02").devices()).containsValue("ready").doesNotContainValue("stuck");
    assertThat(pool.violations()).isEmpty();
  }

  @Test
  void aHaltedVmThatHadTheDiskGetsItForItsNextBoot() {
    attach("BACKUP-02");
    plain.call("VM.hard_shutdown", plain.vm("nas01"));
    run("park", "nas01");
    assertThat(blocked("nas01")).isEmpty();

    run("unpark", "nas01");

    assertThat(blocked("nas01")).hasSize(4);
    run("vm", "start", "nas01");
    assertThat(pool.guest("nas01").devices()).hasSize(1);
  }

  @Test
  void anAliveOwnerOfTheVmIsRespected() {
    attach("BACKUP-02");
    plain.call(
        "VM.add_to_other_config",
        plain.vm("nas01"),
        "xendisk:lease",
        "1;owner=alice@ws1;operation=park;token=a1;taken=2099-01-01T00:00:00Z");

    var ran = shell.run("park", "nas01", "--deadline", "1s", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isEqualTo(4);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("lease-held");
    assertThat(pool.guest("nas01").devices()).hasSize(1);
  }

  @Test
  void theLeaseOfADeadOwnerIsTakenOver() {
    attach("BACKUP-02");
    plain.call(
        "VM.add_to_other_config",
        plain.vm("nas01"),
        "xendisk:lease",
        "1;owner=alice@ws1;operation=park;token=a1;taken=2001-01-01T00:00:00Z");

    run("park", "nas01");

    assertThat(plain.call("VM.get_other_config", plain.vm("nas01")).propertyNames())
        .noneMatch(key -> key.startsWith("xendisk:lease") || key.startsWith("xendisk:takeover"));
  }

  private Shell.Ran attach(String disk) {
    return run("attach", disk, "--vm", "nas01", "-o", "json");
  }

  private Shell.Ran run(String... words) {
    var ran = shell.run(words);
    assertThat(ran.exit()).as(List.of(words) + ran.out() + ran.err()).isZero();
    return ran;
  }

  private Map<String, String> blocked(String vm) {
    var blocked = new TreeMap<String, String>();
    plain
        .call("VM.get_blocked_operations", plain.vm(vm))
        .propertyStream()
        .forEach(block -> blocked.put(block.getKey(), block.getValue().asString()));
    return blocked;
  }

  private JsonNode diskNotes(String label) {
    return plain.call("VDI.get_other_config", plain.vdi(vdi(label)));
  }

  private String vdi(String label) {
    for (var disk : shell.run("status", "-o", "json").json().get("disks")) {
      if (disk.at("/filesystem/label").asString("").equals(label)) {
        return disk.get("vdi").asString();
      }
    }
    throw new AssertionError("no disk " + label);
  }

  private static List<Boolean> outs(Shell.Ran ran) {
    return ran.json().get("disks").valueStream().map(d -> d.get("parked").asBoolean()).toList();
  }

  private static List<String> stepsOf(Shell.Ran ran) {
    return ran.json().get("steps").valueStream().map(s -> s.get("step").asString()).toList();
  }
}
