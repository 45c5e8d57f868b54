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
