package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.host.RulesFile;
import io.xendisk.fixtures.SimulatedPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code host prepare} and {@code host remove} on the dom0 of a simulated host. */
class HostPrepareIT {
  private static final String SDB = "pci-0000:00:1f.2-ata-3.0";
  private static final String HAND_MADE = "/etc/udev/rules.d/59-local-disks.rules";

  @TempDir Path directory;

  private static List<String> devices(Shell shell, String host) {
    return shell
        .run("disks", "-o", "json")
        .json()
        .get("disks")
        .valueStream()
        .filter(disk -> disk.get("host").asString().equals(host))
        .map(disk -> disk.get("device").asString())
        .toList();
  }

  private static @Nullable String label(Shell shell) {
    var disk = shell.run("disks", "-o", "json").json().get("disks").get(0);
    return disk.get("filesystem").path("label").asString(null);
  }

  @Test
  void aSataDiskIsThereAfterItAndAgainAfterAnUpdate() {
    try (var pool = SimulatedPool.start(Dom0Login.withoutRules(directory))) {
      var shell = Shell.on(pool);
      var login = new Dom0Login(pool, "xs1", directory);
      assertThat(devices(shell, "xs1")).isEmpty();

      var ran = shell.run(login.words("host", "prepare", "xs1", "--bay", "2:0:0:0"));

      assertThat(ran.exit()).as(ran.err()).isZero();
      assertThat(ran.json().get("changed").asBoolean()).isTrue();
      assertThat(ran.json().get("outcome").asString()).isEqualTo("prepared");
      assertThat(ran.json().get("diff").asString()).contains("+ENV{ID_PATH}==\"" + SDB + "\"");
      assertThat(ran.err()).contains("+++ " + RulesFile.PATH);
      assertThat(ran.json().get("disks").get(0).get("device").asString()).isEqualTo("sdb");
      assertThat(devices(shell, "xs1")).containsExactly("sdb");

      var again = shell.run(login.words("host", "prepare", "xs1", "--bay", "2:0:0:0"));
      assertThat(again.exit()).isZero();
      assertThat(again.json().get("changed").asBoolean()).isFalse();
      assertThat(again.json().get("outcome").asString()).isEqualTo("already-prepared");
      assertThat(again.json().get("diff").asString()).isEmpty();

      pool.rack().update("xs1");
      assertThat(login.dom0().file(RulesFile.PATH)).isNull();
      assertThat(label(shell)).as("its link is gone, and a read fails").isNull();
      assertThat(shell.run("doctor").out()).contains("rules-lost");

      var restored = shell.run(login.words("host", "prepare", "xs1"));
      assertThat(restored.exit()).as(restored.err()).isZero();
      assertThat(restored.json().get("changed").asBoolean()).isTrue();
      assertThat(devices(shell, "xs1")).containsExactly("sdb");
      assertThat(label(shell)).as("the failed read is of before").isEqualTo("BACKUP-01");
      assertThat(shell.run("attach", "BACKUP-01", "--vm", "nas02", "--plan").err())
          .doesNotContain("disk-unknown");

      pool.rack().update("xs1");
      assertThat(shell.run("disks").exit()).isZero();
      assertThat(shell.run("doctor").out()).as("the second time").contains("rules-lost");
      assertThat(shell.run(login.words("host", "prepare", "xs1")).exit()).isZero();
      assertThat(label(shell)).isEqualTo("BACKUP-01");
    }
  }

  @Test
  void aSecondDiskIsAddedTheOldTextIsKeptAndOneIsTakenAwayAlone() {
    try (var pool = SimulatedPool.start(Dom0Login.withoutRules(directory))) {
      var shell = Shell.on(pool);
      var login = new Dom0Login(pool, "xs1", directory);
      shell.run(login.words("host", "prepare", "xs1", "--bay", "2:0:0:0"));
      var before = login.dom0().file(RulesFile.PATH);

      var second = shell.run(login.words("host", "prepare", "xs1", "--serial", "9VP1000003"));

      assertThat(second.exit()).as(second.err()).isZero();
      assertThat(devices(shell, "xs1")).containsExactly("sdb", "sdd");
      assertThat(login.dom0().file(second.json().get("backup").asString())).isEqualTo(before);

      var removed = shell.run(login.words("host", "remove", "xs1", "--bay", "2:0:0:0"));
      assertThat(removed.exit()).as(removed.err()).isZero();
      assertThat(removed.json().get("outcome").asString()).isEqualTo("removed");
      assertThat(devices(shell, "xs1")).containsExactly("sdd");

      assertThat(shell.run(login.words("host", "remove", "xs1")).exit()).isZero();
      assertThat(login.dom0().file(RulesFile.PATH)).isNull();
      assertThat(devices(shell, "xs1")).isEmpty();
      var nothing = shell.run(login.words("host", "remove", "xs1"));
      assertThat(nothing.json().get("outcome").asString()).isEqualTo("already-removed");
      assertThat(nothing.json().get("changed").asBoolean()).isFalse();
    }
  }

