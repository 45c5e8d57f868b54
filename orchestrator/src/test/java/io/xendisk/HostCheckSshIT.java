package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.host.RulesFile;
import io.xendisk.fixtures.SimulatedPool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code host check --ssh}, and what {@code host prepare} leaves for later looks. */
class HostCheckSshIT {
  @TempDir Path directory;

  private static List<String> ids(JsonNode report) {
    return report.get("findings").valueStream().map(one -> one.get("id").asString()).toList();
  }

  @Test
  void rulesThatAnUpdateTookAreMissedAndComeBackWithoutAnyDiskNamed() {
    try (var pool = SimulatedPool.start(Dom0Login.withoutRules(directory))) {
      var shell = Shell.on(pool);
      var login = new Dom0Login(pool, "xs1", directory);
      assertThat(shell.run(login.words("host", "prepare", "xs1", "--bay", "2:0:0:0")).exit())
          .isZero();
      var rules = login.dom0().file(RulesFile.PATH);
      var healthy = shell.run(login.words("host", "check", "xs1"));
      assertThat(healthy.exit()).as(healthy.out()).isZero();
      assertThat(healthy.json().get("dom0").get("rules").get("state").asString())
          .isEqualTo("whole");
      shell.run("disks");

      pool.rack().update("xs1");

      var doctor = shell.run("doctor", "-o", "json");
      assertThat(doctor.exit()).isEqualTo(1);
      assertThat(doctor.out()).contains("rules-lost", "host prepare xs1");
      var looked = shell.run(login.words("host", "check", "xs1"));
      assertThat(looked.exit()).isEqualTo(1);
      assertThat(ids(looked.json())).contains("rules-missing");

      var restored = shell.run(login.words("host", "prepare", "xs1"));
      assertThat(restored.exit()).as(restored.out()).isZero();
      assertThat(login.dom0().file(RulesFile.PATH)).isEqualTo(rules);
      assertThat(ids(shell.run(login.words("host", "check", "xs1")).json()))
          .doesNotContain("rules-missing", "rules-lost", "link-missing");
    }
  }

  @Test
  void aDiskOfDom0ThatACarelessRuleOffersIsReported() {
    try (var pool = SimulatedPool.start(Dom0Login.withoutRules(directory))) {
      var shell = Shell.on(pool);
      var login = new Dom0Login(pool, "xs1", directory);
      login
          .dom0()
          .write(
              "/etc/udev/rules.d/59-careless.rules",
              "KERNEL==\"sd*[!0-9]\", SYMLINK+=\"xapi/block/%k\"\n");
      login.dom0().write("/etc/udev/rules.d/58-xapi.rules.rpmsave", "# old\n");
      var used = pool.rack().push("xs1", Map.of("serial", "PV", "usedByDom0", "lvm"));
      pool.rack().reboot("xs1");

      var ran = shell.run(login.words("host", "check", "xs1"));

      assertThat(ran.exit()).isEqualTo(1);
      assertThat(ids(ran.json()))
          .contains("dom0-disk-offered", "rules-unchecked", "rules-too-wide", "rules-saved-aside");
      assertThat(ran.json().get("findings").toString()).contains("sda", used, "LVM");
      var block = ran.json().get("dom0").get("blocks").get(0);
      assertThat(block.get("device").asString()).isEqualTo("sda");
      assertThat(block.get("links").get(0).asString()).isEqualTo("/dev/xapi/block/sda");
      assertThat(block.get("usedByDom0").toString()).contains("mounted", "swap");
    }
  }
}
