package io.xendisk.domain.host;

import static io.xendisk.testing.DiskBuilder.aDisk;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.SrId;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Drive;
import io.xendisk.testing.DiskBuilder;
import io.xendisk.testing.Hosts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one host's records say is wrong, one thing at a time. */
class HostExamTest {
  private static final UdevSr STOCK = sr("1", LinkName.KERNEL.directory(), true);
  private static final Disk DISK = aDisk("BACKUP-01").build();
  private static final Disk UNREADABLE =
      DISK.with(new Contents.Unread("The VDI is not available", DiskBuilder.NOW));

  @Test
  void aHostAsItWasSavedHasNothing() {
    assertThat(exam(host("1", List.of(STOCK)), List.of(DISK), saved("1", Hosts.XS1.bootTime())))
        .isEmpty();
  }

  @Test
  void withoutABaselineThatIsWorthKnowing() {
    assertThat(exam(host("1", List.of(STOCK)), List.of(DISK), Optional.empty()))
        .containsExactly("baseline-missing");
  }

  @ParameterizedTest
  @CsvSource({
    "2, old, rules-lost",
    "2, same, rules-lost",
    "1, old, bays-empty",
    "1, same, ''",
  })
  void baysThatWereFilledAndAreEmptyMeanWhatChangedMeanwhile(String build, String boot, String id) {
    var baseline = saved("1", boot.equals("old") ? "17." : Hosts.XS1.bootTime());

    assertThat(exam(host(build, List.of(STOCK)), List.of(), baseline))
        .isEqualTo(id.isEmpty() ? List.of() : List.of(id));
  }

  @Test
  void aRecordWithoutADiskIsNoDiskInItsBay() {
    assertThat(exam(host("2", List.of(STOCK)), List.of(UNREADABLE), saved("1", "17.")))
        .containsExactly("rules-lost");
    assertThat(
            exam(host("1", List.of(STOCK)), List.of(UNREADABLE), saved("1", Hosts.XS1.bootTime())))
        .containsExactly("disk-unreadable");
  }

  @Test
  void anUpdateThatLeftTheDisksIsSafeToBeSaved() {
    var found =
        HostExam.of(host("2", List.of(STOCK)), List.of(DISK), saved("1", Hosts.XS1.bootTime()));

    assertThat(found)
        .singleElement()
        .satisfies(one -> assertThat(one.finding().id()).isEqualTo("host-updated"))
        .satisfies(one -> assertThat(one.fix()).isInstanceOf(Fix.SaveBaseline.class));
  }

  @Test
  void storageThatIsMissingTwofoldUnpluggedOrElsewhereIsTold() {
    var baseline = saved("1", Hosts.XS1.bootTime());
    var disks = List.of(DISK);
    assertThat(exam(host("1", List.of()), disks, baseline)).containsExactly("sr-missing");
    assertThat(exam(host("1", List.of(STOCK, sr("2", "/dev/xapi/block", true))), disks, baseline))
        .containsExactly("sr-several");
    assertThat(exam(host("1", List.of(sr("1", "/dev/xapi/block", false))), disks, baseline))
        .containsExactly("sr-unplugged");
    assertThat(exam(host("1", List.of(sr("1", "/dev/disk/by-id", true))), disks, baseline))
        .containsExactly("sr-elsewhere");
    assertThat(
            exam(host("1", List.of(STOCK, sr("2", "/dev/xendisk/block", true))), disks, baseline))
        .as("one of links by model and serial number stands beside the product's own")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/dev/sdb", "/dev/sdb3", "/dev/disk/by-id/scsi-SATA_ST3500418AS_9VM1-part3"})
  void aDiskOfTheHostsOwnStorageIsKnownByItsDeviceOrItsSerialNumber(String device) {
    var disk = aDisk("X").serial("9VM1").build();
    var host =
        new HostFacts(
            Hosts.XS1,
            "xs1",
            "2.21",
            Map.of("build_number", "1"),
            List.of(STOCK),
            List.of(),
            Set.of(device));

    assertThat(exam(host, List.of(disk), saved("1", Hosts.XS1.bootTime())))
        .containsExactly("dom0-disk-offered");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LVM2_member", "linux_raid_member", "swap"})
  void whatHostsKeepOnTheirOwnDisksIsSuspected(String type) {
    var disk =
        DISK.with(
            new Contents.Known(
                DISK.seat().stamp(),
                DiskBuilder.NOW,
                null,
                new Contents.Filesystem(type, null, null, null, null),
                false,
                false,
                Drive.SILENT));

    assertThat(exam(host("1", List.of(STOCK)), List.of(disk), saved("1", Hosts.XS1.bootTime())))
        .containsExactly("dom0-disk-suspected");
  }

  private static List<String> exam(
      HostFacts host, List<Disk> disks, Optional<HostBaseline> baseline) {
    return HostExam.of(host, disks, baseline).stream().map(found -> found.finding().id()).toList();
  }

  private static HostFacts host(String build, List<UdevSr> srs) {
    return new HostFacts(
        Hosts.XS1, "xs1", "2.21", Map.of("build_number", build), srs, List.of(), Set.of());
  }

  private static UdevSr sr(String uuid, String location, boolean plugged) {
    return new UdevSr(
        new SrId("OpaqueRef:" + uuid, uuid), "Removable storage", "OpaqueRef:p", plugged, location);
  }

  private static Optional<HostBaseline> saved(String build, String boot) {
    return Optional.of(
        new HostBaseline(
            Hosts.XS1.id().uuid(),
            "XCP-ng 8.3.0",
            build,
            boot,
            "",
            List.of("2:0:0:0"),
            DiskBuilder.NOW));
  }
}
