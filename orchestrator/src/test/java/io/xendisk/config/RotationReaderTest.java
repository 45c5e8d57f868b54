package io.xendisk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.domain.rotation.TurnRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of disks in the configuration, and where and how mistakes in them are told. */
class RotationReaderTest {
  private static final String START =
      """
      pools:
        lab:
          url: https://xs1
          rotations:
            offsite:
              vm: nas01
      """;

  @TempDir Path directory;

  @Test
  void fillsInWhatWasNotSaid() throws IOException {
    var set = set("        disks: [A, B]\n        swap: {every: week}\n");

    assertThat(set.turns()).isEqualTo(new TurnRule.RoundRobin(List.of("A", "B")));
    assertThat(set.swap().clock().zone()).isEqualTo(ZoneOffset.UTC);
    assertThat(set.bays()).isEmpty();
  }

  @Test
  void takesATimeOfDayWithoutQuotesToo() throws IOException {
    var set = set("        disks: [A, B]\n        swap: {every: day, at: 18:00}\n");

    assertThat(set.swap().at()).isEqualTo(java.time.LocalTime.of(18, 0));
  }

  @Test
  void givesEveryWeekdayItsDisk() throws IOException {
    var set = set("        turn: weekdays\n        disks: {thursday: B, monday: A}\n");

    assertThat(set.turns())
        .isEqualTo(new TurnRule.Weekdays(Map.of(DayOfWeek.MONDAY, "A", DayOfWeek.THURSDAY, "B")));
    assertThat(set.members()).containsExactly("A", "B");
  }

  @Test
  void givesEveryGenerationItsDisks() throws IOException {
    var set =
        set(
            "        turn: grandfather-father-son\n"
                + "        disks: {daily: [D1, D2], weekly: [W1], monthly: [M1]}\n");

    assertThat(set.turns())
        .isEqualTo(
            new TurnRule.Grandfather(
                List.of("D1", "D2"), List.of("W1"), List.of("M1"), DayOfWeek.FRIDAY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "        disk: [A, B]                                   | 7:9   | did you mean disks",
        "        disks: [A, B]~        swap: {evry: week}       | 8:16  | did you mean every",
        "        disks: [A, B]~        swap: {every: fortnight} | 8:23  | write it as day, week",
        "        disks: [A, B]~        swap:~          every: week~          on: fryday | 10:15 |"
            + " did you mean friday",
        "        disks: [A, B]~        swap: {every: day, on: friday} | 8:32 | goes with every:"
            + " week only",
        "        disks: [A, B]~        swap: {every: day, at: 25:00} | 8:32 | write it as"
            + " \"18:00\"",
        "        disks: [A, B]~        swap: {every: week}~        time-zone: Berlin | 9:20 | write"
            + " it as Europe/Berlin",
        "        disks: [A, B]~        swap: {every: week}~        turn: roundrobin | 9:15 | did"
            + " you mean round-robin",
        "        disks: [A, B]~        swap: {every: week}~        wrong-turn: acept | 9:21 |"
            + " wrong-turn is one of refuse, accept",
        "        disks: [A, B]~        swap: {every: week}~        bays: [2:0:0:0] | 9:16 |"
            + " HOST/H:C:T:L",
        "        disks: [A, A]~        swap: {every: week} | 7:16 | twice",
        "        disks: [A, B]~        swap: {every: week}~        off-site: 2 | 6:9 | one is to be"
            + " in",
        "        disks: [A, B] | 6:9 | says no reason",
        "        swap: {every: week} | 6:9 | needs disks",
        "        turn: weekdays~        disks: {monday: A}~        swap: {every: week} | 6:9 |"
            + " leave out 'every'",
        "        turn: weekdays~        disks: [A, B] | 7:15 | one disk under each day",
      })
  void namesLineAndColumnOfAMistake(String set, String place, String says) throws IOException {
    var file = file("        " + set.strip().replace('~', '\n') + "\n");

    assertThatThrownBy(() -> ConfigFile.read(file, directory))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(file + ":" + place.strip() + ": ")
        .hasMessageContaining(says);
  }

  private RotationSet set(String text) throws IOException {
    var pool = ConfigFile.read(file(text), directory).pools().get("lab");
    return Objects.requireNonNull(Objects.requireNonNull(pool).rotations().get("offsite"));
  }

  private Path file(String set) throws IOException {
    return Files.writeString(directory.resolve("config.yaml"), START + set);
  }
}
