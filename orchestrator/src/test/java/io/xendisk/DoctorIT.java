package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.Unreadable;
import io.xendisk.domain.disk.passport.Stamp;
import io.xendisk.fixtures.SimulatedPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code doctor} names what is wrong and nothing else, and mends what is safe. */
class DoctorIT {
  private static final String DEAD =
      "1;owner=alice@ws1;operation=attach;token=a1;taken=2001-01-01T00:00:00Z";
  private static final String OURS = "1;owner=alice@ws1;token=a1";

  /** Every fault that is planted, as the doctor calls it. */
  private static final List<String> PLANTED =
      List.of(
          "backup-takes-disk",
          "clock-differs",
          "disk-pulled",
          "disk-rebound",
          "disk-twin",
          "disk-unreadable",
          "dom0-disk-offered",
          "drive-failing",
          "file-readable",
          "file-writable",
          "host-unreachable",
          "host-updated",
          "lease-key-left",
          "lease-orphaned",
          "mbr-too-small",
          "not-scanned",
          "note-void",
          "passport-unreadable",
          "rules-lost",
          "sr-missing",
          "sr-several",
          "sr-unplugged",
          "start-blocked",
          "usb-passed-through",
          "vbd-forbidden",
          "vbd-foreign",
          "vbd-leftover");

  /** What is left when all was mended that is safe; the disk was pulled for good. */
  private static final List<String> LEFT =
      List.of(
          "clock-differs",
          "disk-pulled",
          "disk-rebound",
          "disk-twin",
          "disk-unreadable",
          "dom0-disk-offered",
          "drive-failing",
          "host-unreachable",
          "mbr-too-small",
          "passport-unreadable",
          "rules-lost",
          "sr-several",
          "usb-passed-through",
          "vbd-foreign");

  @TempDir Path home;

