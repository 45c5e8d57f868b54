package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code host check}: what XenAPI alone tells of a host. */
class HostCheckIT {
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
  void aHealthyHostIsTold() {
    var ran = shell.run("host", "check", "xs1", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    var json = ran.json();
    assertThat(json.get("host").asString()).isEqualTo("xs1");
    assertThat(json.at("/srs/0/location").asString()).isEqualTo("/dev/xapi/block");
    assertThat(json.at("/srs/0/plugged").asBoolean()).isTrue();
    assertThat(json.get("disks").size()).isEqualTo(3);
    assertThat(json.at("/account/role").asString()).isEqualTo("pool-admin");
    assertThat(json.get("baseline").isNull()).isTrue();
    assertThat(ids(ran)).containsExactly("baseline-missing");
    assertThat(shell.run("host", "check", "xs1").out()).contains("account root  pool-admin");
  }

  @Test
  void theRoleThatAnAccountHasAndWhatItLacksIsTold() {
    var ran =
        Shell.on(pool.url().toString(), "backup-operator", "lab-backup")
            .run("host", "check", "xs1", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.json().at("/account/role").asString()).isEqualTo("vm-admin");
    assertThat(ran.json().at("/account/lacks").valueStream().map(n -> n.get("role").asString()))
        .contains("vm-power-admin", "pool-operator", "pool-admin")
        .doesNotContain("vm-admin");
  }

  @Test
  void rulesThatAnUpdateTookAwayAreMissedByTheBaseline() {
    assertThat(saved("xs1")).isTrue();
    pool.rack().update("xs1");

    var before = shell.run("host", "check", "xs1", "-o", "json");
    assertThat(before.exit()).isEqualTo(1);
    assertThat(ids(before)).containsExactly("rules-lost");
    assertThat(before.json().at("/findings/0/mend").asString())
        .startsWith("xendisk host prepare xs1 --ssh root@");

    var after = shell.run("host", "check", "xs1", "--scan", "-o", "json");
    assertThat(ids(after)).containsExactly("rules-lost");
    assertThat(after.json().get("disks")).isEmpty();
    assertThat(shell.run("doctor", "-o", "json").json().at("/findings/0/id").asString())
        .isEqualTo("rules-lost");
  }

  @Test
  void aHostThatOnlyBootedWantsAScanAndNothingElse() {
    shell.run("host", "check", "xs1", "--save");
    pool.rack().reboot("xs1");

    assertThat(ids(shell.run("host", "check", "xs1", "-o", "json"))).containsExactly("not-scanned");
    assertThat(ids(shell.run("host", "check", "xs1", "--scan", "-o", "json"))).isEmpty();
  }

  @Test
  void nothingIsScannedWhileAVmHasOneOfTheDisks() {
    shell.run("attach", "BACKUP-02", "--vm", "nas01");

    var ran = shell.run("host", "check", "xs1", "--scan", "-o", "json");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("removable-storage-in-use");
    assertThat(ran.json().at("/error/message").asString()).contains("nas01", "BACKUP-02");
    assertThat(pool.calls().list()).noneMatch(call -> call.method().equals("SR.scan"));
  }

  @Test
  void aHostThatIsOffIsToldAndNotAsked() {
    pool.rack().down("xs2");

    var ran = shell.run("host", "check", "xs2", "-o", "json");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("host-not-live");
  }

  private boolean saved(String host) {
    var ran = shell.run("host", "check", host, "--save", "-o", "json");
    return ran.json().get("saved").asBoolean();
  }

  private static List<String> ids(Shell.Ran ran) {
    assertThat(ran.json().has("findings")).as(ran.out()).isTrue();
    return ran.json().get("findings").valueStream().map(f -> f.get("id").asString()).toList();
  }
}
