package io.xendisk.domain.rotation;

import static io.xendisk.domain.rotation.Sets.NOW;
import static io.xendisk.domain.rotation.Sets.attached;
import static io.xendisk.domain.rotation.Sets.away;
import static io.xendisk.domain.rotation.Sets.days;
import static io.xendisk.domain.rotation.Sets.free;
import static io.xendisk.domain.rotation.Sets.spot;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.rotation.PastTurn.End;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The way of a disk, from every stage by every sighting. */
class StageRuleTest {
  private static final Map<String, Sighting> SIGHTINGS =
      Map.of(
          "absent", new Sighting.Absent(),
          "hidden", new Sighting.Hidden("xs1 is down"),
          "free", free("A"),
          "with", new Sighting.WithVm(spot("A"), true),
          "releasing", new Sighting.Releasing(spot("A")),
          "safe", new Sighting.SafeToPull(spot("A"), days(1)),
          "elsewhere", new Sighting.Elsewhere(spot("A"), "web01"),
          "doubtful", new Sighting.Doubtful(spot("A"), "twin"));

  static Stream<Arguments> table() {
    return """
    from         absent      hidden      free        with      releasing safe     elsewhere   doubtful
    expected     expected    expected    present     attached  releasing released quarantined quarantined
    present      away        present     present     attached  releasing released quarantined quarantined
    attached     away        attached    present     attached  releasing released quarantined quarantined
    releasing    away        releasing   releasing   releasing releasing released quarantined quarantined
    released     away        released    present     attached  releasing released quarantined quarantined
    away         away        away        present     attached  releasing released quarantined quarantined
    overdue      overdue     overdue     present     attached  releasing released quarantined quarantined
    quarantined  away        quarantined present     attached  releasing released quarantined quarantined
    retired      away        retired     present     attached  releasing released quarantined quarantined
    """
        .lines()
        .skip(1)
        .flatMap(StageRuleTest::cases);
  }

  private static Stream<Arguments> cases(String line) {
    var names = "absent hidden free with releasing safe elsewhere doubtful".split(" ", -1);
    var words = line.strip().split("\\s+", -1);
    return Stream.iterate(0, i -> i + 1)
        .limit(names.length)
        .map(i -> Arguments.of(words[0], names[i], words[i + 1]));
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @MethodSource("table")
  void goes(String from, String sighting, String to) {
    var entry = inStage(Stage.of(from).orElseThrow());
    var seen = Objects.requireNonNull(SIGHTINGS.get(sighting));

    var next = StageRule.seen(entry, seen, null, true, NOW);

    assertThat(next.stage()).isEqualTo(Stage.of(to).orElseThrow());
    assertThat(StageRule.seen(next, seen, null, true, NOW.plusSeconds(300)))
        .as("the same again")
        .isEqualTo(next);
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void isRetiredWhereverItIs(Stage stage) {
    var next = StageRule.seen(inStage(stage), new Sighting.Absent(), days(1), true, NOW);

    assertThat(next.stage()).isEqualTo(Stage.RETIRED);
  }

  private static LedgerEntry inStage(Stage stage) {
    var entry =
        switch (stage) {
          case ATTACHED, RELEASING -> attached("A", days(5));
          case EXPECTED, PRESENT, RELEASED, AWAY, OVERDUE, RETIRED, QUARANTINED ->
              away("A", days(9), days(5));
        };
    return entry.at(stage, "", days(2));
  }

  private static @Nullable End endOf(LedgerEntry entry) {
    return entry.lastTurn().map(PastTurn::end).orElse(null);
  }

  @Test
  void aTurnThatEndsInAReleaseIsCleanOnlyIfTheSuperblockSaysSo() {
    for (var clean : new Boolean[] {true, false, null}) {
      var spot = new Sighting.Spot("xs1", "dev:xs1/sdb", "vdi:1", clean, 83);

      var next =
          StageRule.seen(
              attached("A", days(5)), new Sighting.SafeToPull(spot, days(1)), null, true, NOW);

      assertThat(endOf(next))
          .isEqualTo(clean == null ? End.UNKNOWN : clean ? End.CLEAN : End.UNCLEAN);
      assertThat(next.lastTurn().orElseThrow().out()).isEqualTo(days(1));
      assertThat(next.usage()).containsExactly(UsagePoint.ofPercent(days(1), 83));
    }
  }

  /** What was clean may have been read before the VM wrote to it; what is unclean is no copy. */
  @Test
  void aDiskThatAnotherToolTookOutIsACopyUnlessItIsUnclean() {
    for (var clean : new Boolean[] {true, false, null}) {
      var spot = new Sighting.Spot("xs1", "dev:xs1/sdb", "vdi:1", clean, 83);
      var free = new Sighting.Free(spot, Sighting.Proof.GIVEN);

      var next = StageRule.seen(attached("A", days(5)), free, null, true, NOW);

      assertThat(endOf(next)).isEqualTo(Boolean.FALSE.equals(clean) ? End.UNCLEAN : End.UNKNOWN);
    }
  }

  @Test
  void aDiskThatAHaltedVmHasNoMoreWasInterruptedAndIsNoCopy() {
    var next = StageRule.seen(attached("A", days(5)), free("A"), null, false, NOW);

    assertThat(next.stage()).isEqualTo(Stage.PRESENT);
    assertThat(endOf(next)).isEqualTo(End.INTERRUPTED);
    assertThat(next.hasGoodCopy()).isFalse();
  }

  @Test
  void aDiskThatVanishesFromItsVmWasPulled() {
    var next = StageRule.seen(attached("A", days(5)), new Sighting.Absent(), null, true, NOW);

    assertThat(endOf(next)).isEqualTo(End.PULLED);
    assertThat(next.note()).isEqualTo(StageRule.PULLED);
  }

  @Test
  void aDiskThatWasNotCleanWaitsForAPersonAsLongAsItIsInItsBay() {
    var unclean = Passage.unclean(attached("A", days(5)), 40, days(1));

    var stays = StageRule.seen(unclean, free("A"), null, true, NOW);
    var carriedAway = StageRule.seen(stays, new Sighting.Absent(), null, true, NOW);

    assertThat(stays).isEqualTo(unclean);
    assertThat(carriedAway.stage()).isEqualTo(Stage.AWAY);
    assertThat(carriedAway.hasGoodCopy()).isFalse();
  }

  @Test
  void anAbsentDiskIsExpectedThenOverdueThenAwayAgainByWhoseTurnItIs() {
    var away = away("A", days(30), days(20));
    var patience = Duration.ofDays(2);

    assertThat(StageRule.inTurn(away, null, patience, NOW)).isEqualTo(away);
    assertThat(StageRule.inTurn(away, NOW.plusSeconds(1), patience, NOW)).isEqualTo(away);
    var expected = StageRule.inTurn(away, days(1), patience, NOW);
    assertThat(expected.stage()).isEqualTo(Stage.EXPECTED);
    assertThat(expected.since()).isEqualTo(days(1));
    var overdue = StageRule.inTurn(expected, days(3), patience, NOW);
    assertThat(overdue.stage()).isEqualTo(Stage.OVERDUE);
    assertThat(overdue.since()).isEqualTo(days(1));
    assertThat(StageRule.inTurn(overdue, null, patience, NOW).stage()).isEqualTo(Stage.AWAY);
  }
}
