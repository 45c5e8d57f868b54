package io.xendisk.domain.rotation;

import static io.xendisk.domain.rotation.Sets.BERLIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a swap is due by the calendar, the two odd days of the year included. */
class SwapTest {
  @ParameterizedTest
  @CsvSource({
    // every, on, at, after, next
    "day, , 18:00, 2026-11-25T11:00:00Z, 2026-11-25T17:00:00Z",
    "day, , 18:00, 2026-11-25T17:00:00Z, 2026-11-26T17:00:00Z",
    "week, FRIDAY, 18:00, 2026-11-25T11:00:00Z, 2026-11-27T17:00:00Z",
    "week, FRIDAY, 18:00, 2026-07-02T11:00:00Z, 2026-07-03T16:00:00Z", // summer: an hour earlier
    "week, WEDNESDAY, 12:00, 2026-11-25T11:00:00Z, 2026-12-02T11:00:00Z",
    "2 weeks, MONDAY, 06:00, 2026-11-25T11:00:00Z, 2026-11-30T05:00:00Z",
    "month, 31, 18:00, 2026-11-25T11:00:00Z, 2026-11-30T17:00:00Z", // November has 30 days
    "month, 31, 18:00, 2027-02-01T00:00:00Z, 2027-02-28T17:00:00Z",
    "month, 1, 18:00, 2026-11-25T11:00:00Z, 2026-12-01T17:00:00Z",
    "3 months, 1, 18:00, 2026-11-25T11:00:00Z, 2027-01-01T17:00:00Z",
    // the night of 28 March 2027 has no 02:30, that of 31 October has two
    "day, , 02:30, 2027-03-27T12:00:00Z, 2027-03-28T01:30:00Z",
    "day, , 02:30, 2027-03-28T01:30:00Z, 2027-03-29T00:30:00Z",
    "day, , 02:30, 2027-10-30T12:00:00Z, 2027-10-31T00:30:00Z",
    "day, , 02:30, 2027-10-31T00:30:00Z, 2027-11-01T01:30:00Z",
  })
  void isDueNext(String every, String on, LocalTime at, Instant after, Instant next) {
    var weekday = on == null || on.matches("\\d+") ? null : DayOfWeek.valueOf(on);
    var monthDay = on != null && on.matches("\\d+") ? Integer.valueOf(on) : null;
    var period = new Period(Every.parse(every), Period.ANY, weekday, monthDay);
    var swap = new Swap(period, new Clock(at, BERLIN), List.of(), null, Duration.ZERO);

    assertThat(swap.next(after)).contains(next);
  }

  @Test
  void isDueOnDatesBesides() {
    var dates = List.of(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 11, 26));
    var swap = new Swap(Sets.fridays().every(), Sets.AT_SIX, dates, null, Duration.ZERO);

    assertThat(swap.next(Sets.NOW)).contains(Instant.parse("2026-11-26T17:00:00Z"));
    assertThat(swap.next(Instant.parse("2026-11-26T17:00:00Z")))
        .contains(Instant.parse("2026-11-27T17:00:00Z"));
  }

  @Test
  void isNeverDueByTheCalendarWhereOnlyTheFillLevelCounts() {
    assertThat(Sets.fullAt(85).next(Sets.NOW)).isEmpty();
  }

  @Test
  void letsADiskThatCameLateStayForAWhile() {
    var swap = new Swap(Sets.fridays().every(), Sets.AT_SIX, List.of(), null, Duration.ofDays(1));
    var friday = Instant.parse("2026-11-27T17:00:00Z");

    assertThat(swap.after(friday.minus(Duration.ofMinutes(10))))
        .contains(friday.plus(Duration.ofDays(7)));
    assertThat(swap.after(friday.minus(Duration.ofDays(1)))).contains(friday);
  }

  @ParameterizedTest
  @CsvSource({"0 days", "fortnight", "-1 week", "day day", "''"})
  void refusesPeriodsThatAreNone(String text) {
    assertThatThrownBy(() -> Every.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  /** In every zone, from any moment on: later, at the right time of day, and each day once. */
  @Test
  void comesEveryDayAtItsTimeWhateverTheClocksDo() {
    long seed = Long.getLong("xendisk.seed", System.nanoTime());
    var chance = new Random(seed);
    var zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    for (int round = 0; round < 300; round++) {
      var zone = ZoneId.of(zones.get(chance.nextInt(zones.size())));
      var at = LocalTime.of(chance.nextInt(24), chance.nextInt(60));
      var swap = Sets.daily(zone, at);
      var moment = Instant.ofEpochSecond(1_000_000_000L + chance.nextInt(800_000_000));
      for (int i = 0; i < 40; i++) {
        var next = swap.next(moment).orElseThrow();
        var local = next.atZone(zone);
        var as = "%s at %s after %s, seed %d".formatted(zone, at, moment, seed);
        assertThat(next).as(as).isAfter(moment);
        boolean leftOut = zone.getRules().getValidOffsets(local.toLocalDate().atTime(at)).isEmpty();
        if (!leftOut) {
          assertThat(local.toLocalTime()).as(as).isEqualTo(at);
        }
        if (i > 0) {
          assertThat(Duration.between(moment, next))
              .as(as)
              .isBetween(Duration.ofHours(20), Duration.ofHours(50));
        }
        moment = next;
      }
    }
  }
}
