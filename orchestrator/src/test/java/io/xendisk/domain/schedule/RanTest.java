package io.xendisk.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was missed is caught up once. */
class RanTest {
  private static final Cron EVERY_MORNING = new Cron("0 6 * * *", ZoneId.of("Europe/Berlin"));

  private static Instant at(String text) {
    return Instant.parse(text);
  }

  @Test
  void whatNobodyKnowsYetBeginsNow() {
    var now = at("2026-11-23T12:00:00Z");

    assertThat(Ran.in(Map.of(), "check").due(EVERY_MORNING, now))
        .isEqualTo(new Ran.Due.Begins(now));
  }

  @Test
  void ofWhatWasMissedForDaysTheLastTimeIsCaughtUpAndThenNoneUntilTheNext() {
    var notes = new HashMap<String, String>();
    notes.put(Ran.key("check", at("2026-11-20T05:00:00Z")), "somebody");
    notes.put(Ran.key("check.other", at("2026-11-24T05:00:00Z")), "somebody");
    notes.put(Ran.KEY + "check~soon", "nonsense");
    var now = at("2026-11-23T12:00:00Z");

    assertThat(Ran.in(notes, "check").due(EVERY_MORNING, now))
        .isEqualTo(new Ran.Due.Now(at("2026-11-23T05:00:00Z")));

    notes.put(Ran.key("check", at("2026-11-23T05:00:00Z")), "us");
    assertThat(Ran.in(notes, "check").due(EVERY_MORNING, now)).isEqualTo(new Ran.Due.NotYet());
    assertThat(Ran.in(notes, "check").due(EVERY_MORNING, at("2026-11-24T05:00:00Z")))
        .isEqualTo(new Ran.Due.Now(at("2026-11-24T05:00:00Z")));
  }
}
