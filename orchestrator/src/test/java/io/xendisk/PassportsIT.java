package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Which disk it is: enrolled, moved, copied, reformatted, swapped behind its record. */
class PassportsIT {
  private static final String FS_01 = "6f1a2f60-5d0c-4c53-9b0e-0b1c5a9f0001";

  private static final String FS_ARCHIVE = "6f1a2f60-5d0c-4c53-9b0e-0b1c5a9f0004";

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

  /** A name that was enrolled follows the disk, wherever it is pushed in. */
  @Nested
  class Enrolled {
    @Test
    void aDiskIsKnownByItsNameInAnyBayOfAnyHost() {
      var enrolled = shell.run("disk", "enrol", "BACKUP-01", "--label", "NAS-03", "-o", "json");
      assertThat(enrolled.exit()).as(enrolled.err() + enrolled.out()).isZero();
      assertThat(enrolled.json().get("changed").asBoolean()).isTrue();

      pool.rack().pull("xs1", "sdb");
      pushWithTheFilesystemOf01("xs2", "WDC WD20EARS-00M");
      var shown = shell.run("disk", "show", "label:NAS-03", "-o", "json");

      assertThat(shown.exit()).as(shown.err() + shown.out()).isZero();
      assertThat(shown.json().at("/disk/host").asString()).isEqualTo("xs2");
      assertThat(shown.json().at("/disk/passport/label").asString()).isEqualTo("NAS-03");
    }

    @Test
    void aDiskThatIsEnrolledAndAwayIsAbsentAndOneThatNeverWasIsUnknown() {
      shell.run("disk", "enrol", "ARCHIVE-01", "--label", "NAS-04");
      pool.rack().pull("xs2", "sdb");

      var away = shell.run("attach", "NAS-04", "--vm", "nas01", "-o", "json");
      var unknown = shell.run("attach", "NAS-05", "--vm", "nas01", "-o", "json");

      assertThat(away.exit()).isEqualTo(75);
      assertThat(id(away)).isEqualTo("disk-absent");
      assertThat(unknown.exit()).isEqualTo(75);
      assertThat(id(unknown)).isEqualTo("disk-unknown");
    }

    @Test
    void enrollingItTwiceChangesNothingAndAnotherDiskDoesNotGetItsName() {
      shell.run("disk", "enrol", "BACKUP-01", "--label", "NAS-03");

      var twice = shell.run("disk", "enrol", "BACKUP-01", "--label", "NAS-03", "-o", "json");
      var other = shell.run("disk", "enrol", "BACKUP-02", "--label", "NAS-03", "-o", "json");

      assertThat(twice.exit()).isZero();
      assertThat(twice.json().get("changed").asBoolean()).isFalse();
      assertThat(other.exit()).isEqualTo(2);
      assertThat(id(other)).isEqualTo("name-taken");
      assertThat(passports()).hasSize(1);
    }

    @Test
    void aReformattedDiskIsTakenAgainOnlyWithAWord() {
      shell.run("disk", "enrol", "ARCHIVE-01", "--label", "NAS-04");
      pool.rack().pull("xs2", "sdb");
      push("xs2", "WDC WD30EZRX-00D", 3000592982016L, "FRESH", fresh());

      var silently = shell.run("disk", "enrol", "FRESH", "--label", "NAS-04", "-o", "json");
      var again = shell.run("disk", "enrol", "FRESH", "--label", "NAS-04", "--again", "-o", "json");

      assertThat(id(silently)).isEqualTo("name-taken");
      assertThat(again.exit()).as(again.out()).isZero();
      assertThat(passports()).hasSize(1);
      assertThat(disk("NAS-04").at("/filesystem/label").asString()).isEqualTo("FRESH");
    }

    @Test
    void aRetiredDiskIsKnownAndNotAttachedAndAForgottenOneIsAStranger() {
      shell.run("disk", "enrol", "BACKUP-02", "--label", "NAS-02");

      var retired = shell.run("disk", "retire", "NAS-02", "-o", "json");
      var refused = shell.run("attach", "NAS-02", "--vm", "nas01", "-o", "json");
      var forgotten = shell.run("disk", "forget", "NAS-02", "-o", "json");
      var gone = shell.run("disk", "forget", "NAS-02", "-o", "json");

      assertThat(retired.json().get("changed").asBoolean()).isTrue();
      assertThat(refused.exit()).isEqualTo(3);
      assertThat(id(refused)).isEqualTo("disk-retired");
      assertThat(forgotten.exit()).isZero();
      assertThat(passports()).isEmpty();
      assertThat(gone.exit()).isEqualTo(75);
      assertThat(disk("BACKUP-02").get("identity").asString()).isEqualTo("not-enrolled");
    }

