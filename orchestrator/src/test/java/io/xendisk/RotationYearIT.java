package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.tell.NewsKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A year of five disks with weekly swaps on the simulated pool: all of it in the profile {@code
 * proofs}, a rough fortnight of it in every other build. The seed is printed, and is in each
 * failure.
 */
class RotationYearIT {
  private static final boolean ALL = Boolean.getBoolean("xendisk.proofs");
  private static final long SEED = Long.getLong("xendisk.seed", System.nanoTime());
  private static final int YEAR = Integer.getInteger("xendisk.days", 365);

  /** What happens twice a year happens every other week. */
  private static final int ROUGH = 10;

  private interface Play {
    void play(RotationYear year) throws Exception;
  }

  /** The deeds, and how often what was told, when everything is as it has to be. */
  private static String played(int callers, int mishaps, Play play) throws Exception {
    var as = "seed %d, %d callers, mishaps times %d".formatted(SEED, callers, mishaps);
    try (var year = new RotationYear(as, SEED, callers, mishaps)) {
      play.play(year);
      year.assertTrue();
      System.out.printf(
          "%s: %d runs, %d deeds, told %s%n", as, year.runs(), year.deeds().size(), year.told());
      if (year.runs() > 5_000) {
        assertThat(year.told()).as(as).containsKeys(NewsKind.DISK_DUE, NewsKind.DISK_OVERDUE);
      }
      return "%s%n%s".formatted(String.join("\n", year.deeds()), year.told());
    }
  }

  @Test
  void nothingGoesWrongWhateverPeopleAndHostsDo() throws Exception {
    assertThat(played(1, ROUGH, year -> year.play(ALL ? 90 : 14))).contains("Attached");
  }

  @Test
  @EnabledIfSystemProperty(named = "xendisk.proofs", matches = "true")
  void nothingGoesWrongInAYear() throws Exception {
    assertThat(played(1, 1, year -> year.play(YEAR))).contains("Attached", "Released");
  }

  /** 864 runs where all of it is played: a whole day. */
  @Test
  void threeCallersEveryFiveMinutesChangeNothingThatOneWouldNotHave() throws Exception {
    int hours = ALL ? 24 : 3;
    var one = played(1, 1, year -> year.playFriday(hours));

    assertThat(played(3, 1, year -> year.playFriday(hours))).isEqualTo(one);
  }

  @Test
  @EnabledIfSystemProperty(named = "xendisk.proofs", matches = "true")
  void threeCallersChangeNothingInAYearThatOneWouldNotHave() throws Exception {
    var one = played(1, 1, year -> year.play(YEAR));

    assertThat(played(3, 1, year -> year.play(YEAR))).isEqualTo(one);
  }
}
