package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the pool's records say of one disk and one VM, read with a plain client: what a command left
 * behind, whatever it said itself. Thread-safe: every question is a session of its own.
 */
record DiskOnThePool(SimulatedPool pool, String vdi, String vm) {
  /** By the label that the simulated rack gave it, before any command ran on it. */
  static DiskOnThePool named(SimulatedPool pool, String label, String vm) {
    for (var disk : Shell.on(pool).run("disks", "-o", "json").json().get("disks")) {
      if (disk.at("/filesystem/label").asString("").equals(label)) {
        return new DiskOnThePool(pool, disk.get("vdi").asString(), vm);
      }
    }
    throw new AssertionError("no disk " + label);
  }

  /** Exactly one VBD, of this VM and plugged; the VM remembers it once; nobody holds a lease. */
  void assertAttachedOnce() {
    try (var plain = PlainClient.on(pool)) {
      var vbds = plain.vbds(plain.vdi(vdi));
      assertThat(vbds).as("VBDs").hasSize(1);
      assertThat(vbds.getFirst().get("currently_attached").asBoolean()).as("plugged").isTrue();
      assertThat(vbds.getFirst().get("current_operations")).as("operations").isEmpty();
      assertThat(vbds.getFirst().get("VM").asString()).isEqualTo(plain.vm(vm));
      assertThat(memories(plain)).as("first-attach memory").hasSize(1);
      assertNoLease(plain);
    }
    assertThat(pool.guest(vm).devices()).containsValue("ready").doesNotContainValue("stuck");
  }

  /** No VBD of anybody, no lease, and the mark that it may be pulled. */
  void assertReleased() {
    try (var plain = PlainClient.on(pool)) {
      assertThat(plain.vbds(plain.vdi(vdi))).as("VBDs").isEmpty();
      assertNoLease(plain);
      assertThat(otherConfig(plain).has("xendisk:released")).as("mark of release").isTrue();
    }
  }

  private void assertNoLease(PlainClient plain) {
    assertThat(otherConfig(plain).propertyNames())
        .as("keys of the VDI")
        .noneMatch(key -> key.startsWith("xendisk:lease") || key.startsWith("xendisk:takeover"));
  }

  private JsonNode otherConfig(PlainClient plain) {
    return plain.call("VDI.get_other_config", plain.vdi(vdi));
  }

  private List<String> memories(PlainClient plain) {
    return plain.call("VM.get_other_config", plain.vm(vm)).propertyNames().stream()
        .filter(key -> key.startsWith("xendisk:first-attach:"))
        .toList();
  }
}