    @Test
    void aDiskAttachedByHandIsAdoptedAndMayBootWithItsVm() {
      shell.run("disks");
      try (var plain = PlainClient.on(pool)) {
        var vdi = plain.vdi(disk("BACKUP-02").get("vdi").asString());
        plain.call("VBD.plug", plain.createVbd(plain.vm("nas01"), vdi));
      }

      var adopted = shell.run("disk", "adopt", "BACKUP-02", "--vm", "nas01", "-o", "json");
      var twice = shell.run("disk", "adopt", "BACKUP-02", "--vm", "nas01", "-o", "json");
      var other = shell.run("disk", "adopt", "BACKUP-01", "--vm", "nas01", "-o", "json");

      assertThat(adopted.exit()).as(adopted.out()).isZero();
      assertThat(adopted.json().get("changed").asBoolean()).isTrue();
      assertThat(twice.json().get("changed").asBoolean()).isFalse();
      assertThat(other.exit()).isEqualTo(4);
    }

    /** vm-admin is enough for a disk's whole way (facts §8), a host reboot in between included. */
    @Test
    void anAccountWithTheRoleVmAdminDoesTheWholeWay() {
      var operator = Shell.on(pool.url().toString(), "backup-operator", "lab-backup");

      var disks = operator.run("disks");
      var attached = operator.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
      var detached = operator.run("detach", "BACKUP-02", "-o", "json");
      pool.rack().reboot("xs1");
      startNas01();
      int before = PlainClient.rawReads(pool);
      var again = operator.run("attach", "dev:xs1/sdc", "--vm", "nas01", "-o", "json");

      assertThat(disks.exit()).as(disks.err()).isZero();
      assertThat(disks.err()).as("the serials that XenServer has not need no words").isEmpty();
      assertThat(attached.exit()).as(attached.out()).isZero();
      assertThat(detached.json().get("safeToPull").asBoolean()).as(detached.out()).isTrue();
      assertThat(again.exit()).as(again.out()).isZero();
      assertThat(PlainClient.rawReads(pool))
          .as("read before it was attached")
          .isGreaterThan(before);
    }

    @Test
    void anAccountThatMayNotWriteToThePoolKeepsPassportsOnAVm() {
      var operator = Shell.on(pool.url().toString(), "backup-operator", "lab-backup");

      var refused = operator.run("disk", "enrol", "BACKUP-01", "-o", "json");
      var kept = operator.run("disk", "enrol", "BACKUP-01", "--vm", "nas01", "-o", "json");
      var attached = operator.run("attach", "BACKUP-01", "--vm", "nas01", "-o", "json");

      assertThat(refused.exit()).isEqualTo(8);
      assertThat(id(refused)).isEqualTo("no-place-for-passport");
      assertThat(kept.exit()).as(kept.out()).isZero();
      assertThat(kept.json().get("keptOn").asString()).isNotEmpty();
      assertThat(attached.exit()).as(attached.out() + attached.err()).isZero();
      assertThat(attached.json().at("/disk/passport/label").asString()).isEqualTo("BACKUP-01");
      var shown = operator.run("disk", "show", "BACKUP-01", "--vm", "nas01", "-o", "json");
      assertThat(shown.json().at("/disk/passport/keptOn").asString())
          .isEqualTo(kept.json().get("keptOn").asString());
    }
  }

  /** R2: what a record stands for is never replaced silently. */
  @Nested
  class R2AnotherDiskBehindTheSameRecord {
    @Test
    void theLabelFindsTheDiskUnderItsNewLetterAndTheRecordIsNotTrusted() {
      shell.run("disks");
      var record = vdi("BACKUP-02");
      pool.rack().reboot("xs1", Map.of("sdb", "sdc"));
      startNas01();

      var byRecord = shell.run("attach", "vdi:" + record, "--vm", "nas01", "-o", "json");

      assertThat(byRecord.exit()).as(byRecord.out()).isEqualTo(7);
      assertThat(id(byRecord)).isEqualTo("passport-mismatch");
      assertThat(byRecord.json().at("/error/message").asString())
          .contains(FS_01)
          .contains("6f1a2f60-5d0c-4c53-9b0e-0b1c5a9f0002");
      assertThat(vbds()).isEmpty();

      var byLabel = shell.run("attach", "label:BACKUP-02", "--vm", "nas01", "-o", "json");

      assertThat(byLabel.exit()).as(byLabel.out() + byLabel.err()).isZero();
      assertThat(byLabel.json().at("/disk/device").asString()).isEqualTo("sdb");
      assertThat(byLabel.json().at("/disk/filesystem/label").asString()).isEqualTo("BACKUP-02");
    }

