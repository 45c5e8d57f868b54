package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.Released;
import io.xendisk.fixtures.SimulatedPool;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Safety rules again ({@link SafetyRulesIT}), with a command that is stopped just before the one
 * call at which somebody else does what would break the rule.
 */
@ExtendWith(InvariantsHold.class)
class ReleaseRulesIT {
  private final HeldCall call = new HeldCall();
  private SimulatedPool pool;
  private Shell shell;
  private Shell stopped;
  private PlainClient plain;

  @SuppressWarnings("NullAway.Init") // JUnit calls startPool before each test
  ReleaseRulesIT() {}

  @BeforeEach
  void startPool() {
    pool = SimulatedPool.start("nas");
    shell = Shell.on(pool);
    shell.run("disks");
    stopped = shell.held(call);
    plain = PlainClient.on(pool);
  }

  @AfterEach
  void stopPool() {
    plain.close();
    pool.close();
  }

  /** What shows that a guest has booted belongs to one boot. */
  @Nested
  class R7 {
    @Test
    @LeavesBehind(LeavesBehind.A_STUCK_GUEST)
    void aGuestThatRebootsBetweenTheLookAndThePlugIsNotRememberedAsHavingHadTheDisk()
        throws Exception {
      call.before("plug");
      var attach = stopped.start("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
      call.awaitReached();
      plain.call("VM.hard_reboot", plain.vm("nas01"));
      call.letGo();

      var ran = attach.join();

      assertThat(ran.exit()).as(ran.out()).isEqualTo(9);
      assertThat(ran.json().at("/error/id").asString()).isEqualTo("guest-rebooted");
      assertThat(notes("nas01", "xendisk:first-attach:")).isEmpty();
    }
  }

  /** The first-attach memory is one VM's own, and of a version that one understands. */
  @Nested
  class R8 {
    @Test
    void aMemoryThatANewerXendiskWroteIsLeftAndStopsTheAttach() {
      hadTheDisk();
      var key = notes("nas01", "xendisk:first-attach:").firstKey();
      plain.call("VM.remove_from_other_config", plain.vm("nas01"), key);
      plain.call("VM.add_to_other_config", plain.vm("nas01"), key, "9;new=1");
      pool.calls().clear();

      var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isEqualTo(2);
      assertThat(ran.json().at("/error/id").asString()).isEqualTo("newer-note");
      assertThat(pool.calls().count("VBD.create")).isZero();
      assertThat(notes("nas01", key)).containsValue("9;new=1");
    }

    @Test
    void aCloneThatBroughtEveryNoteAlongIsNotTakenForAVmThatHadTheDisk() {
      hadTheDisk();
      plain.call("VM.hard_shutdown", plain.vm("nas01"));
      plain.call("VM.clone", plain.vm("nas01"), "nas01-clone");
      assertThat(notes("nas01-clone", "xendisk:first-attach:")).isNotEmpty();

      var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01-clone", "-o", "json");
      shell.run("repair");

      assertThat(ran.exit()).as(ran.out()).isEqualTo(3);
      assertThat(ran.json().at("/error/id").asString()).isEqualTo("vm-halted-first-attach");
      assertThat(notes("nas01-clone", "xendisk:")).isEmpty();
      assertThat(notes("nas01", "xendisk:first-attach:")).isNotEmpty();
    }

    private void hadTheDisk() {
      shell.run("attach", "BACKUP-02", "--vm", "nas01");
      shell.run("detach", "BACKUP-02");
    }
  }

  /** SAFE TO PULL is said after one last look at everything. */
  @Nested
  class R11 {
    @Test
    void aVbdOfAHaltedVmThatComesJustBeforeTheLastLookForbidsTheWords() throws Exception {
      assertForbidden("nas02");
    }

    @Test
    void aVbdOfASuspendedVmThatComesJustBeforeTheLastLookForbidsTheWords() throws Exception {
      plain.call("VM.suspend", plain.vm("web01"));

      assertForbidden("web01");
    }

    @Test
    void aVbdOfAControlDomainThatComesJustBeforeTheLastLookForbidsTheWords() throws Exception {
      assertForbidden("Control domain on host: xs1");
    }

