package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import org.junit.jupiter.api.Test;

/** {@code host rules}, as a person types it; the text itself is held by the golden files. */
class HostRulesIT {
  private static final Shell NOWHERE = Shell.on("http://127.0.0.1:1", "root", "nobody-asks");

  @Test
  void printsTheFileAloneOnStdoutForTheReleaseOfTheHost() {
    try (var pool = SimulatedPool.start("xcp-ng")) {
      var ran = Shell.on(pool).run("host", "rules", "xs1", "--serial", "WD-1", "--bay", "2:0:0:0");

      assertThat(ran.exit()).as(ran.err()).isZero();
      assertThat(ran.out())
          .startsWith("# Made by xendisk for XenServer 7.x")
          .contains("ENV{ID_SERIAL_SHORT}==\"WD-1\"", "KERNELS==\"2:0:0:0\"");
      assertThat(ran.err()).contains("warning: bay 2:0:0:0", "--id-path");
      var json =
          Shell.on(pool).run("host", "rules", "xs1", "--bay", "2:0:0:0", "-o", "json").json();
      assertThat(json.get("path").asString()).isEqualTo("/etc/udev/rules.d/59-xendisk.rules");
      assertThat(json.get("release").asString()).startsWith("XCP-ng 8.3");
      assertThat(json.get("makeSr").isNull()).isTrue();
      assertThat(json.get("lines").size()).isGreaterThan(20);
    }
  }

  @Test
  void asksNoPoolWhereTheReleaseIsSaid() {
    var ran = NOWHERE.run("host", "rules", "old1", "--release", "6.2", "--kernel", "sdb");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("ACTION==\"add\", KERNEL==\"sdb\"", "ACTION==\"remove\", KERNEL==\"sdb\"")
        .contains("50-udev.rules");
    assertThat(ran.err()).contains("warning: sdb is a letter");
  }

  @Test
  void explainsEveryLineInCommentsThatLeaveTheRulesAsTheyAre() {
    var plain = NOWHERE.run("host", "rules", "x", "--release", "8", "--id-path", "pci-1-ata-3");
    var ran =
        NOWHERE.run(
            "host", "rules", "x", "--release", "8", "--id-path", "pci-1-ata-3", "--explain");

    assertThat(ran.out()).contains("#   No partitions.");
    assertThat(ran.out().lines().filter(line -> !line.startsWith("#   ")))
        .isEqualTo(plain.out().lines().toList());
  }

  @Test
  void linksByModelAndSerialNumberComeWithTheirSr() {
    var ran =
        NOWHERE.run("host", "rules", "xs1", "--release", "XCP-ng 8.3", "--serial", "X1", "--by-id");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("SYMLINK+=\"xendisk/block/");
    assertThat(ran.err())
        .contains("xe sr-create host-uuid=", "device-config:location=/dev/xendisk/block");
    var old =
        NOWHERE.run(
            "host",
            "rules",
            "x",
            "--release",
            "XCP-ng 8.2",
            "--serial",
            "X1",
            "--by-id",
            "-o",
            "json");
    assertThat(old.exit()).isEqualTo(3);
    assertThat(old.json().at("/error/id").asString()).isEqualTo("links-not-followed");
  }

  @Test
  void whatIsNoDiskOrNoReleaseOrNoHostIsWrongUsage() {
    assertThat(NOWHERE.run("host", "rules", "x", "--release", "6.2").exit()).isEqualTo(2);
    assertThat(NOWHERE.run("host", "rules", "x", "--release", "new", "--bay", "1:0:0:0").exit())
        .isEqualTo(2);
    var bad = NOWHERE.run("host", "rules", "x", "--release", "8", "--serial", "A\", RUN+=\"x");
    assertThat(bad.exit()).isEqualTo(2);
    assertThat(bad.err()).contains("ID_SERIAL_SHORT");
    try (var pool = SimulatedPool.start("nas")) {
      var ran = Shell.on(pool).run("host", "rules", "xs9", "--bay", "2:0:0:0", "-o", "json");
      assertThat(ran.exit()).isEqualTo(2);
      assertThat(ran.json().at("/error/id").asString()).isEqualTo("host-unknown");
    }
  }
}