    @Test
    void noReadingCommandAndNoFailedAttachClearsIt() {
      shell.run("disks");
      var record = vdi("BACKUP-02");
      pool.rack().reboot("xs1", Map.of("sdb", "sdc"));
      startNas01();

      shell.run("disks");
      shell.run("status");
      shell.run("disk", "show", "vdi:" + record);
      var first = shell.run("attach", "vdi:" + record, "--vm", "nas01", "-o", "json");
      var byDevice = shell.run("attach", "dev:xs1/sdc", "--vm", "nas01", "-o", "json");
      var second = shell.run("attach", "vdi:" + record, "--vm", "nas01", "-o", "json");

      assertThat(List.of(first.exit(), byDevice.exit(), second.exit())).containsOnly(7);
      assertThat(vbds()).isEmpty();
    }

    @Test
    void evenIfTheLettersMoveBackThePersonIsAsked() {
      shell.run("disks");
      var record = vdi("BACKUP-02");
      pool.rack().reboot("xs1", Map.of("sdb", "sdc"));
      shell.run("disks");
      pool.rack().reboot("xs1", Map.of("sdb", "sdc"));
      startNas01();

      var ran = shell.run("attach", "vdi:" + record, "--vm", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isEqualTo(7);
    }

    @Test
    void aPersonSettlesIt() {
      shell.run("disks");
      var record = vdi("BACKUP-02");
      pool.rack().reboot("xs1", Map.of("sdb", "sdc"));
      startNas01();
      shell.run("disks");

      var settled = shell.run("disk", "enrol", "vdi:" + record, "--rebound", "-o", "json");
      var attached = shell.run("attach", "vdi:" + record, "--vm", "nas01", "-o", "json");

      assertThat(settled.exit()).as(settled.out()).isZero();
      assertThat(settled.json().get("changed").asBoolean()).isTrue();
      assertThat(attached.exit()).as(attached.out()).isZero();
      assertThat(attached.json().at("/disk/filesystem/label").asString()).isEqualTo("BACKUP-01");
    }

    @Test
    void theBayAndTheModelOfTheOtherDiskAreNotShownAsThisOnes() {
      shell.run("disks");
      pool.rack().reboot("xs1", Map.of("sdb", "sdc"));

      for (var disk : shell.run("disks", "-o", "json").json().get("disks")) {
        if (List.of("sdb", "sdc").contains(disk.get("device").asString())
            && disk.get("host").asString().equals("xs1")) {
          assertThat(disk.get("bay").isNull()).isTrue();
          assertThat(disk.get("model").isNull()).isTrue();
        }
      }
    }
  }

  /** Two disks that show one identity. */
  @Nested
  class Twins {
    @Test
    void areListedAndNotAttachedByWhatBothShowButByTheirBay() {
      pushWithTheFilesystemOf01("xs1", "ST2000DM008-2FR1");
      var disks = shell.run("disks", "-o", "json").json().get("disks");

      assertThat(twins(disks)).hasSize(2);
      for (var name : List.of("label:BACKUP-01", "fs-uuid:" + FS_01)) {
        var ran = shell.run("attach", name, "--vm", "nas01", "-o", "json");
        assertThat(ran.exit()).as(name).isEqualTo(2);
        assertThat(id(ran)).isEqualTo("disk-ambiguous");
      }
      var byBay = shell.run("attach", "bay:xs1/2:0:0:0", "--vm", "nas01", "-o", "json");
      assertThat(byBay.exit()).isEqualTo(3);
      assertThat(id(byBay)).isEqualTo("disk-has-twin");

      var said = shell.run("attach", "bay:xs1/2:0:0:0", "--vm", "nas01", "--twin-ok", "-o", "json");

      assertThat(said.exit()).as(said.out() + said.err()).isZero();
      assertThat(said.json().at("/disk/device").asString()).isEqualTo("sdb");
    }