  @Test
  void aPlanChangesNothing() {
    try (var pool = SimulatedPool.start(Dom0Login.withoutRules(directory))) {
      var login = new Dom0Login(pool, "xs1", directory);
      var calls = login.dom0().commands().size();

      var ran =
          Shell.on(pool).run(login.words("host", "prepare", "xs1", "--kernel", "sdc", "--plan"));

      assertThat(ran.exit()).isZero();
      assertThat(ran.json().get("outcome").asString()).isEqualTo("planned");
      assertThat(ran.json().get("changed").asBoolean()).isFalse();
      assertThat(ran.json().get("diff").asString()).contains("+# Disk: kernel sdc");
      assertThat(ran.json().get("remarks").get(0).asString()).contains("another disk");
      assertThat(login.dom0().commands()).hasSize(calls + 2);
      assertThat(login.dom0().file(RulesFile.PATH)).isNull();
    }
  }

  @Test
  void aDiskThatDom0HasInUseIsRefused() {
    try (var pool = SimulatedPool.start(Dom0Login.withoutRules(directory))) {
      var shell = Shell.on(pool);
      var login = new Dom0Login(pool, "xs1", directory);
      for (var use : List.of("mounted", "lvm", "swap", "multipath")) {
        var device = pool.rack().push("xs1", Map.of("serial", "USED-" + use, "usedByDom0", use));

        var ran = shell.run(login.words("host", "prepare", "xs1", "--serial", "USED-" + use));

        assertThat(ran.exit()).as(use).isEqualTo(3);
        assertThat(ran.json().get("error").get("id").asString()).isEqualTo("disk-of-dom0");
        assertThat(ran.json().get("error").get("message").asString())
            .contains(device)
            .containsIgnoringCase(use);
      }
      var own = shell.run(login.words("host", "prepare", "xs1", "--kernel", "sda"));
      assertThat(own.exit()).isEqualTo(3);
      assertThat(own.json().get("error").get("message").asString())
          .contains("/dev/sda1 at /", "swap", "LVM", "installed");
      assertThat(login.dom0().file(RulesFile.PATH)).isNull();
    }
  }

  @Test
  void nothingIsChangedWhileAVmHasADiskOfThatStorage() {
    try (var pool = SimulatedPool.start("nas")) {
      var shell = Shell.on(pool);
      var login = new Dom0Login(pool, "xs1", directory);
      assertThat(shell.run("attach", "BACKUP-01", "--vm", "nas01").exit()).isZero();

      var ran = shell.run(login.words("host", "prepare", "xs1", "--bay", "3:0:0:0"));

      assertThat(ran.exit()).isEqualTo(3);
      var error = ran.json().get("error");
      assertThat(error.get("id").asString()).isEqualTo("removable-storage-in-use");
      assertThat(error.get("message").asString()).contains("nas01", "BACKUP-01");
      assertThat(login.dom0().file(RulesFile.PATH)).isNull();
    }
  }

  @Test
  void whatWasMadeByHandIsShownAndMovedOnlyWhenToldTo() {
    try (var pool = SimulatedPool.start("nas")) {
      var shell = Shell.on(pool);
      var login = new Dom0Login(pool, "xs1", directory);
      var handMade = String.valueOf(login.dom0().file(HAND_MADE));

      var shown = shell.run(login.words("host", "prepare", "xs1", "--bay", "2:0:0:0", "--plan"));
      assertThat(shown.json().get("foreign").valueStream().map(rule -> rule.get("file").asString()))
          .contains(HAND_MADE);
      assertThat(shown.json().get("diff").asString()).doesNotContain(HAND_MADE);

      var adopted = shell.run(login.words("host", "prepare", "xs1", "--adopt"));

      assertThat(adopted.exit()).as(adopted.err()).isZero();
      assertThat(adopted.json().get("rules").size()).isEqualTo(3);
      assertThat(login.dom0().file(HAND_MADE)).isNull();
      var backup =
          login
              .dom0()
              .run("ls /etc/udev/rules.d")
              .lines()
              .filter(name -> name.startsWith("59-local-disks.rules.before-"))
              .findFirst();
      assertThat(backup).isPresent();
      assertThat(login.dom0().file("/etc/udev/rules.d/" + backup.get())).isEqualTo(handMade);
      assertThat(devices(shell, "xs1")).containsExactly("sdb", "sdc", "sdd");
    }
  }

  @Test
  void aFileThatIsNotOursOrWasEditedIsLeftAlone() {
    try (var pool = SimulatedPool.start(Dom0Login.withoutRules(directory))) {
      var shell = Shell.on(pool);
      var login = new Dom0Login(pool, "xs1", directory);
      login.dom0().write(RulesFile.PATH, "KERNEL==\"sdb\", SYMLINK+=\"mine\"\n");
      var foreign = shell.run(login.words("host", "prepare", "xs1", "--bay", "2:0:0:0"));
      assertThat(foreign.exit()).isEqualTo(3);
      assertThat(foreign.json().get("error").get("id").asString()).isEqualTo("rules-file-foreign");

      assertThat(login.dom0().delete(RulesFile.PATH)).isTrue();
      shell.run(login.words("host", "prepare", "xs1", "--bay", "2:0:0:0"));
      var ours = String.valueOf(login.dom0().file(RulesFile.PATH));
      login.dom0().write(RulesFile.PATH, ours + "# mine\n");
      var edited = shell.run(login.words("host", "prepare", "xs1", "--bay", "3:0:0:0"));
      assertThat(edited.exit()).isEqualTo(3);
      assertThat(edited.json().get("error").get("id").asString()).isEqualTo("rules-file-edited");
      assertThat(login.dom0().file(RulesFile.PATH)).isEqualTo(ours + "# mine\n");
    }
  }

