package io.xendisk.domain.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UdevRulesTest {
  private static final HostRelease CLASSIC = HostRelease.named("6.2").orElseThrow();
  private static final HostRelease MODERN = HostRelease.named("XCP-ng 8.2").orElseThrow();
  private static final HostRelease NEWEST = HostRelease.named("XCP-ng 8.3").orElseThrow();
  private static final DiskMatch BAY = new DiskMatch.ByBay("2:0:0:0");
  private static final DiskMatch LETTER = new DiskMatch.ByKernelName("sdb");

  @Test
  void withLettersOnlyTheClassicTextIsTheKnownPairWithTheCheck() {
    var text = UdevRules.forHost(CLASSIC, List.of(LETTER), LinkName.KERNEL).text();

    assertThat(text.lines().filter(line -> line.startsWith("ACTION==\"add\"")))
        .singleElement()
        .asString()
        .startsWith("ACTION==\"add\", KERNEL==\"sdb\", PROGRAM==\"")
        .contains("SYMLINK+=\"xapi/block/%k\"", "local-device-change %k");
    assertThat(text.lines().filter(line -> line.startsWith("ACTION==\"remove\"")))
        .singleElement()
        .asString()
        .startsWith("ACTION==\"remove\", KERNEL==\"sdb\", RUN+=");
  }

  @Test
  void theClassicTextUsesNothingThatItsUdevDoesNotKnow() {
    var text =
        UdevRules.forHost(
                CLASSIC,
                List.of(BAY, new DiskMatch.BySerial("X1"), new DiskMatch.ByIdPath("pci-1")),
                LinkName.KERNEL)
            .text();

    assertThat(text)
        .doesNotContain("KERNELS", "SUBSYSTEMS", "ATTRS", "builtin", "IMPORT", "DEVTYPE", "|");
  }

  @Test
  void aDiskNamedTwiceIsOneAndTheOrderIsKept() {
    var rules = UdevRules.forHost(MODERN, List.of(LETTER, BAY, LETTER), LinkName.KERNEL);

    assertThat(RulesFile.disksIn(rules.text())).containsExactly(LETTER, BAY);
  }

  @Test
  void linksByModelAndSerialNumberAreForReleasesThatFollowThem() {
    assertThat(UdevRules.whyNot(NEWEST, LinkName.MODEL_AND_SERIAL)).isEmpty();
    assertThat(UdevRules.whyNot(MODERN, LinkName.MODEL_AND_SERIAL)).isPresent();
    assertThatThrownBy(() -> UdevRules.forHost(MODERN, List.of(BAY), LinkName.MODEL_AND_SERIAL))
        .hasMessageContaining("XCP-ng 8.2");
    assertThatThrownBy(() -> UdevRules.forHost(MODERN, List.of(), LinkName.KERNEL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lettersAndScsiAddressesComeWithAWarning() {
    assertThat(UdevRules.warnings(MODERN, List.of(LETTER)))
        .singleElement()
        .asString()
        .contains("another disk");
    assertThat(UdevRules.warnings(MODERN, List.of(BAY)))
        .singleElement()
        .asString()
        .contains("--id-path");
    assertThat(
            UdevRules.warnings(
                MODERN, List.of(new DiskMatch.BySerial("X1"), new DiskMatch.ByIdPath("pci-1"))))
        .isEmpty();
    assertThat(UdevRules.warnings(CLASSIC, List.of(new DiskMatch.BySerial("X1")))).hasSize(1);
  }
}
