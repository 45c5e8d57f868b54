package io.xendisk.domain.rotation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Predicate;

/** The turns of a rule that goes by the date: each lasts until the next one begins. Immutable. */
record DatedTurns(TurnRule rule, Clock clock) {
  /** No rule leaves out as many days in a row. */
  private static final int FAR = 400;

  /** The turn that a moment belongs to. */
  Optional<Turn> at(Instant moment) {
    var day = clock.dayOf(moment);
    for (int i = 0; i < FAR; i++) {
      var turn = on(day.minusDays(i - 1L));
      if (turn.isPresent() && !turn.get().from().isAfter(moment)) {
        return turn;
      }
    }
    return Optional.empty();
  }

  /** The first turn that begins after a moment and is one of those wanted. */
  Optional<Turn> after(Instant moment, Predicate<Turn> wanted) {
    var day = clock.dayOf(moment);
    for (int i = 0; i < FAR; i++) {
      var turn = on(day.plusDays(i));
      if (turn.isPresent() && turn.get().from().isAfter(moment) && wanted.test(turn.get())) {
        return turn;
      }
    }
    return Optional.empty();
  }

  private Optional<Turn> on(LocalDate day) {
    return rule.diskOn(day).map(disk -> new Turn(clock.on(day), disk));
  }
}
