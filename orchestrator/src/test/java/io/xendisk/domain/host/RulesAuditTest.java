package io.xendisk.domain.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.host.HandMadeRule.Danger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesAuditTest {
  private static final String CLASSIC = "/etc/udev/rules.d/50-udev.rules";
  private static final String STOCK = "/etc/udev/rules.d/58-xapi.rules";
  private static final String OWN = "/etc/udev/rules.d/59-local-backup.rules";
  private static final String RUN =
      "RUN+=\"/bin/sh -c '/opt/xensource/libexec/local-device-change %k 2>&1 >/dev/null&'\"";

  @Test
  void aFileOfOursIsKnownWholeEditedAndAbsent() {
    var text = rules().text();

    assertThat(RulesAudit.of(Map.of()).ours()).isEqualTo(RulesAudit.Ours.ABSENT);
    var whole = RulesAudit.of(Map.of(RulesFile.PATH, text));
    assertThat(whole.ours()).isEqualTo(RulesAudit.Ours.WHOLE);
    assertThat(whole.sum()).isEqualTo(rules().sum());
    assertThat(whole.disks()).containsExactly(new DiskMatch.ByBay("2:0:0:0"));
    assertThat(whole.findings("host xs1", "xs1")).isEmpty();
    var edited = RulesAudit.of(Map.of(RulesFile.PATH, text + "# mine\n"));
    assertThat(edited.ours()).isEqualTo(RulesAudit.Ours.EDITED);
    assertThat(edited.findings("host xs1", "xs1"))
        .extracting(Finding::id)
        .containsExactly("rules-changed");
    assertThat(RulesAudit.of(Map.of(RulesFile.PATH, "# mine\n")).ours())
        .isEqualTo(RulesAudit.Ours.FOREIGN);
  }

  @Test
  void theClassicPairIsFoundInTheFileOfTheProductAndItsDiskIsTold() {
    var audit =
        RulesAudit.of(
            Map.of(
                CLASSIC,
                "# stock\nKERNEL==\"sr*\", SYMLINK+=\"cdrom\"\n"
                    + "ACTION==\"add\", KERNEL==\"sdb\", SYMLINK+=\"xapi/block/%k\", \\\n  "
                    + RUN
                    + "\nACTION==\"remove\", KERNEL==\"sdb\", "
                    + RUN
                    + "\n"));

    assertThat(audit.handMade()).hasSize(2);
    var add = audit.handMade().get(0);
    assertThat(add.line()).isEqualTo(3);
    assertThat(add.lines()).isEqualTo(2);
    assertThat(add.dangers()).containsExactlyInAnyOrder(Danger.BY_LETTER, Danger.UNCHECKED);
    assertThat(add.disks()).isEqualTo(List.of(new DiskMatch.ByKernelName("sdb")));
    assertThat(audit.handMade().get(1).takesBack()).isTrue();
    assertThat(audit.findings("host xs1", "xs1"))
        .extracting(Finding::id)
        .containsExactly("rules-hand-made", "rules-by-letter", "rules-unchecked");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "KERNEL==\"sd[b-z]\"; TOO_WIDE UNCHECKED",
        "KERNEL==\"sd*[!0-9]\"; TOO_WIDE UNCHECKED",
        "KERNEL==\"sdb|sdc\"; BY_LETTER UNCHECKED",
        "KERNEL==\"sdb1\"; BY_LETTER PARTITION UNCHECKED",
        "KERNEL==\"sd*\", KERNELS==\"2:0:0:0\"; UNCHECKED",
        "KERNEL==\"sd*[!0-9]\", BUS==\"scsi\", ID==\"2:0:0:0\"; UNCHECKED",
        "ENV{ID_SERIAL_SHORT}==\"X\", PROGRAM==\"/opt/xensource/libexec/check-device-sharing"
            + " %k\";''"
      })
  void whatMayGoWrongWithARuleIsToldByItsKeys(String keys, String dangers) {
    var audit =
        RulesAudit.of(Map.of(STOCK, "ACTION==\"add\", " + keys + ", SYMLINK+=\"xapi/block/%k\"\n"));

    assertThat(audit.handMade()).hasSize(1);
    assertThat(audit.handMade().get(0).dangers().stream().sorted().map(Enum::name).toList())
        .isEqualTo(
            dangers.isEmpty()
                ? List.of()
                : List.of(dangers.split(" ")).stream()
                    .sorted(java.util.Comparator.comparing(Danger::valueOf))
                    .toList());
  }

  @Test
  void aFileThatJumpsOverTheCheckCountsAsChecked() {
    var audit =
        RulesAudit.of(
            Map.of(
                OWN,
                """
                ENV{ID_PATH}!="pci-0000:00:1f.2-ata-3", GOTO="end"
                ACTION=="add", PROGRAM!="/opt/xensource/libexec/check-device-sharing %k", GOTO="end"
                ACTION=="add|change", SYMLINK+="xapi/block/%k"
                LABEL="end"
                """));

    assertThat(audit.handMade()).hasSize(1);
    assertThat(audit.handMade().get(0).dangers()).isEmpty();
  }

  @Test
  void whatTheProductItselfWroteIsNotHandMade() {
    var audit =
        RulesAudit.of(
            Map.of(
                STOCK,
                """
                SUBSYSTEMS=="usb", GOTO="usb_symlink"
                ACTION=="add|change", SYMLINK+="xapi/cd/%k"
                LABEL="usb_symlink"
                ACTION=="add|change", SYMLINK+="xapi/block/%k"
                #ACTION=="add", KERNEL=="sdb", SYMLINK+="xapi/block/%k"
                """
                    + "ACTION==\"add\", "
                    + RUN
                    + "\n"));

    assertThat(audit.handMade()).isEmpty();
  }

  private static RulesFile rules() {
    return UdevRules.forHost(
        HostRelease.named("XCP-ng 8.3").orElseThrow(),
        List.of(new DiskMatch.ByBay("2:0:0:0")),
        LinkName.KERNEL);
  }
}
