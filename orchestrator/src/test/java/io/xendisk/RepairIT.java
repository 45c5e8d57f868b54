package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What is left behind is cleared away, and what somebody may need is not. */
@ExtendWith(InvariantsHold.class)
class RepairIT {
  private static final String DEAD =
      "1;owner=alice@ws1;operation=attach;token=a1;taken=2001-01-01T00:00:00Z";
  private static final String ALIVE =
      "1;owner=alice@ws1;operation=attach;token=a1;taken=2099-01-01T00:00:00Z";

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
  void findsNothingToRepairWhereNothingWasLeft() {
    shell.run("attach", "BACKUP-02", "--vm", "nas01");

    var ran = shell.run("repair", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.json().get("outcome").asString()).isEqualTo("nothing-to-repair");
    assertThat(ran.json().get("changed").asBoolean()).isFalse();
    assertThat(ran.json().get("calls").asInt()).isPositive();
    assertThat(shell.run("repair").out()).contains("nothing to repair");
    assertThat(notes("nas01").keySet()).anyMatch(key -> key.startsWith("xendisk:held:"));
  }

  @Test
  void clearsWhatADeadOwnerLeft() {
    note("xendisk:lease", DEAD);
    note("xendisk:lease-beat:a1:4", "2001-01-01T00:00:40Z");
    note("xendisk:takeover:long-gone", DEAD);
    var vbd = plain.createVbd(plain.vm("nas01"), vdi());
    plain.call("VBD.add_to_other_config", vbd, "xendisk:made-by", "1;owner=alice@ws1;token=a1");

    var planned = shell.run("repair", "--plan", "-o", "json");
    assertThat(planned.json().get("outcome").asString()).isEqualTo("planned");
    assertThat(stepsOf(planned)).containsExactly("clear-lease", "erase-lease-key");
    assertThat(plain.vbds(vdi())).as("a plan touches nothing").hasSize(1);

    var ran = shell.run("repair", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.json().get("changed").asBoolean()).isTrue();
    assertThat(plain.vbds(vdi())).isEmpty();
    assertThat(diskNotes().keySet())
        .noneMatch(key -> key.startsWith("xendisk:lease") || key.startsWith("xendisk:takeover:"));
    assertThat(stepsOf(shell.run("repair", "-o", "json"))).isEmpty();
  }

  /** A repair that was killed between its lease and the destroy left both. */
  @Test
  void clearsWhatLayUnderTheLeaseOfADeadOwnerTooAlthoughItIsNotThatOwners() {
    note("xendisk:lease", DEAD);
    var vbd = plain.createVbd(plain.vm("nas01"), vdi());
    plain.call("VBD.add_to_other_config", vbd, "xendisk:made-by", "1;owner=bob@ws2;token=b1");

    var ran = shell.run("repair", "-o", "json");

    assertThat(stepsOf(ran)).containsExactly("clear-lease", "destroy-leftover");
    assertThat(plain.vbds(vdi())).isEmpty();
  }

  @Test
  void leavesAloneWhatSomebodyWorksOn() {
    note("xendisk:lease", ALIVE);
    var vbd = plain.createVbd(plain.vm("nas01"), vdi());
    plain.call("VBD.add_to_other_config", vbd, "xendisk:made-by", "1;owner=alice@ws1;token=a1");

    var ran = shell.run("repair", "-o", "json");

    assertThat(ran.json().get("steps")).isEmpty();
    assertThat(plain.vbds(vdi())).hasSize(1);
    assertThat(diskNotes()).containsEntry("xendisk:lease", ALIVE);
  }

  @Test
  void destroysALeftoverOfOursAndNamesThatOfOthers() {
    var ours = plain.createVbd(plain.vm("nas01"), vdi());
    plain.call("VBD.add_to_other_config", ours, "xendisk:made-by", "1;owner=alice@ws1;token=a1");
    var theirs = plain.createVbd(plain.vm("web01"), vdi());

    var ran = shell.run("repair", "-o", "json");

    assertThat(stepsOf(ran)).containsExactly("destroy-leftover");
    assertThat(plain.vbds(vdi()))
        .singleElement()
        .matches(vbd -> vbd.get("uuid").asString().equals(uuidOf(theirs)));
    assertThat(ran.json().at("/foreign/0/vbd").asString()).isEqualTo(uuidOf(theirs));
    assertThat(ran.json().at("/foreign/0/vm").asString()).isEqualTo("web01");
  }