  @Test
  void aHostKeyThatIsUnknownOrAnotherIsNeverTrusted() throws Exception {
    try (var pool = SimulatedPool.start(Dom0Login.withoutRules(directory))) {
      var shell = Shell.on(pool);
      var login = new Dom0Login(pool, "xs1", directory);
      var words = login.words("host", "prepare", "xs1", "--bay", "2:0:0:0");
      Files.writeString(login.knownHosts(), "");
      var unknown = shell.run(words);
      assertThat(unknown.exit()).isEqualTo(8);
      assertThat(unknown.json().get("error").get("id").asString())
          .isEqualTo("ssh-host-key-unknown");
      assertThat(unknown.json().get("error").get("message").asString())
          .contains(login.dom0().fingerprint());
      assertThat(unknown.json().get("error").get("advice").asString())
          .contains(login.dom0().knownHostsLine());

      var port = ":" + login.dom0().ssh().getPort() + " ";
      var other = pool.dom0("xs2").knownHostsLine();
      Files.writeString(login.knownHosts(), other.replaceFirst(":\\d+ ", port) + "\n");
      var changed = shell.run(words);
      assertThat(changed.exit()).isEqualTo(8);
      assertThat(changed.json().get("error").get("id").asString())
          .isEqualTo("ssh-host-key-changed");
      assertThat(changed.json().get("error").get("message").asString())
          .contains(login.dom0().fingerprint(), pool.dom0("xs2").fingerprint());
      assertThat(login.dom0().commands()).isEmpty();
      assertThat(Files.readString(login.knownHosts()))
          .doesNotContain(login.dom0().knownHostsLine());
    }
  }

  @Test
  void theDom0OfAnotherHostIsNotTouched() {
    try (var pool = SimulatedPool.start(Dom0Login.withoutRules(directory))) {
      var login = new Dom0Login(pool, "xs2", directory);

      var ran = Shell.on(pool).run(login.words("host", "prepare", "xs1", "--bay", "2:0:0:0"));

      assertThat(ran.exit()).isEqualTo(7);
      assertThat(ran.json().get("error").get("id").asString()).isEqualTo("ssh-other-host");
      assertThat(login.dom0().file(RulesFile.PATH)).isNull();
    }
  }

  @Test
  void theOldRulesAreBackWhereTheDiskDoesNotShowUp() {
    var world =
        Dom0Login.world(
            directory,
            text ->
                text.replace("local-rules: true", "local-rules: false\n    udev-events: false"));
    try (var pool = SimulatedPool.start(world)) {
      var login = new Dom0Login(pool, "xs1", directory);
      pool.faults().error("SR.scan", 100, List.of("SR_BACKEND_FAILURE_46", "", "not available"));

      var ran =
          Shell.on(pool)
              .run(login.words("host", "prepare", "xs1", "--bay", "2:0:0:0", "--deadline", "1s"));

      assertThat(ran.exit()).as(ran.out()).isEqualTo(5);
      assertThat(ran.json().get("error").get("id").asString()).isEqualTo("disk-not-offered");
      assertThat(login.dom0().file(RulesFile.PATH)).isNull();
      assertThat(login.dom0().run("ls /dev/xapi/cd")).doesNotContain("sdb");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.2", "7.1", "8.2"})
  void olderReleasesArePreparedToo(String release) {
    var world =
        Dom0Login.world(
            directory,
            text ->
                text.replace("local-rules: true", "local-rules: false")
                    .replace(
                        "wrong-password-delay",
                        "release: \"%s\"\nwrong-password-delay".formatted(release)));
    try (var pool = SimulatedPool.start(world)) {
      var shell = Shell.on(pool);
      var login = new Dom0Login(pool, "xs1", directory);
      boolean old = release.startsWith("6");
      if (old) {
        var refused = shell.run(login.words("host", "prepare", "xs1", "--bay", "2:0:0:0"));
        assertThat(refused.exit()).isEqualTo(8);
        assertThat(refused.json().get("error").get("id").asString()).isEqualTo("ssh-too-old");
      }
      var words =
          old
              ? login.words("host", "prepare", "xs1", "--ssh-legacy", "--bay", "2:0:0:0")
              : login.words("host", "prepare", "xs1", "--bay", "2:0:0:0");

      var ran = shell.run(words);

      assertThat(ran.exit()).as(ran.out()).isZero();
      assertThat(devices(shell, "xs1")).containsExactly("sdb");
      assertThat(shell.run(words).json().get("changed").asBoolean()).isFalse();
    }
  }
}
