package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the pool's records say of {@link #BACKUP_02}, read with a plain client: what a command left
 * behind, whatever it said itself. Thread-safe: holds no state of its own.
 */
record DiskOnThePool(SimulatedPool pool, PlainClient plain) {
  /** Where the world {@code nas} has it: {@code sdc} of {@code xs1}. */
  static final String BACKUP_02 = "SCSI 3:0:0:0";

  /** The VDI of BACKUP-02. */
  static String vdi(PlainClient plain) {
    return vdis(plain).getFirst();
  }

  private static List<String> vdis(PlainClient plain) {
    return List.copyOf(
        plain
            .call(
                "VDI.get_all_records_where", "field \"name__label\" = \"%s\"".formatted(BACKUP_02))
            .propertyNames());
  }

  /** Exactly one VBD, of this VM and plugged; the VM remembers it once; nobody holds a lease. */
  void assertAttachedOnce(String vm) {
    var vbd = onlyVbdOf(vm);
    assertThat(vbd.get("currently_attached").asBoolean()).as("plugged").isTrue();
    assertThat(vbd.get("current_operations")).as("operations").isEmpty();
    assertThat(notes(vm, "xendisk:first-attach:")).as("first-attach memory").hasSize(1);
    assertThat(notes(vm, "xendisk:held:")).as("what it has").hasSize(1);
    assertNoLease();
    assertBlocked(vm, true);
    assertThat(pool.guest(vm).devices()).containsValue("ready").doesNotContainValue("stuck");
  }

  /** Whoever attached it has also put it to use. */
  void assertNoHookIsDue() {
    assertThat(plain.vbds(vdi(plain)).getFirst().get("other_config").has("xendisk:hook-due"))
        .as("whether after-attach is due")
        .isFalse();
  }

  /** Exactly one VBD, of this halted VM, that its next start will plug. */
  void assertWaitsForBoot(String vm) {
    assertThat(onlyVbdOf(vm).get("currently_attached").asBoolean()).as("plugged").isFalse();
    assertNoLease();
  }

  /** No VBD of anybody, no lease, and the mark that it may be pulled. */
  void assertReleased() {
    assertNobodys();
    assertThat(otherConfig().has("xendisk:released")).as("mark of release").isTrue();
  }

  /** No VBD of anybody, and no lease: what was taken by force may still be held (R9). */
  void assertOut() {
    assertThat(plain.vbds(vdi(plain))).as("VBDs").isEmpty();
    assertNoLease();
  }

  /** That, and no VM has it. */
  void assertNobodys() {
    assertOut();
    for (var vm : List.of("nas01", "nas02")) {
      assertThat(notes(vm, "xendisk:held:")).as("what %s has", vm).isEmpty();
    }
  }

  /** No VBD of anybody, no lease, no block, and the VM remembers that it comes back. */
  void assertParked(String vm) {
    assertNobodys();
    assertThat(notes(vm, "xendisk:intent:")).as("intents").hasSize(1);
    assertThat(otherConfig().has("xendisk:released")).as("mark of release").isFalse();
    assertBlocked(vm, false);
  }

  /** Whether nobody but xendisk can start the VM (R12), and nobody is at work on it. */
  private void assertBlocked(String vm, boolean blocked) {
    assertThat(plain.call("VM.get_blocked_operations", plain.vm(vm)))
        .as("blocked operations of %s", vm)
        .hasSize(blocked ? 4 : 0);
    assertThat(notes(vm, "xendisk:lease")).as("leases on %s", vm).isEmpty();
    assertThat(notes(vm, "xendisk:takeover")).as("claims on %s", vm).isEmpty();
  }

  /** No record of it: whatever named it is a violation of the pool's own. */
  void assertGone() {
    assertThat(vdis(plain)).as("VDIs").isEmpty();
  }

  /** What there is of it, in a few words. */
  String words() {
    if (vdis(plain).isEmpty()) {
      return "no record of the disk";
    }
    var words = new ArrayList<String>();
    for (var vbd : plain.vbds(vdi(plain))) {
      words.add(
          vbd.get("currently_attached").asBoolean() ? "a VBD, plugged" : "a VBD, not plugged");
    }
    var notes = otherConfig();
    for (var key : List.of("lease", "released")) {
      if (notes.has("xendisk:" + key)) {
        words.add(key);
      }
    }
    for (var vm : List.of("nas01", "nas02")) {
      if (!notes(vm, "xendisk:held:").isEmpty()) {
        words.add("held by " + vm);
      }
    }
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }

  private JsonNode onlyVbdOf(String vm) {
    var vbds = plain.vbds(vdi(plain));
    assertThat(vbds).as("VBDs").hasSize(1);
    assertThat(vbds.getFirst().get("VM").asString()).isEqualTo(plain.vm(vm));
    return vbds.getFirst();
  }

  private void assertNoLease() {
    assertThat(otherConfig().propertyNames())
        .as("keys of the VDI")
        .noneMatch(key -> key.startsWith("xendisk:lease") || key.startsWith("xendisk:takeover"));
  }

  private JsonNode otherConfig() {
    return plain.call("VDI.get_other_config", vdi(plain));
  }

  private List<String> notes(String vm, String prefix) {
    return plain.call("VM.get_other_config", plain.vm(vm)).propertyNames().stream()
        .filter(key -> key.startsWith(prefix))
        .toList();
  }
}
