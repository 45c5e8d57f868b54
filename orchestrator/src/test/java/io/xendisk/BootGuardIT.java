package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A VM starts with no other disk than the one that it had, whoever starts it. */
@ExtendWith(InvariantsHold.class)
class BootGuardIT {
  private static final List<String> BLOCKED = List.of("resume", "resume_on", "start", "start_on");

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

  /** A kept VBD is trusted only within the host boot in which it was plugged. */
  @Nested
  class R12 {
    @Test
    void aKeptVbdIsBehindABlockThatSaysWhatToDo() {
      attach("BACKUP-02");

      assertThat(blocked("nas01").keySet()).containsExactlyElementsOf(BLOCKED);
      assertThat(blocked("nas01").values())
          .allMatch(text -> text.contains("BACKUP-02") && text.contains("xendisk vm start nas01"));

      shutDown("nas01");
      assertThatThrownBy(() -> plain.call("VM.start", plain.vm("nas01"), false, false))
          .hasMessageContaining("OPERATION_BLOCKED")
          .hasMessageContaining("xendisk vm start nas01");
    }

    /** Done when 6 of the issue: the letters moved, and the VDI stands for another spindle. */
    @Test
    void afterAHostRebootWithLettersMovedNoGuestSeesADiskThatItNeverHad() {
      attach("BACKUP-02");
      reboot(Map.of("sdb", "sdc", "sdc", "sdb"));
      assertThatThrownBy(() -> plain.call("VM.start", plain.vm("nas01"), false, false))
          .hasMessageContaining("OPERATION_BLOCKED");

      var ran = shell.run("vm", "start", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isEqualTo(7);
      assertThat(ran.json().get("outcome").asString()).isEqualTo("started");
      assertThat(ran.json().at("/taken/0/why").asString()).isEqualTo("another-disk");
      assertThat(ran.json().at("/error/id").asString()).isEqualTo("disk-is-another");
      assertThat(pool.guest("nas01").devices()).isEmpty();
      assertThat(vbdsOnRemovableDisks("nas01")).isEmpty();
      assertThat(blocked("nas01")).isEmpty();
      assertThat(pool.violations()).isEmpty();
    }

    @Test
    void afterAHostRebootWithEveryLetterAsItWasTheVmStartsWithItsDisk() {
      attach("BACKUP-02");
      reboot(Map.of());

      var ran = shell.run("vm", "start", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isZero();
      assertThat(ran.json().at("/kept/0/filesystem/label").asString()).isEqualTo("BACKUP-02");
      assertThat(pool.guest("nas01").devices()).hasSize(1).containsValue("ready");
      assertThat(blocked("nas01").keySet()).containsExactlyElementsOf(BLOCKED);
      assertThat(shell.run("repair", "-o", "json").json().get("steps")).isEmpty();
    }

    @Test
    void withinOneBootOfItsHostTheVmStartsWithItsDiskAndNothingIsReadAgain() {
      attach("BACKUP-02");
      shutDown("nas01");
      int reads = PlainClient.rawReads(pool);

      var ran = shell.run("vm", "start", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isZero();
      assertThat(ran.json().get("outcome").asString()).isEqualTo("started");
      assertThat(ran.json().get("calls").asInt()).isEqualTo(callsOf(ran));
      assertThat(pool.guest("nas01").devices()).hasSize(1);
      assertThat(PlainClient.rawReads(pool)).isEqualTo(reads);
      var again = shell.run("vm", "start", "nas01", "-o", "json");
      assertThat(again.json().get("outcome").asString()).isEqualTo("already-running");
      assertThat(again.json().get("changed").asBoolean()).isFalse();
    }

    private int callsOf(Shell.Ran ran) {
      return ran.json().get("calls").asInt();
    }

    @Test
    void aDiskThatIsNotThereIsTakenAwayBecauseItWouldFailTheWholeStart() {
      attach("BACKUP-02");
      shutDown("nas01");
      pool.rack().pull("xs1", "sdc");

      var ran = shell.run("vm", "start", "nas01", "-o", "json");

      assertThat(ran.json().get("outcome").asString()).as(ran.out()).isEqualTo("started");
      assertThat(vbdsOnRemovableDisks("nas01")).isEmpty();
      assertThat(blocked("nas01")).isEmpty();
    }

    @Test
    void aDiskThatWasAttachedUntilTheShutdownIsNotThereAtTheNextBoot() {
      run("attach", "BACKUP-02", "--vm", "nas01", "--until-shutdown");
      assertThat(blocked("nas01").keySet()).containsExactlyElementsOf(BLOCKED);
      shutDown("nas01");

      var ran = run("vm", "start", "nas01", "-o", "json");

      assertThat(ran.json().at("/taken/0/why").asString()).isEqualTo("until-shutdown");
      assertThat(ran.json().get("back")).isEmpty();
      assertThat(vbdsOnRemovableDisks("nas01")).isEmpty();
      assertThat(blocked("nas01")).isEmpty();
    }

    @Test
    @LeavesBehind(LeavesBehind.A_STUCK_GUEST)
    void withoutTheGuardAPlainStartGivesTheGuestWhateverIsThere() {
      run("attach", "BACKUP-02", "--vm", "nas01", "--unguarded");
      assertThat(blocked("nas01")).isEmpty();
      reboot(Map.of("sdb", "sdc", "sdc", "sdb"));

      plain.call("VM.start", plain.vm("nas01"), false, false);

      // The very danger: the guest has BACKUP-01 now, which it never had.
      assertThat(vbdsOnRemovableDisks("nas01")).hasSize(1);
      assertThat(pool.guest("nas01").devices()).hasSize(1);
    }

    @Test
    void aRebootFromInsideIsNotHeldUp() {
      attach("BACKUP-02");

      plain.call("VM.hard_reboot", plain.vm("nas01"));

      await().until(() -> pool.guest("nas01").booted());
      assertThat(pool.guest("nas01").devices()).hasSize(1).doesNotContainValue("stuck");
    }

    @Test
    void aSuspendedVmIsResumedOnlyWithTheDiskThatItHas() {
      attach("BACKUP-02");
      plain.call("VM.suspend", plain.vm("nas01"));
      assertThatThrownBy(() -> plain.call("VM.resume", plain.vm("nas01"), false, false))
          .hasMessageContaining("OPERATION_BLOCKED");

      var ran = run("vm", "start", "nas01", "-o", "json");

      assertThat(ran.json().get("outcome").asString()).isEqualTo("started");
      assertThat(pool.guest("nas01").devices()).hasSize(1);
      assertThat(blocked("nas01").keySet()).containsExactlyElementsOf(BLOCKED);

      plain.call("VM.suspend", plain.vm("nas01"));
      reboot(Map.of("sdb", "sdc", "sdc", "sdb"));

      var refused = shell.run("vm", "start", "nas01", "-o", "json");

      assertThat(refused.exit()).as(refused.out()).isEqualTo(7);
      assertThat(refused.json().at("/error/id").asString()).isEqualTo("vm-cannot-resume");
      assertThat(power("nas01")).isEqualTo("Suspended");
      assertThat(blocked("nas01").keySet()).containsExactlyElementsOf(BLOCKED);
    }

    @Test
    void aBlockOfSomebodyElseIsNeitherOverwrittenNorRemoved() {
      plain.call("VM.add_to_blocked_operations", plain.vm("nas01"), "start", "not before Monday");
      plain.call("VM.add_to_blocked_operations", plain.vm("nas01"), "clean_shutdown", "never");

      attach("BACKUP-02");

      assertThat(blocked("nas01"))
          .containsEntry("start", "not before Monday")
          .containsEntry("clean_shutdown", "never");
      assertThat(blocked("nas01").get("start_on")).contains("xendisk vm start");
      shutDown("nas01");
      var refused = shell.run("vm", "start", "nas01", "-o", "json");
      assertThat(refused.exit()).as(refused.out()).isEqualTo(4);
      assertThat(refused.json().at("/error/id").asString()).isEqualTo("vm-start-blocked");
      assertThat(refused.json().at("/error/message").asString()).contains("not before Monday");

      run("detach", "BACKUP-02");

      assertThat(blocked("nas01"))
          .containsExactlyEntriesOf(
              new TreeMap<>(Map.of("clean_shutdown", "never", "start", "not before Monday")));
    }

    @Test
    void aReleaseLiftsItAndWithAFurtherDiskLeftTheTextIsRewritten() {
      attach("BACKUP-01");
      attach("BACKUP-02");
      assertThat(blocked("nas01").get("start")).contains("BACKUP-01").contains("BACKUP-02");

      run("detach", "BACKUP-01");

      assertThat(blocked("nas01").keySet()).containsExactlyElementsOf(BLOCKED);
      assertThat(blocked("nas01").values())
          .allMatch(text -> text.contains("BACKUP-02") && !text.contains("BACKUP-01"));
      run("detach", "BACKUP-02");
      assertThat(blocked("nas01")).isEmpty();
    }

    /** As a run leaves it that was killed just after VBD.destroy. */
    @Test
    void aReleaseThatFindsTheVbdGoneEndsTheBlockAndTheNotesToo() {
      attach("BACKUP-02");
      var vbd = plain.vbds(vdi("BACKUP-02")).getFirst().get("uuid").asString();
      var ref = plain.call("VBD.get_by_uuid", vbd).asString();
      plain.call("VBD.unplug", ref);
      plain.call("VBD.destroy", ref);

      run("detach", "BACKUP-02");

      assertThat(blocked("nas01")).isEmpty();
      assertThat(plain.call("VM.get_other_config", plain.vm("nas01")).propertyNames())
          .noneMatch(key -> key.startsWith("xendisk:held:"));
    }

    @Test
    void aVbdForTheNextBootIsBehindTheBlockBeforeItIsThere() {
      attach("BACKUP-02");
      run("detach", "BACKUP-02");
      shutDown("nas01");
      pool.calls().clear();

      attach("BACKUP-02");

      var calls = pool.calls().list().stream().map(call -> call.method()).toList();
      assertThat(calls.indexOf("VM.add_to_blocked_operations"))
          .isBetween(0, calls.indexOf("VBD.create"));
      assertThat(blocked("nas01").keySet()).containsExactlyElementsOf(BLOCKED);
    }

    @Test
    void aPlugThatFailsLeavesNoBlock() {
      pool.faults().error("VBD.plug", 1, List.of("SR_BACKEND_FAILURE_46", "", "gone", ""));

      shell.run("attach", "BACKUP-02", "--vm", "nas01");

      assertThat(blocked("nas01")).isEmpty();
    }

    @Test
    void anAttachThatStartsTheVmTakesTheSameCare() {
      attach("BACKUP-02");
      reboot(Map.of("sdb", "sdd", "sdc", "sdb", "sdd", "sdc"));

      var ran =
          shell.run("attach", "BACKUP-01", "--vm", "nas01", "--if-halted", "start", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isZero();
      assertThat(ran.json().get("notes").toString()).contains("was taken away before nas01");
      assertThat(pool.guest("nas01").devices()).hasSize(1).containsValue("ready");
      assertThat(pool.violations()).isEmpty();
    }

    @Test
    void aVbdThatSomebodyMadeByHandStopsTheStartAndIsLeft() {
      var vbd = plain.createVbd(plain.vm("nas02"), vdi("BACKUP-01"));

      var ran = shell.run("vm", "start", "nas02", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isEqualTo(3);
      assertThat(ran.json().at("/error/id").asString()).isEqualTo("disk-not-ours");
      assertThat(power("nas02")).isEqualTo("Halted");
      assertThat(plain.call("VBD.get_uuid", vbd).asString()).isNotEmpty();
    }

    @Test
    void whatWouldBeDoneIsShownFirst() {
      attach("BACKUP-02");
      shutDown("nas01");

      var ran = run("vm", "start", "nas01", "--plan", "-o", "json");

      assertThat(ran.json().get("outcome").asString()).isEqualTo("planned");
      assertThat(ran.json().get("kept")).hasSize(1);
      assertThat(power("nas01")).isEqualTo("Halted");
      assertThat(run("vm", "start", "nas01", "--plan").out()).contains("would start nas01", "with");
    }

    @Test
    void repairSetsABlockThatIsMissingAndClearsOneThatIsThereForNothing() {
      attach("BACKUP-02");
      plain.call("VM.remove_from_blocked_operations", plain.vm("nas01"), "start");

      assertThat(stepsOf(run("repair", "-o", "json"))).containsExactly("set-block");
      assertThat(blocked("nas01").keySet()).containsExactlyElementsOf(BLOCKED);

      var text = Objects.requireNonNull(blocked("nas01").get("start"));
      plain.call("VM.add_to_blocked_operations", plain.vm("nas02"), "start", text);
      assertThat(stepsOf(run("repair", "-o", "json"))).containsExactly("lift-block");
      assertThat(blocked("nas02")).isEmpty();
      assertThat(stepsOf(run("repair", "-o", "json"))).isEmpty();
    }

    /** Nobody looked in the half minute before the collector took the VBD: no note says so. */
    @Test
    void repairLiftsTheBlockForADiskThatWasPulledUnseen() {
      attach("BACKUP-02");
      pool.rack().pull("xs1", "sdc");
      pool.clock().advance(Duration.ofSeconds(31));

      assertThat(stepsOf(run("repair", "-o", "json"))).contains("lift-block");

      assertThat(blocked("nas01")).isEmpty();
      assertThat(stepsOf(run("repair", "-o", "json"))).isEmpty();
    }

    @Test
    void aStartThatFailsPutsTheBlockBack() {
      attach("BACKUP-02");
      shutDown("nas01");
      pool.faults().error("Async.VM.start_on", 1, List.of("HOST_NOT_ENOUGH_FREE_MEMORY", "1", "0"));

      var ran = shell.run("vm", "start", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isNotZero();
      assertThat(blocked("nas01").keySet()).containsExactlyElementsOf(BLOCKED);
      run("vm", "start", "nas01");
      assertThat(blocked("nas01").keySet()).containsExactlyElementsOf(BLOCKED);
    }

    @Test
    void somebodyWhoWorksOnTheVmIsWaitedForAndThenRespected() {
      plain.call(
          "VM.add_to_other_config",
          plain.vm("nas02"),
          "xendisk:lease",
          "1;owner=alice@ws1;operation=park;token=a1;taken=2099-01-01T00:00:00Z");

      var ran = shell.run("vm", "start", "nas02", "--timeout", "1s", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isEqualTo(4);
      assertThat(ran.json().at("/error/id").asString()).isEqualTo("lease-held");
      assertThat(power("nas02")).isEqualTo("Halted");
    }
  }

  /** The master's own: sessions end with it. */
  private void reboot(Map<String, String> letters) {
    plain.close();
    pool.rack().reboot("xs1", letters);
    plain = PlainClient.on(pool);
  }

  private void attach(String disk) {
    run("attach", disk, "--vm", "nas01");
  }

  private Shell.Ran run(String... words) {
    var ran = shell.run(words);
    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    return ran;
  }

  private void shutDown(String vm) {
    plain.call("VM.hard_shutdown", plain.vm(vm));
  }

  private String power(String vm) {
    return plain.call("VM.get_power_state", plain.vm(vm)).asString();
  }

  private Map<String, String> blocked(String vm) {
    var blocked = new TreeMap<String, String>();
    plain
        .call("VM.get_blocked_operations", plain.vm(vm))
        .propertyStream()
        .forEach(block -> blocked.put(block.getKey(), block.getValue().asString()));
    return blocked;
  }

  /** The records of the VBDs that bear xendisk's marker. */
  private List<JsonNode> vbdsOnRemovableDisks(String vm) {
    return plain
        .call("VBD.get_all_records_where", "field \"VM\" = \"" + plain.vm(vm) + "\"")
        .valueStream()
        .filter(vbd -> vbd.get("other_config").has("xendisk:made-by"))
        .toList();
  }

  private String vdi(String label) {
    for (var disk : shell.run("status", "-o", "json").json().get("disks")) {
      if (disk.at("/filesystem/label").asString("").equals(label)) {
        return plain.vdi(disk.get("vdi").asString());
      }
    }
    throw new AssertionError("no disk " + label);
  }

  private static List<String> stepsOf(Shell.Ran ran) {
    return ran.json().get("steps").valueStream().map(s -> s.get("step").asString()).toList();
  }
}