    @Test
    void theNameThatOneOfThemWasEnrolledByMeansNeither() {
      shell.run("disk", "enrol", "BACKUP-01", "--label", "NAS-03");
      pushWithTheFilesystemOf01("xs1", "ST2000DM008-2FR1");

      var ran = shell.run("attach", "NAS-03", "--vm", "nas01", "-o", "json");

      assertThat(ran.exit()).isEqualTo(2);
    }
  }

  /** After the release the disk is read again. */
  @Nested
  class AfterTheRelease {
    @Test
    void aCleanUnmountIsSaid() {
      var device = attach("BACKUP-02");
      pool.guest("nas01").mount(device);
      pool.guest("nas01").umount(device);

      var ran = shell.run("detach", "BACKUP-02", "-o", "json");

      assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
      assertThat(ran.json().get("cleanlyUnmounted").asBoolean()).isTrue();
      assertThat(ran.json().get("safeToPull").asBoolean()).isTrue();
    }

    @Test
    void aGuestThatCrashedLeavesADiskThatIsNotSafeToPull() {
      var device = attach("BACKUP-02");
      pool.guest("nas01").mount(device);
      pool.guest("nas01").write(device, 1 << 20);
      pool.guest("nas01").crash();

      var ran = shell.run("detach", "BACKUP-02", "--deadline", "20s", "-o", "json");

      assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(6);
      assertThat(ran.json().get("cleanlyUnmounted").asBoolean()).isFalse();
      assertThat(ran.json().get("safeToPull").asBoolean()).isFalse();
    }

    private String attach(String disk) {
      var ran = shell.run("attach", disk, "--vm", "nas01", "-o", "json");
      assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
      return ran.json().at("/vbd/device").asString();
    }
  }

  /** R3: what stands on a disk can be copied; the drive's own serial number cannot. */
  @Nested
  class R3CopiesAndSerials {
    @BeforeEach
    void startXcpNg() {
      pool.close();
      pool = SimulatedPool.start("xcp-ng");
      shell = Shell.on(pool);
    }

    @Test
    void aCopyThatStandsAloneIsNotTheDisk() {
      shell.run("disks");
      var enrolled = shell.run("disk", "enrol", "TRAVEL-01", "-o", "json");
      pool.rack().push("xs1", Map.of("cloneOf", "sde", "serial", "COPY-0001", "device", "sdx"));
      pool.rack().pull("xs1", "sde");

      var ran = shell.run("attach", "TRAVEL-01", "--vm", "nas01", "-o", "json");

      assertThat(enrolled.exit()).as(enrolled.out() + enrolled.err()).isZero();
      assertThat(ran.exit()).as(ran.out()).isEqualTo(7);
      assertThat(id(ran)).isEqualTo("passport-mismatch");
      assertThat(ran.json().at("/error/message").asString()).contains("COPY-0001");
      assertThat(vbds()).isEmpty();
    }

    @Test
    void aSerialProvesTheDiskEvenAfterAHostRebootThatMovedIt() {
      shell.run("disk", "enrol", "CRASHED-01", "--label", "NAS-05");

      pool.rack().reboot("xs1", Map.of("sdf", "sdb"));

      assertThat(disk("NAS-05").get("identity").asString()).isEqualTo("proved");
      assertThat(disk("NAS-05").get("device").asString()).isEqualTo("sdb");
      assertThat(disk("NAS-05").at("/passport/label").asString()).isEqualTo("NAS-05");
      var ran = shell.run("attach", "NAS-05", "--vm", "nas01", "--plan", "-o", "json");
      assertThat(id(ran)).isNotEqualTo("passport-mismatch");
    }

    @Test
    void withSerialAndFilesystemItIsProved() {
      var ran = shell.run("disk", "enrol", "TRAVEL-01", "-o", "json");

      assertThat(ran.json().get("notes").isEmpty()).as(ran.out()).isTrue();
      assertThat(disk("TRAVEL-01").get("identity").asString()).isEqualTo("proved");
      assertThat(disk("TRAVEL-01").get("serial").asString()).isEqualTo("WD-WX51D2000004");
    }

    @Test
    void aFailingDriveIsAttachedOnlyWithAWord() {
      var refused = shell.run("attach", "NAS-02", "--vm", "nas01", "-o", "json");
      var attached =
          shell.run("attach", "NAS-02", "--vm", "nas01", "--despite-health", "-o", "json");

      assertThat(refused.exit()).as(refused.out()).isEqualTo(3);
      assertThat(id(refused)).isEqualTo("drive-failing");
      assertThat(attached.exit()).as(attached.out()).isZero();
      assertThat(attached.json().at("/disk/health/temperature").asInt()).isEqualTo(54);
    }