  /** Made by hand in XenCenter, say: the guest would boot with a disk that it never had. */
  @Test
  void anAdoptedVbdThatTheFirstAttachRuleForbidsIsTakenAway() {
    var byHand = uuidOf(plain.createVbd(plain.vm("nas02"), vdi()));
    assertThat(shell.run("repair", "-o", "json").json().get("steps")).isEmpty();
    assertThat(plain.vbds(vdi())).hasSize(1);

    var ran = shell.run("repair", "--adopt", byHand, "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.json().get("adopted").asString()).isEqualTo(byHand);
    assertThat(stepsOf(ran)).containsExactly("destroy-leftover");
    assertThat(plain.vbds(vdi())).isEmpty();
    var unknown = shell.run("repair", "--adopt", byHand, "-o", "json");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.json().at("/error/id").asString()).isEqualTo("vbd-unknown");
  }

  @Test
  void keepsAVbdThatWaitsForTheNextBootOfAVmThatHadTheDisk() {
    shell.run("attach", "BACKUP-02", "--vm", "nas01");
    shell.run("detach", "BACKUP-02");
    plain.call("VM.hard_shutdown", plain.vm("nas01"));
    shell.run("attach", "BACKUP-02", "--vm", "nas01");

    var ran = shell.run("repair", "-o", "json");

    assertThat(ran.json().get("steps")).isEmpty();
    assertThat(plain.vbds(vdi())).hasSize(1);
  }

  @Test
  void afterADiskWasPulledThePoolIsCleanAndTheVmStartsAgain() {
    shell.run("attach", "BACKUP-02", "--vm", "nas01");
    var vm = plain.vm("nas01");
    int before = plain.call("VM.get_VBDs", vm).size();
    pool.rack().pull("xs1", "sdc");

    var ran = shell.run("repair", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.json().at("/incidents/0/disk").asString()).isEqualTo("BACKUP-02");
    assertThat(stepsOf(ran)).containsExactly("destroy-dangling", "lift-block");
    assertThat(plain.call("VM.get_VBDs", vm).size()).isEqualTo(before - 1);
    plain.call("VM.hard_shutdown", vm);
    plain.call("VM.start", vm, false, false);
    var ended = shell.run("repair", "-o", "json");
    assertThat(stepsOf(ended)).containsExactly("erase-note", "erase-note");
    assertThat(ended.json().get("incidents")).isEmpty();
    assertThat(notes("nas01").keySet())
        .noneMatch(key -> key.startsWith("xendisk:held:") || key.startsWith("xendisk:pulled:"));
  }

  @Test
  void erasesWhatACloneBroughtAlongAndNothingElse() {
    shell.run("attach", "BACKUP-02", "--vm", "nas01");
    notes("nas01")
        .forEach(
            (key, text) -> {
              if (key.startsWith("xendisk:")) {
                plain.call("VM.add_to_other_config", plain.vm("nas02"), key, text);
              }
            });
    plain.call(
        "VM.add_to_other_config", plain.vm("nas02"), "xendisk:first-attach:fs-uuid:x", "9;new=1");

    var ran = shell.run("repair", "-o", "json");

    assertThat(stepsOf(ran)).containsExactly("erase-note", "erase-note");
    assertThat(notes("nas02")).containsEntry("xendisk:first-attach:fs-uuid:x", "9;new=1");
    assertThat(notes("nas02").keySet().stream().filter(key -> key.startsWith("xendisk:")))
        .hasSize(1);
    assertThat(notes("nas01").keySet().stream().filter(key -> key.startsWith("xendisk:")))
        .hasSize(2);
  }

  private static List<String> stepsOf(Shell.Ran ran) {
    return ran.json().get("steps").valueStream().map(s -> s.get("step").asString()).toList();
  }

  private void note(String key, String text) {
    plain.call("VDI.add_to_other_config", vdi(), key, text);
  }

  private Map<String, String> diskNotes() {
    return asMap(plain.call("VDI.get_other_config", vdi()));
  }

  private Map<String, String> notes(String vm) {
    return asMap(plain.call("VM.get_other_config", plain.vm(vm)));
  }

  private static Map<String, String> asMap(JsonNode notes) {
    var map = new TreeMap<String, String>();
    notes.propertyStream().forEach(note -> map.put(note.getKey(), note.getValue().asString()));
    return map;
  }

  private String uuidOf(String vbd) {
    return plain.call("VBD.get_uuid", vbd).asString();
  }

  /** The VDI of BACKUP-02, by its bay: sdc of xs1. */
  private String vdi() {
    return plain
        .call("VDI.get_all_records_where", "field \"name__label\" = \"SCSI 3:0:0:0\"")
        .propertyStream()
        .findFirst()
        .orElseThrow()
        .getKey();
  }
}