    private void assertForbidden(String vm) throws Exception {
      var detach = detachUntilTheLastLook();
      plain.createVbd(plain.vm(vm), DiskOnThePool.vdi(plain));
      call.letGo();

      var ran = detach.join();

      assertThat(ran.exit()).as(ran.out()).isEqualTo(6);
      assertThat(ran.json().get("safeToPull").asBoolean()).isFalse();
      assertThat(ran.json().at("/error/message").asString()).contains(vm);
      assertNotMarked();
    }

    @Test
    void anotherDiskThatCameIntoThePlaceJustBeforeTheLastLookIsNotCalledSafe() throws Exception {
      var detach = detachUntilTheLastLook();
      var vdi = DiskOnThePool.vdi(plain);
      plain.call("VDI.remove_from_sm_config", vdi, "hotplugged_at");
      plain.call("VDI.add_to_sm_config", vdi, "hotplugged_at", "2026-11-25T00:00:00Z");
      call.letGo();

      var ran = detach.join();

      assertThat(ran.exit()).as(ran.out()).isEqualTo(6);
      assertThat(ran.json().at("/error/id").asString()).isEqualTo("vanished");
      assertThat(ran.out()).doesNotContain("\"safeToPull\":true");
      assertNotMarked();
    }

    @Test
    void whoPullsIsToldToWaitForTheDisksOwnCache() {
      shell.run("attach", "BACKUP-02", "--vm", "nas01");

      var ran = shell.run("detach", "BACKUP-02");
      var again = shell.run("detach", "BACKUP-02");

      assertThat(ran.out()).startsWith("SAFE TO PULL  xs1 bay 3:0:0:0");
      assertThat(ran.err()).contains("Wait 10 s before you pull it");
      assertThat(again.err()).contains("Wait 10 s before you pull it");
    }

    @Test
    void anotherDiskOfTheSameEnclosureThatIsAttachedIsNamed() {
      push("sde", "USB-A", "1-4.1");
      push("sdf", "USB-B", "1-4.2");
      push("sdg", "USB-C", "1-3");
      for (var disk : new String[] {"USB-A", "USB-B", "USB-C"}) {
        var attached = shell.run("attach", disk, "--vm", "nas01");
        assertThat(attached.exit()).as(attached.err()).isZero();
      }

      var first = shell.run("detach", "USB-A", "-o", "json");
      var again = shell.run("detach", "USB-A");
      var second = shell.run("detach", "USB-B", "-o", "json");

      assertThat(first.json().get("safeToPull").asBoolean()).isTrue();
      assertThat(first.json().get("sameEnclosure")).hasSize(1);
      assertThat(first.json().at("/sameEnclosure/0/filesystem/label").asString())
          .isEqualTo("USB-B");
      assertThat(again.err())
          .contains("Pull the disk alone: USB-B", "is attached to nas01")
          .doesNotContain("USB-C");
      assertThat(second.json().get("sameEnclosure")).isEmpty();
    }

    private void push(String device, String label, String usb) {
      pool.rack()
          .push(
              "xs1",
              Map.of(
                  "device",
                  device,
                  "usbPath",
                  usb,
                  "serial",
                  label + "-SERIAL",
                  "filesystem",
                  Map.of("type", "ext3", "label", label)));
    }

    private CompletableFuture<Shell.Ran> detachUntilTheLastLook() throws InterruptedException {
      shell.run("attach", "BACKUP-02", "--vm", "nas01");
      call.before("look", Released.KEY);
      var detach = stopped.start("detach", "BACKUP-02", "-o", "json");
      call.awaitReached();
      return detach;
    }

    private void assertNotMarked() {
      assertThat(
              plain.call("VDI.get_other_config", DiskOnThePool.vdi(plain)).has("xendisk:released"))
          .as("mark of release")
          .isFalse();
    }
  }

  private SortedMap<String, String> notes(String vm, String prefix) {
    var notes = new TreeMap<String, String>();
    plain
        .call("VM.get_other_config", plain.vm(vm))
        .propertyStream()
        .filter(note -> note.getKey().startsWith(prefix))
        .forEach(note -> notes.put(note.getKey(), note.getValue().asString()));
    return notes;
  }
}