    @Test
    void anAccountThatMayNotAskDrivesIsToldOnceAndWorksWithoutSerials() {
      var operator = Shell.on(pool.url().toString(), "backup-operator", "lab-backup");

      var disks = operator.run("disks");
      var attached = operator.run("attach", "CRASHED-01", "--vm", "nas01", "-o", "json");

      assertThat(disks.exit()).as(disks.err()).isZero();
      assertThat(disks.err().lines().filter(line -> line.contains("pool-admin")))
          .as(disks.err())
          .hasSize(2);
      assertThat(attached.exit()).as(attached.out() + attached.err()).isZero();
      assertThat(attached.json().at("/disk/serial").isNull()).isTrue();
    }
  }

  /** R4: what a host that does not answer shows is where a disk was last. */
  @Nested
  class R4AHostThatIsNotLive {
    @Test
    void itsDisksAreNeitherTwinsNorTargets() {
      shell.run("disks");
      pool.rack().down("xs2");
      push("xs1", "WDC WD30EZRX-00D", 3000592982016L, "ARCHIVE-01", FS_ARCHIVE);

      var disks = shell.run("disks", "-o", "json").json().get("disks");
      var ran = shell.run("attach", "dev:xs2/sdb", "--vm", "nas01", "-o", "json");

      assertThat(twins(disks)).isEmpty();
      assertThat(ran.exit()).as(ran.out()).isEqualTo(75);
      assertThat(id(ran)).isEqualTo("disk-absent");
    }
  }

  /** R5: what was never enrolled is for a person who names it. */
  @Nested
  class R5ADiskThatWasNeverEnrolled {
    @Test
    void isAttachedByAnExplicitCommandIfWhatIsReadMatches() {
      var ran = shell.run("attach", "fs-uuid:" + FS_01, "--vm", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
      assertThat(ran.json().at("/disk/identity").asString()).isEqualTo("not-enrolled");
    }

    @Test
    void isNotFoundByALabelThatItDoesNotCarryAnyMore() {
      shell.run("disks");
      pool.rack().pull("xs1", "sdc");
      push("xs1", "WDC WD20EARS-00M", 2000398934016L, "FRESH", fresh());

      var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isEqualTo(75);
      assertThat(vbds()).isEmpty();
    }
  }

  private void startNas01() {
    try (var plain = PlainClient.on(pool)) {
      plain.call("VM.start", plain.vm("nas01"), false, false);
    }
  }

  private void pushWithTheFilesystemOf01(String host, String model) {
    push(host, model, 2000398934016L, "BACKUP-01", FS_01);
  }

  private static String fresh() {
    return "6f1a2f60-5d0c-4c53-9b0e-0b1c5a9f0099";
  }

  private void push(String host, String model, long size, String label, String uuid) {
    pool.rack()
        .push(
            host,
            Map.of(
                "model", model,
                "size", size,
                "filesystem", Map.of("type", "ext3", "label", label, "uuid", uuid)));
  }

  private JsonNode disk(String name) {
    var ran = shell.run("disk", "show", name, "-o", "json");
    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    return ran.json().get("disk");
  }

  private String vdi(String name) {
    return disk(name).get("vdi").asString();
  }

  /** The VBDs of guests: the control domain's come and go while a disk is read. */
  private List<JsonNode> vbds() {
    try (var plain = PlainClient.on(pool)) {
      var all = new ArrayList<JsonNode>();
      for (var disk : shell.run("status", "-o", "json").json().get("disks")) {
        plain.vbds(plain.vdi(disk.get("vdi").asString())).stream()
            .filter(
                vbd ->
                    !plain.call("VM.get_is_control_domain", vbd.get("VM").asString()).asBoolean())
            .forEach(all::add);
      }
      return all;
    }
  }

  private List<String> passports() {
    try (var plain = PlainClient.on(pool)) {
      var record = plain.call("pool.get_all_records").valueStream().findFirst().orElseThrow();
      return record.get("other_config").propertyNames().stream()
          .filter(key -> key.startsWith("xendisk:passport:"))
          .toList();
    }
  }

  private static List<JsonNode> twins(JsonNode disks) {
    return disks.valueStream().filter(disk -> !disk.get("twins").isEmpty()).toList();
  }

  private static String id(Shell.Ran ran) {
    return ran.json().at("/error/id").asString();
  }
}
