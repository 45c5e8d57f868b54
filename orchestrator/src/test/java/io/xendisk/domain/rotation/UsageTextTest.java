package io.xendisk.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hook may print to say how full a disk is. */
class UsageTextTest {
  private static final long SIZE = 2_000_000_000_000L;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1500000000000 400000000000",
        "  1500000000000\t400000000000  \n\n",
        "1500000000000, 400000000000",
        "{\"used\":1500000000000,\"free\":400000000000}",
        "{\n  \"used\" : 1500000000000,\n  \"free\" : 400000000000\n}",
        "used=1500000000000 free=400000000000",
        "Used: 1500000000000 Available: 400000000000",
        "           Used         Avail\n1500000000000  400000000000\n",
        "Filesystem        1B-blocks          Used    Available Use% Mounted on\n"
            + "/dev/xvdb1    2000000000000 1500000000000 400000000000  79% /srv/backup",
        "Welcome to nas01 12 5.18\n1500000000000 400000000000\nConnection to nas01 closed.",
        "1 2\n1500000000000 400000000000"
      })
  void understandsWhatADfOrAScriptPrints(String output) {
    assertThat(UsageText.read(output, SIZE, Sets.NOW))
        .isEqualTo(
            new UsageText.Read.Understood(
                UsagePoint.of(Sets.NOW, 1_500_000_000_000L, 400_000_000_000L)));
  }

  @ParameterizedTest
  @CsvSource({
    "1.36T 372G, 7892",
    "Filesystem Size Used Avail Use% Mounted on /dev/xvdb1 1.8T 1.4T 373G 80% /srv, 7935"
  })
  void understandsWhatPeopleRead(String output, int hundredths) {
    assertThat(UsageText.read(output, SIZE, Sets.NOW))
        .isEqualTo(new UsageText.Read.Understood(new UsagePoint(Sets.NOW, hundredths)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "79%", "1500000000000", "no such file", "1 2 3", "-1 -2", "{\"used\":7}"})
  void saysThatItDoesNotUnderstand(String output) {
    assertThat(UsageText.read(output, SIZE, Sets.NOW))
        .isEqualTo(new UsageText.Read.Not("it printed no two numbers of bytes, used and free"));
  }

  /** Where nothing is mounted df shows the root filesystem, and without -B1 it counts in KiB. */
  @ParameterizedTest
  @ValueSource(
      strings = {"7000000000 1000000000", "1464843750 390625000", "15000000000000 4000000000000"})
  void takesNoNumbersThatAreNotOfThisDisk(String output) {
    assertThat(UsageText.read(output, SIZE, Sets.NOW))
        .isInstanceOfSatisfying(
            UsageText.Read.Not.class, not -> assertThat(not.why()).contains("of this disk?"));
  }

  @Test
  void mayBeAskedForAnything() {
    assertThat(UsageText.read("9".repeat(17) + "P 1", SIZE, Sets.NOW))
        .isInstanceOf(UsageText.Read.Not.class);
  }
}
