package io.xendisk.domain.rotation;

import static io.xendisk.domain.rotation.Sets.NOW;
import static io.xendisk.domain.rotation.Sets.at;
import static io.xendisk.domain.rotation.Sets.attached;
import static io.xendisk.domain.rotation.Sets.away;
import static io.xendisk.domain.rotation.Sets.days;
import static io.xendisk.domain.rotation.Sets.never;
import static io.xendisk.domain.rotation.Sets.standings;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whose turn it is, from when on, and how long the one that is in stays. */
class WhoIsNextTest {
  private static final Instant FRIDAY = at("2026-11-27T17:00:00Z");

  private static Turn expected(RotationSet set, LedgerEntry... entries) {
    return new WhoIsNext(set, standings(entries), NOW).expected().orElseThrow();
  }

  /** One after the other. */
  @Nested
  class RoundRobin {
    private final RotationSet set = Sets.weekly("A", "B", "C");

    @Test
    void beginsWithTheFirst() {
      assertThat(expected(set, never("A"), never("B"), never("C")).disk()).isEqualTo("A");
    }

    @Test
    void goesOnWithTheOneAfterTheOneThatIsInWhenItsTimeIsOver() {
      assertThat(expected(set, never("A"), attached("B", days(2)), never("C")))
          .isEqualTo(new Turn(FRIDAY, "C"));
    }

    @Test
    void startsAnewAfterTheLast() {
      assertThat(expected(set, away("A", days(20), days(13)), never("B"), attached("C", days(2))))
          .isEqualTo(new Turn(FRIDAY, "A"));
    }

    @Test
    void isDueSinceTheLastOneWentOut() {
      assertThat(expected(set, away("A", days(12), days(5)), never("B"), never("C")))
          .isEqualTo(new Turn(days(5), "B"));
    }

    @Test
    void shiftsWhenPeopleAreLateAndSkipsNobody() {
      var set = Sets.weekly("A", "B", "C");
      // B came on Monday instead of Friday: it stays until the next Friday.
      var b = new Standing("B", attached("B", at("2026-11-23T09:00:00Z")));

      assertThat(new WhoIsNext(set, List.of(b), NOW).until(b)).contains(FRIDAY);
    }

    @Test
    void skipsWhatIsRetiredOrQuarantined() {
      var retired = never("B").at(Stage.RETIRED, "", days(50));
      var bad = never("C").at(Stage.QUARANTINED, "twin", days(1));
      var set = Sets.weekly("A", "B", "C", "D");

      assertThat(expected(set, attached("A", days(2)), retired, bad, never("D")).disk())
          .isEqualTo("D");
    }

    @Test
    void givesADiskThatWasPulledByMistakeItsTurnBack() {
      var pulled =
          attached("A", days(2))
              .ended(days(1), PastTurn.End.PULLED, null)
              .at(Stage.AWAY, StageRule.PULLED, days(1));

      assertThat(expected(set, pulled, never("B"), never("C"))).isEqualTo(new Turn(days(1), "A"));
    }

    @Test
    void givesADiskWhoseVmStoppedItsTurnBack() {
      var stopped =
          attached("A", days(2))
              .ended(days(1), PastTurn.End.INTERRUPTED, null)
              .at(Stage.PRESENT, "", days(1));

      assertThat(expected(set, stopped, never("B"), never("C"))).isEqualTo(new Turn(days(1), "A"));
    }

    @Test
    void goesOnWhereItsTurnIsOverMeanwhile() {
      var pulled =
          attached("A", days(11))
              .ended(days(10), PastTurn.End.PULLED, null)
              .at(Stage.AWAY, StageRule.PULLED, days(10));

      // Its place was its own until Friday evening: B is not late because A was pulled before.
      assertThat(expected(set, pulled, never("B"), never("C")))
          .isEqualTo(new Turn(Sets.at("2026-11-20T17:00:00Z"), "B"));
    }

    @Test
    void aloneTakesTurnsWithItself() {
      assertThat(expected(Sets.weekly("A"), away("A", days(9), days(5))))
          .isEqualTo(new Turn(days(5), "A"));
    }
  }

  /** The one that was in the longest time ago. */
  @Nested
  class LeastRecentlyUsed {
    private final RotationSet set =
        Sets.of(
            new TurnRule.LeastRecentlyUsed(List.of("A", "B", "C")), Sets.fridays(), Care.DEFAULT);

    @Test
    void takesOneThatWasNeverIn() {
      assertThat(
              expected(set, away("A", days(30), days(20)), never("B"), attached("C", days(2)))
                  .disk())
          .isEqualTo("B");
    }

    @Test
    void takesTheOneThatWasInTheLongestTimeAgo() {
      assertThat(
              expected(
                      set,
                      away("A", days(9), days(5)),
                      away("B", days(30), days(20)),
                      attached("C", days(2)))
                  .disk())
          .isEqualTo("B");
    }
  }