  @Test
  void isSilentInAHealthyWorld() {
    try (var pool = SimulatedPool.start("nas")) {
      var ran = Shell.on(pool).run("doctor");

      assertThat(ran.exit()).as(ran.out()).isZero();
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err()).isEmpty();
      var json = Shell.on(pool).run("doctor", "-o", "json").json();
      assertThat(json.get("healthy").asBoolean()).isTrue();
      assertThat(json.get("findings").valueStream())
          .isNotEmpty()
          .allMatch(finding -> finding.get("severity").asString().equals("notice"));
      assertThat(Shell.on(pool).run("doctor", "--notices").out()).contains("disk-not-enrolled");
    }
  }

  @Test
  void worksForAnAccountThatMayOnlyAttachAndSaysWhatThatLacks() {
    try (var pool = SimulatedPool.start("nas")) {
      var shell = Shell.on(pool.url().toString(), "backup-operator", "lab-backup");

      assertThat(shell.run("doctor").exit()).isZero();
      assertThat(shell.run("doctor", "--notices").out()).contains("role-limits", "vm-admin");
    }
  }

  @Test
  void namesEveryPlantedFaultAndNothingElseAndMendsWhatIsSafe() throws IOException {
    var world = Path.of("src/test/resources/io/xendisk/twenty-faults.yaml").toString();
    try (var pool = SimulatedPool.start(world);
        var plain = PlainClient.on(pool)) {
      var shell = plant(pool, plain);

      var ran = shell.run("doctor", "-o", "json");

      assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
      assertThat(wrong(ran.json())).as(what(ran.json())).isEqualTo(PLANTED);
      assertThat(PLANTED).hasSizeGreaterThanOrEqualTo(20);
      assertThat(ran.json().get("findings").valueStream())
          .allSatisfy(
              finding ->
                  assertThat(finding.propertyNames())
                      .contains("about", "evidence", "why", "mend", "safe"));

      var planned = shell.run("doctor", "--fix", "--plan");
      assertThat(planned.out()).contains("would mend  make the SR Removable storage of host xs2");
      assertThat(wrong(shell.run("doctor", "-o", "json").json())).isEqualTo(PLANTED);

      var mended = shell.run("doctor", "--fix", "-o", "json");

      assertThat(mended.exit()).isEqualTo(1);
      assertThat(mended.err()).contains("mending: make the SR Removable storage of host xs2");
      assertThat(mended.json().get("fixes").valueStream())
          .allMatch(fix -> fix.get("status").asString().equals("done"));
      assertThat(wrong(mended.json())).isEqualTo(LEFT);
      assertThat(shell.run("doctor", "--fix").err()).doesNotContain("mending: make");
    }
  }

  /** Twenty-seven faults, each of another kind; the shell has the two files of this workstation. */
  private Shell plant(SimulatedPool pool, PlainClient plain) throws IOException {
    var password = Files.writeString(home.resolve("password"), pool.password() + "\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
    var config = Files.writeString(home.resolve("config.yaml"), "pools: {}\n");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-rw-"));
    var shell =
        Shell.on(pool)
            .with("XENDISK_PASSWORD_FILE", password.toString())
            .with("XENDISK_CONFIG", config.toString());
    pool.clock().advance(Duration.ofMinutes(10));
    note(plain, "sdk", "xendisk:unreadable", unreadableNow(plain, "sdk"));
    for (var host : List.of("xs6", "xs9")) {
      assertThat(shell.run("host", "check", host, "--save").exit()).isZero();
    }
    shell.run("attach", "XS1-SDL", "--vm", "nas01");
    shell.run("disks");

    note(plain, "sdb", "xendisk:lease", DEAD);
    note(plain, "sdc", "xendisk:takeover:long-gone", DEAD);
    plain.createVbd(plain.vm("web01"), vdi(plain, "sdd"));
    made(plain, "nas01", "sde");
    made(plain, "nas02", "sdf");
    note(plain, "sdj", "xendisk:rebound", "1;e=2026-01-01T00:00:00Z");
    plain.call(
        "VM.add_to_other_config", plain.vm("nas02"), "xendisk:pulled:gone", "2026-01-01T00:00:00Z");
    plain.call("VM.add_tags", plain.vm("nas01"), "nightly-backup");
    var own = plain.call("pool.get_all").get(0).asString();
    plain.call("pool.add_to_other_config", own, "xendisk:passport:damaged", "no passport");
    storage(plain);
    pool.rack().down("xs5");
    pool.rack().update("xs6");
    pool.rack().reboot("xs7");
    pool.rack().update("xs9");
    pool.rack().pull("xs1", "sdl");
    return shell;
  }

  private static void storage(PlainClient plain) {
    var gone = sr(plain, "xs2");
    plain.call("PBD.unplug", plain.call("SR.get_PBDs", gone).get(0).asString());
    plain.call("SR.forget", gone);
    plain.call("PBD.unplug", plain.call("SR.get_PBDs", sr(plain, "xs3")).get(0).asString());
    plain.call(
        "SR.create",
        host(plain, "xs4"),
        Map.of("location", "/dev/xapi/block"),
        "0",
        "Removable storage",
        "",
        "udev",
        "disk",
        false,
        Map.of("type", "block"));
    var usb = plain.call("PUSB.get_all").get(0).asString();
    plain.call("PUSB.set_passthrough_enabled", usb, true);
  }

  private static void made(PlainClient plain, String vm, String device) {
    var vbd = plain.createVbd(plain.vm(vm), vdi(plain, device));
    plain.call("VBD.add_to_other_config", vbd, "xendisk:made-by", OURS);
  }

  private static void note(PlainClient plain, String device, String key, String text) {
    plain.call("VDI.add_to_other_config", vdi(plain, device), key, text);
  }

  /** The note of a read that failed at this very moment of a disk of xs1. */
  private static String unreadableNow(PlainClient plain, String device) {
    var record = plain.call("VDI.get_record", vdi(plain, device));

    var stamp =
        new Stamp(
            record.get("sm_config").path("hotplugged_at").asString(""),
            Long.parseLong(record.get("virtual_size").asString()),
            plain.call("host.get_other_config", host(plain, "xs1")).path("boot_time").asString(""));
    return new Unreadable(Instant.parse("2099-01-01T00:00:00Z"), "an error", stamp).text();
  }

  /** The VDI of a disk of xs1. */
  private static String vdi(PlainClient plain, String device) {
    var there = plain.call("SR.get_VDIs", sr(plain, "xs1"));
    return there
        .valueStream()
        .map(JsonNode::asString)
        .filter(
            vdi ->
                plain.call("VDI.get_location", vdi).asString().equals("/dev/xapi/block/" + device))
        .findFirst()
        .orElseThrow();
  }

  private static String host(PlainClient plain, String name) {
    return plain.call("host.get_by_name_label", name).get(0).asString();
  }

  /** The removable storage of a host. */
  private static String sr(PlainClient plain, String host) {
    var ref = host(plain, host);
    return plain
        .call("host.get_PBDs", ref)
        .valueStream()
        .map(pbd -> plain.call("PBD.get_SR", pbd.asString()).asString())
        .filter(
            sr ->
                plain.call("SR.get_type", sr).asString().equals("udev")
                    && plain.call("SR.get_sm_config", sr).path("type").asString("").equals("block"))
        .findFirst()
        .orElseThrow();
  }

  private static String what(JsonNode json) {
    return json.get("findings")
        .valueStream()
        .map(finding -> finding.get("id").asString() + ": " + finding.get("evidence").asString())
        .collect(Collectors.joining("\n"));
  }

  private static List<String> wrong(JsonNode json) {
    return json.get("findings")
        .valueStream()
        .filter(finding -> !finding.get("severity").asString().equals("notice"))
        .map(finding -> finding.get("id").asString())
        .sorted()
        .toList();
  }
}
