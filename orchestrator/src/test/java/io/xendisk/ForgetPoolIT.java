package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InvariantsHold.class)
class ForgetPoolIT {
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
  void showsFirstAndRemovesAllOfItWhenToldTo() {
    shell.run("disk", "enrol", "BACKUP-01");
    assertThat(shell.run("attach", "BACKUP-02", "--vm", "nas01").exit()).isZero();

    var shown = shell.run("forget-pool", "-o", "json");
    var before = keysInThePool();
    var removed = shell.run("forget-pool", "--yes", "-o", "json");

    assertThat(shown.json().get("outcome").asString()).isEqualTo("planned");
    assertThat(shown.json().get("changed").asBoolean()).isFalse();
    assertThat(shown.json().get("keys").toString())
        .contains(
            "xendisk:passport:",
            "xendisk:seen:1",
            "xendisk:made-by",
            "xendisk:first-attach:",
            "xendisk:held:",
            "VM blocked_operations");
    assertThat(before).isPositive();
    assertThat(removed.exit()).as(removed.err()).isZero();
    assertThat(removed.json().get("changed").asBoolean()).isTrue();
    assertThat(keysInThePool()).isZero();
    assertThat(pool.guest("nas01").devices()).as("the guest keeps its disk").hasSize(1);
    try (var plain = PlainClient.on(pool)) {
      assertThat(plain.call("VM.get_blocked_operations", plain.vm("nas01"))).isEmpty();
    }
    assertThat(shell.run("forget-pool").out()).contains("nothing");
  }

  @Test
  void isRefusedWhileSomebodyWorksOnADisk() {
    var vdi = shell.run("disk", "show", "BACKUP-01", "-o", "json").json().at("/disk/vdi");
    try (var plain = PlainClient.on(pool)) {
      plain.call(
          "VDI.add_to_other_config",
          plain.vdi(vdi.asString()),
          "xendisk:lease",
          "1;owner=alice@ws1;operation=attach;token=t1;taken=2099-01-01T00:00:00Z");
    }

    var ran = shell.run("forget-pool", "--yes", "-o", "json");

    assertThat(ran.exit()).isEqualTo(4);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("lease-held");
    assertThat(keysInThePool()).isPositive();
  }

  private long keysInThePool() {
    try (var plain = PlainClient.on(pool)) {
      long keys = 0;
      for (var type : new String[] {"pool", "VDI", "VBD", "VM"}) {
        keys +=
            plain
                .call(type + ".get_all_records")
                .valueStream()
                .flatMap(record -> record.get("other_config").propertyNames().stream())
                .filter(key -> key.startsWith("xendisk:"))
                .count();
      }
      return keys;
    }
  }
}
