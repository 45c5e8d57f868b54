package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.tell.NewsKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A year of five disks with weekly swaps on the simulated pool: all of it in the profile {@code
 * proofs}, some weeks of it in every other build. The seed is printed, and is in each failure.
 */
class RotationYearIT {
  private static final boolean ALL = Boolean.getBoolean("xendisk.proofs");
  private static final long SEED = Long.getLong("xendisk.seed", System.nanoTime());
  private static final int DAYS = Integer.getInteger("xendisk.days", ALL ? 365 : 42);

  private interface Play {
    void play(RotationYear year) throws Exception;
  }

  /** The deeds, and how often what was told, when everything is as it has to be. */
  private static String played(int callers, Play play) throws Exception {
    var as = "seed %d, %d callers".formatted(SEED, callers);
    try (var year = new RotationYear(as, SEED, callers)) {
      play.play(year);
      year.assertTrue();
      System.out.printf(
          "%s: %d runs, %d deeds, told %s%n", as, year.runs(), year.deeds().size(), year.told());
      if (ALL && year.runs() > 5_000) {
        assertThat(year.told()).as(as).containsKeys(NewsKind.DISK_DUE, NewsKind.DISK_OVERDUE);
      }
      return "%s%n%s".formatted(String.join("\n", year.deeds()), year.told());
    }
  }

  @Test
  void nothingGoesWrongWhateverPeopleAndHostsDo() throws Exception {
    assertThat(played(1, year -> year.play(DAYS))).contains("Attached", "Released");
  }

  /** 864 runs. */
  @Test
  void threeCallersEveryFiveMinutesOfADayChangeNothingThatOneWouldNotHave() throws Exception {
    var one = played(1, RotationYear::playFriday);

    assertThat(played(3, RotationYear::playFriday)).isEqualTo(one);
  }

  @Test
  @EnabledIfSystemProperty(named = "xendisk.proofs", matches = "true")
  void threeCallersChangeNothingInAYearThatOneWouldNotHave() throws Exception {
    var one = played(1, year -> year.play(DAYS));

    assertThat(played(3, year -> year.play(DAYS))).isEqualTo(one);
  }
}
