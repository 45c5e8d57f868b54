package io.xendisk.domain.lease;

import static io.xendisk.testing.DiskBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseRuleTest {
  private static final ProcessMark PROCESS = new ProcessMark("ws1", "boot", 7, "100");
  private static final Lease ALICE = new Lease("alice@ws1", "attach", "a1", PROCESS, NOW);
  private static final Lease BOB =
      new Lease("bob@ws2", "takeover", "b1", null, NOW.plusSeconds(31));

  @Test
  void isFreeWithoutALeaseWhateverSignsWereLeft() {
    var marks = LeaseMarks.of(Map.of(ALICE.beatKey(3), NOW.toString(), ALICE.takeoverKey(), "?"));

    assertThat(LeaseRule.verdict(marks, NOW, LeaseRuleTest::notKnown))
        .isEqualTo(new LeaseVerdict.Free());
    assertThat(marks.leftKeys()).containsExactlyInAnyOrder(ALICE.beatKey(3), ALICE.takeoverKey());
  }

  @ParameterizedTest
  @CsvSource({"0,false", "30,false", "31,true"})
  void anOwnerIsDeadThirtySecondsAfterItTookTheLease(long seconds, boolean dead) {
    var verdict = at(NOW.plusSeconds(seconds), Map.of(Lease.KEY, ALICE.text()));

    assertThat(verdict)
        .isEqualTo(
            dead
                ? new LeaseVerdict.Dead(List.of(ALICE))
                : new LeaseVerdict.Held(ALICE, NOW.plusSeconds(30)));
  }

  @Test
  void everySignOfLifePutsItsDeathOff() {
    var notes = new HashMap<>(Map.of(Lease.KEY, ALICE.text()));
    notes.put(ALICE.beatKey(1), NOW.plusSeconds(10).toString());
    notes.put(ALICE.beatKey(2), NOW.plusSeconds(20).toString());

    assertThat(at(NOW.plusSeconds(50), notes))
        .isEqualTo(new LeaseVerdict.Held(ALICE, NOW.plusSeconds(50)));
    assertThat(at(NOW.plusSeconds(51), notes)).isInstanceOf(LeaseVerdict.Dead.class);
  }

  @Test
  void signsOfAnEarlierOwnerSayNothing() {
    var notes = Map.of(Lease.KEY, ALICE.text(), BOB.beatKey(9), NOW.plusSeconds(999).toString());

    assertThat(at(NOW.plusSeconds(31), notes)).isInstanceOf(LeaseVerdict.Dead.class);
  }

  @Test
  void anOwnerWhoseProcessHasEndedIsDeadAtOnce() {
    var marks = LeaseMarks.of(Map.of(Lease.KEY, ALICE.text()));

    assertThat(LeaseRule.verdict(marks, NOW, PROCESS::equals))
        .isEqualTo(new LeaseVerdict.Dead(List.of(ALICE)));
  }

  @Test
  void whoClearsADeadOwnerAwayIsWaitedForAndMayDieOverIt() {
    var notes = Map.of(Lease.KEY, ALICE.text(), ALICE.takeoverKey(), BOB.text());

    assertThat(at(NOW.plusSeconds(32), notes))
        .isEqualTo(new LeaseVerdict.Held(BOB, NOW.plusSeconds(61)));
    assertThat(at(NOW.plusSeconds(62), notes))
        .isEqualTo(new LeaseVerdict.Dead(List.of(ALICE, BOB)));
  }

  @Test
  void anOwnerWhoIsCalledDeadAndLivesIsWaitedFor() {
    var notes =
        Map.of(
            Lease.KEY,
            ALICE.text(),
            ALICE.beatKey(4),
            NOW.plusSeconds(40).toString(),
            ALICE.takeoverKey(),
            BOB.text());

    assertThat(at(NOW.plusSeconds(65), notes))
        .isEqualTo(new LeaseVerdict.Held(ALICE, NOW.plusSeconds(70)));
  }

  /** A newer xendisk wrote it, say. */
  @Test
  void whatCannotBeReadNeverEnds() {
    var far = Instant.parse("9999-01-01T00:00:00Z");

    assertThat(at(far, Map.of(Lease.KEY, "2;who=knows"))).isInstanceOf(LeaseVerdict.Held.class);
    assertThat(at(far, Map.of(Lease.KEY, ALICE.text(), ALICE.beatKey(1), "one day")))
        .isInstanceOf(LeaseVerdict.Held.class);
    assertThat(at(far, Map.of(Lease.KEY, ALICE.text(), ALICE.takeoverKey(), "2;who=knows")))
        .isInstanceOf(LeaseVerdict.Held.class);
  }

  /** Nobody writes such notes; reading them must end all the same. */
  @Test
  void claimsThatRunInACircleAreReadToAnEnd() {
    var circle = Map.of(Lease.KEY, ALICE.text(), ALICE.takeoverKey(), ALICE.text());

    assertThat(at(NOW.plusSeconds(31), circle)).isInstanceOf(LeaseVerdict.Dead.class);
  }

  @ParameterizedTest
  @CsvSource({"0,0,true", "20,20,true", "21,0,false", "0,21,false", "0,-3600,true"})
  void anOwnerWritesWhileNoneOfItsClocksSaysThatItsSignIsTooOld(long one, long other, boolean may) {
    assertThat(LeaseRule.mayWrite(Duration.ofSeconds(one), Duration.ofSeconds(other)))
        .isEqualTo(may);
  }

  @Test
  void anOwnerStopsLongBeforeAnybodyTakesOver() {
    assertThat(LeaseRule.STOP_AFTER).isLessThan(LeaseRule.DEAD_AFTER.minusSeconds(5));
    assertThat(LeaseRule.BEAT_EVERY.multipliedBy(2)).isLessThanOrEqualTo(LeaseRule.STOP_AFTER);
  }

  private static LeaseVerdict at(Instant now, Map<String, String> notes) {
    return LeaseRule.verdict(LeaseMarks.of(notes), now, LeaseRuleTest::notKnown);
  }

  private static boolean notKnown(ProcessMark process) {
    return false;
  }
}