  /** A disk a weekday. */
  @Nested
  class Weekdays {
    private final RotationSet set =
        Sets.of(
            new TurnRule.Weekdays(
                Map.of(DayOfWeek.MONDAY, "A", DayOfWeek.TUESDAY, "B", DayOfWeek.THURSDAY, "C")),
            Sets.atSix(),
            Care.DEFAULT);

    @Test
    void itIsTheTurnOfTheLastDayThatBegan() {
      assertThat(expected(set, never("A"), never("B"), never("C")))
          .isEqualTo(new Turn(at("2026-11-24T17:00:00Z"), "B"));
    }

    @Test
    void theNextComesOnItsDay() {
      assertThat(expected(set, never("A"), attached("B", days(1)), never("C")))
          .isEqualTo(new Turn(at("2026-11-26T17:00:00Z"), "C"));
    }

    @Test
    void oneThatWentOutBeforeItsTimeWasServed() {
      assertThat(
              expected(set, never("A"), away("B", days(1), at("2026-11-25T08:00:00Z")), never("C")))
          .isEqualTo(new Turn(at("2026-11-26T17:00:00Z"), "C"));
    }

    @Test
    void yesterdaysDiskHasToGo() {
      var a = new Standing("A", attached("A", at("2026-11-23T17:30:00Z")));

      assertThat(
              new WhoIsNext(set, standings(attached("A", days(2)), never("B"), never("C")), NOW)
                  .until(a))
          .contains(at("2026-11-24T17:00:00Z"));
    }
  }

  /** Sons, fathers and grandfathers. */
  @Nested
  class GrandfatherFatherSon {
    private final TurnRule rule =
        new TurnRule.Grandfather(
            List.of("D1", "D2", "D3", "D4", "D5", "D6"),
            List.of("W1", "W2", "W3"),
            List.of("M1", "M2"),
            DayOfWeek.FRIDAY);

    @Test
    void aMonthHasOneGrandfatherAndOtherwiseAFatherAWeek() {
      var november =
          java.time.LocalDate.of(2026, 11, 1)
              .datesUntil(java.time.LocalDate.of(2026, 12, 1))
              .map(day -> rule.diskOn(day).orElseThrow())
              .toList();

      assertThat(november.stream().filter(disk -> disk.startsWith("M"))).hasSize(1);
      assertThat(november.stream().filter(disk -> disk.startsWith("W")))
          .hasSize(3)
          .doesNotHaveDuplicates();
      assertThat(november.get(26)).as("the last Friday").startsWith("M");
      assertThat(november.get(27)).as("the day after").isEqualTo("D1");
      assertThat(november.get(25)).as("the day before").isEqualTo("D6");
    }

    @Test
    void grandfathersTakeTurnsToo() {
      assertThat(rule.diskOn(java.time.LocalDate.of(2026, 11, 27)))
          .isNotEqualTo(rule.diskOn(java.time.LocalDate.of(2026, 12, 25)));
    }
  }

  @Test
  void thePlanNamesEveryTurnOfTheWeeksToCome() {
    var set = Sets.weekly("A", "B", "C");

    var turns =
        Calendar.until(
            set,
            standings(never("A"), attached("B", days(2)), never("C")),
            NOW,
            at("2026-12-20T00:00:00Z"));

    assertThat(turns)
        .containsExactly(
            new Turn(FRIDAY, "C"),
            new Turn(at("2026-12-04T17:00:00Z"), "A"),
            new Turn(at("2026-12-11T17:00:00Z"), "B"),
            new Turn(at("2026-12-18T17:00:00Z"), "C"));
  }

  @Test
  void thePlanOfWeekdaysRepeatsItselfEveryWeek() {
    var set =
        Sets.of(
            new TurnRule.Weekdays(Map.of(DayOfWeek.MONDAY, "A", DayOfWeek.THURSDAY, "B")),
            Sets.atSix(),
            Care.DEFAULT);

    var turns =
        Calendar.until(
            set, standings(attached("A", days(1)), never("B")), NOW, at("2026-12-08T00:00:00Z"));

    assertThat(turns).extracting(Turn::disk).containsExactly("B", "A", "B", "A");
  }

  @Test
  void isFullOnlyByWhatWasMeasuredSinceItCameIn() {
    var set = Sets.of(new TurnRule.RoundRobin(List.of("A", "B")), Sets.fullAt(85), Care.DEFAULT);
    var before = attached("A", days(2)).measured(UsagePoint.ofPercent(days(3), 95));
    var since = before.measured(UsagePoint.ofPercent(days(1), 86));
    var next = new WhoIsNext(set, standings(before, never("B")), NOW);

    assertThat(next.isFull(new Standing("A", before))).isFalse();
    assertThat(next.isFull(new Standing("A", since))).isTrue();
  }
}
