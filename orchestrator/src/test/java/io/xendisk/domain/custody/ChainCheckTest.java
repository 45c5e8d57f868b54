package io.xendisk.domain.custody;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.custody.ChainCheck.Copy;
import io.xendisk.domain.custody.ChainCheck.Flaw;
import io.xendisk.domain.tell.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs that somebody changed. */
class ChainCheckTest {
  private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

  @Test
  void aLogAsItWasWrittenIsWhole() {
    var lines = log(12);

    assertThat(check(lines)).isEqualTo(new ChainCheck.Whole(1, 12, hash(lines, 12)));
    assertThat(check(lines.subList(4, 12))).isEqualTo(new ChainCheck.Whole(5, 12, hash(lines, 12)));
    assertThat(check(List.of())).isEqualTo(new ChainCheck.Empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 12})
  void aChangedLineIsNamed(int number) {
    var lines = log(12);
    lines.set(number - 1, lines.get(number - 1).replace("by=Anna", "by=Carl"));

    assertThat(flaw(lines)).isEqualTo(new Flaw("here", number, "was changed: its hash is another"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 11})
  void aLineThatWasWrittenAnewDoesNotCarryTheNext(int number) {
    var lines = log(12);
    var line = LogLine.read(lines.get(number - 1).replace("by=Anna", "by=Carl")).orElseThrow();
    lines.set(number - 1, line.line());

    assertThat(flaw(lines).number()).isEqualTo(number + 1);
    assertThat(flaw(lines).what()).contains("does not follow from line " + number);
  }

  @Test
  void aMissingLineIsNamed() {
    var lines = log(12);
    lines.remove(6);
    assertThat(flaw(lines)).isEqualTo(new Flaw("here", 7, "is missing"));

    lines.remove(6);
    assertThat(flaw(lines)).isEqualTo(new Flaw("here", 7, "is missing, with all up to line 8"));
  }

  @Test
  void aLineThatWasMovedIsNamed() {
    var lines = log(12);
    Collections.swap(lines, 3, 4);

    assertThat(flaw(lines)).isEqualTo(new Flaw("here", 4, "stands after line 5: it was moved"));
  }

  @Test
  void nonsenseIsNamedByWhatStandsBefore() {
    var lines = log(3);
    lines.add("nonsense");

    assertThat(flaw(lines)).isEqualTo(new Flaw("here", 4, "cannot be read, after line 3"));
  }

  @Test
  void aMissingEndAndOneThatWasWrittenAnewShowBesideAnotherCopy() {
    var lines = log(12);
    var other = new ArrayList<>(lines.subList(0, 9));
    var anew = LogLine.read(other.getLast().replace("by=Anna", "by=Carl")).orElseThrow();
    other.set(8, anew.line());

    assertThat(check(other)).as("alone nobody can tell").isInstanceOf(ChainCheck.Whole.class);
    assertThat(ChainCheck.of(List.of(new Copy("here", other), new Copy("the pool", lines))))
        .isEqualTo(new Flaw("the pool", 9, "is another one than in here"));
  }

  @Test
  void copiesThatHoldAPartEachAreJoined() {
    var lines = log(12);

    assertThat(
            ChainCheck.of(
                List.of(
                    new Copy("here", lines.subList(0, 7)),
                    new Copy("the pool", lines.subList(5, 12)))))
        .isEqualTo(new ChainCheck.Whole(1, 12, hash(lines, 12)));
    assertThat(
            ChainCheck.of(
                List.of(
                    new Copy("here", lines.subList(0, 4)),
                    new Copy("the pool", lines.subList(6, 12)))))
        .isEqualTo(new Flaw("the pool", 5, "is missing, with all up to line 6"));
  }

  /** Whatever one character becomes another, it is noticed. */
  @Test
  void everyOtherCharacterShows() {
    long seed = Long.getLong("xendisk.seed", 20261125L);
    var random = new Random(seed);
    var lines = log(6);
    for (int n = 0; n < 500; n++) {
      var changed = new ArrayList<>(lines);
      int at = random.nextInt(changed.size());
      var line = new StringBuilder(changed.get(at));
      int place = random.nextInt(line.length());
      line.setCharAt(place, (char) (line.charAt(place) ^ (1 << random.nextInt(7))));
      changed.set(at, line.toString());

      assertThat(check(changed)).as("seed %d, case %d: %s", seed, n, line).isInstanceOf(Flaw.class);
    }
  }

  private static List<String> log(int length) {
    var lines = new ArrayList<String>();
    var line = LogLine.first(handover(1));
    lines.add(line.line());
    while (lines.size() < length) {
      line = line.next(handover(line.number() + 1));
      lines.add(line.line());
    }
    return lines;
  }

  private static Handover handover(long n) {
    var disk = new Subject("BACKUP-0" + n % 3, "id-" + n % 3);
    return n % 2 == 0
        ? Handover.checkin(disk, "Anna", START.plusSeconds(n))
        : Handover.checkout(disk, "safe, Berlin", "Anna", START.plusSeconds(n), null);
  }

  private static ChainCheck.Verdict check(List<String> lines) {
    return ChainCheck.of(List.of(new Copy("here", lines)));
  }

  private static Flaw flaw(List<String> lines) {
    return (Flaw) check(lines);
  }

  private static String hash(List<String> lines, int number) {
    return lines.get(number - 1).split(" ", 2)[0];
  }
}
