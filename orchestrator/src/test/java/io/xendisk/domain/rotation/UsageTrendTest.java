package io.xendisk.domain.rotation;

import static io.xendisk.domain.rotation.Sets.days;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a disk will be full, if it goes on like this. */
class UsageTrendTest {
  @Test
  void namesTheDayOnWhichALevelIsReached() {
    var points =
        List.of(
            UsagePoint.ofPercent(days(4), 60),
            UsagePoint.ofPercent(days(3), 65),
            UsagePoint.ofPercent(days(2), 70));

    assertThat(UsageTrend.reaches(points, 90)).contains(days(2).plus(Duration.ofDays(4)));
  }

  @Test
  void startsAnewWhereItFell() {
    var points =
        List.of(
            UsagePoint.ofPercent(days(5), 80),
            UsagePoint.ofPercent(days(4), 99),
            UsagePoint.ofPercent(days(3), 10),
            UsagePoint.ofPercent(days(1), 30));

    assertThat(UsageTrend.reaches(points, 90)).contains(days(1).plus(Duration.ofDays(6)));
  }

  @Test
  void saysNothingOfWhatDoesNotGrowOrIsKnownFromOneMomentOnly() {
    assertThat(UsageTrend.reaches(List.of(), 90)).isEmpty();
    assertThat(UsageTrend.reaches(List.of(UsagePoint.ofPercent(days(1), 80)), 90)).isEmpty();
    assertThat(
            UsageTrend.reaches(
                List.of(UsagePoint.ofPercent(days(9), 50), UsagePoint.ofPercent(days(1), 50)), 90))
        .isEmpty();
  }

  @Test
  void saysHowMuchItGrowsInADay() {
    var points = List.of(new UsagePoint(days(4), 6000), new UsagePoint(days(2), 6240));

    assertThat(UsageTrend.perDay(points)).contains(1.2);
    assertThat(UsageTrend.perDay(points.subList(0, 1))).isEmpty();
  }

  @Test
  void isDueOnceAnHourWhileTheDiskIsIn() {
    var in = Sets.attached("A", days(2));
    var fresh = in.measured(UsagePoint.ofPercent(days(1), 50));

    assertThat(UsageTrend.isDue(in, days(1))).isTrue();
    assertThat(UsageTrend.isDue(fresh, days(1).plus(Duration.ofMinutes(59)))).isFalse();
    assertThat(UsageTrend.isDue(fresh, days(1).plus(Duration.ofMinutes(60)))).isTrue();
    assertThat(UsageTrend.isDue(Sets.away("A", days(9), days(8)), days(1))).isFalse();
  }

  @Test
  void isNotMixedWithWhatASuperblockSays() {
    var measured = Sets.attached("A", days(5)).measured(UsagePoint.ofPercent(days(3), 50));

    assertThat(measured.ended(days(1), PastTurn.End.CLEAN, 40).usage()).hasSize(1);
    assertThat(Sets.attached("A", days(5)).ended(days(1), PastTurn.End.CLEAN, 40).usage())
        .containsExactly(UsagePoint.ofPercent(days(1), 40));
  }

  @Test
  void keepsADozenPointsAndOneADay() {
    List<UsagePoint> points = new ArrayList<>();
    for (int hour = 0; hour < 24 * 40; hour++) {
      points =
          UsageTrend.with(
              points, UsagePoint.ofPercent(days(60).plus(Duration.ofHours(hour)), hour % 100));
    }

    assertThat(points).hasSize(12);
    assertThat(Duration.between(points.getFirst().at(), points.getLast().at()))
        .isGreaterThan(Duration.ofDays(8));
  }
}
