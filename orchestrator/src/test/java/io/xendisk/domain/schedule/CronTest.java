package io.xendisk.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The times of cron expressions, in a zone whose clock is changed twice a year. */
class CronTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final long SEED = Long.getLong("xendisk.seed", new Random().nextLong());

  private static List<String> times(String cron, String after, int many) {
    var times = new ArrayList<String>();
    var at = Instant.parse(after);
    for (int i = 0; i < many; i++) {
      at = new Cron(cron, BERLIN).next(at);
      times.add(at.atZone(BERLIN).toLocalDateTime() + " " + at.atZone(BERLIN).getOffset());
    }
    return times;
  }

  @ParameterizedTest
  @CsvSource({
    "30 6 * * *,                   2026-11-26T06:30",
    "*/15 * * * *,                 2026-11-26T00:15",
    "0 18 * * fri,                 2026-11-27T18:00",
    "0 18 * * 5,                   2026-11-27T18:00",
    "0 0 * * 7,                    2026-11-29T00:00",
    "0 0 * * sun,                  2026-11-29T00:00",
    "0 0 1 * *,                    2026-12-01T00:00",
    "0 0 1 jan *,                  2027-01-01T00:00",
    "0 0 29 2 *,                   2028-02-29T00:00",
    "'5,10-12 8-9 * * MON-FRI',    2026-11-26T08:05",
    "50/5 23 * * *,                2026-11-26T23:50",
    "0 0 13 * fri,                 2026-11-27T00:00",
    "0 0 31 4-6 *,                 2027-05-31T00:00",
  })
  void theNextTimeAfterMidnightOfThe26thOfNovember(String cron, String expected) {
    assertThat(new Cron(cron, BERLIN).next(Instant.parse("2026-11-25T23:00:00Z")))
        .isEqualTo(LocalDateTime.parse(expected).atZone(BERLIN).toInstant());
  }

  @Test
  void whatWouldBeInTheHourThatIsLeftOutIsAtItsEndOnce() {
    assertThat(times("30 2 * * *", "2026-03-28T01:30:00Z", 2))
        .containsExactly("2026-03-29T03:00 +02:00", "2026-03-30T02:30 +02:00");
    assertThat(times("0,30 2,3 * * *", "2026-03-29T00:00:00Z", 3))
        .containsExactly(
            "2026-03-29T03:00 +02:00", "2026-03-29T03:30 +02:00", "2026-03-30T02:00 +02:00");
  }

  @Test
  void whatIsInTheHourThatComesTwiceIsInTheFirstOnly() {
    assertThat(times("30 2 * * *", "2026-10-24T00:30:00Z", 2))
        .containsExactly("2026-10-25T02:30 +02:00", "2026-10-26T02:30 +01:00");
  }

  @Test
  void whatIsAtEveryHourGoesOnAsTheTimeDoes() {
    assertThat(times("0 * * * *", "2026-10-24T23:00:00Z", 4))
        .containsExactly(
            "2026-10-25T02:00 +02:00",
            "2026-10-25T02:00 +01:00",
            "2026-10-25T03:00 +01:00",
            "2026-10-25T04:00 +01:00");
    assertThat(times("0 * * * *", "2026-03-29T00:00:00Z", 2))
        .containsExactly("2026-03-29T03:00 +02:00", "2026-03-29T04:00 +02:00");
  }

  @Test
  void ofSeveralThatWereMissedTheLastIsTheOneToCatchUp() {
    var cron = new Cron("0 6 * * *", BERLIN);
    var after = Instant.parse("2026-11-20T10:00:00Z");

    assertThat(cron.last(after, Instant.parse("2026-11-23T12:00:00Z")))
        .contains(Instant.parse("2026-11-23T05:00:00Z"));
    assertThat(cron.last(after, Instant.parse("2026-11-21T04:59:59Z"))).isEmpty();
    assertThat(
            cron.last(Instant.parse("2026-11-23T05:00:00Z"), Instant.parse("2026-11-23T12:00:00Z")))
        .isEmpty();
  }

  @Test
  void theLastIsTheOneAfterWhichTheNextIsInTheFuture() {
    var random = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      var cron =
          new Cron(
              List.of("*/7 * * * *", "30 2 * * *", "0 18 * * fri", "5 1-3 * * *")
                  .get(random.nextInt(4)),
              BERLIN);
      var now = Instant.ofEpochSecond(1_767_225_600L + random.nextInt(366 * 86_400));
      var last = cron.last(now.minusSeconds(30L * 86_400), now).orElseThrow();

      assertThat(last).as("seed %d, %s at %s", SEED, cron, now).isBeforeOrEqualTo(now);
      assertThat(cron.next(last)).as("seed %d, %s at %s", SEED, cron, now).isAfter(now);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 8",
        "5-1 * * * *",
        "*/0 * * * *",
        "* * * * mo",
        "1,,2 * * * *",
        "0 0 30 2 *",
        "@daily"
      })
  void refusesWhatIsNone(String cron) {
    assertThatThrownBy(() -> new Cron(cron, BERLIN)).isInstanceOf(IllegalArgumentException.class);
  }
}
