package io.xendisk.domain.lease;

import static io.xendisk.testing.DiskBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.VbdId;
import io.xendisk.domain.lease.Takeover.MadeVbd;
import io.xendisk.domain.lease.Takeover.Move;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TakeoverTest {
  private static final Instant LATER = NOW.plusSeconds(31);
  private static final Lease ALICE = new Lease("alice@ws1", "attach", "a1", null, NOW);
  private static final Lease CRON = new Lease("cron@ws3", "takeover", "c1", null, NOW);
  private static final Lease MINE = new Lease("bob@ws2", "takeover", "b1", null, LATER);
  private static final Takeover TAKEOVER =
      new Takeover(new LeaseVerdict.Dead(List.of(ALICE)), MINE);

  @Test
  void clearsTheVbdsFirstAndTheClaimLast() {
    var notes = marks(Map.of(ALICE.beatKey(1), NOW.minusSeconds(9).toString()));

    var moves = moves(TAKEOVER, notes, vbd("v1", "a1", true));

    assertThat(moves)
        .containsExactly(
            new Move.DestroyVbd(id("v1")),
            new Move.Erase(ALICE.beatKey(1)),
            new Move.Erase(Lease.KEY),
            new Move.Erase(ALICE.takeoverKey()));
  }

  @Test
  void leavesVbdsThatAGuestHasAndThoseOfOthers() {
    var moves =
        moves(TAKEOVER, marks(Map.of()), vbd("plugged", "a1", false), vbd("other", "x9", true));

    assertThat(moves).noneMatch(move -> move instanceof Move.DestroyVbd);
  }

  /** A claim can be won long after it was decided on, when its key had been removed again. */
  @Test
  void takesNothingButItsClaimBackWhereTheLeaseIsAnothersByNow() {
    var carol = new Lease("carol@ws4", "attach", "d1", null, LATER);
    var notes = Map.of(Lease.KEY, carol.text(), ALICE.takeoverKey(), MINE.text());

    assertThat(TAKEOVER.moves(LeaseMarks.of(notes), List.of(), LATER, TakeoverTest::notKnown))
        .containsExactly(new Move.Erase(ALICE.takeoverKey()));
  }

  @Test
  void takesNothingButItsClaimBackWhereTheOwnerWokeUp() {
    var notes = marks(Map.of(ALICE.beatKey(2), LATER.toString()));

    assertThat(moves(TAKEOVER, notes)).containsExactly(new Move.Erase(ALICE.takeoverKey()));
  }

  @Test
  void clearsAwayWhoDiedOverClearingToo() {
    var takeover = new Takeover(new LeaseVerdict.Dead(List.of(ALICE, CRON)), MINE);
    var notes =
        LeaseMarks.of(
            Map.of(
                Lease.KEY,
                ALICE.text(),
                ALICE.takeoverKey(),
                CRON.text(),
                CRON.takeoverKey(),
                MINE.text()));

    assertThat(takeover.key()).isEqualTo(CRON.takeoverKey());
    assertThat(moves(takeover, notes))
        .containsExactly(
            new Move.Erase(Lease.KEY),
            new Move.Erase(ALICE.takeoverKey()),
            new Move.Erase(CRON.takeoverKey()));
  }

  private static LeaseMarks marks(Map<String, String> more) {
    var notes = new HashMap<>(more);
    notes.put(Lease.KEY, ALICE.text());
    notes.put(ALICE.takeoverKey(), MINE.text());
    return LeaseMarks.of(notes);
  }

  private static List<Move> moves(Takeover takeover, LeaseMarks seen, MadeVbd... vbds) {
    return takeover.moves(seen, List.of(vbds), LATER, TakeoverTest::notKnown);
  }

  private static MadeVbd vbd(String uuid, String token, boolean idle) {
    return new MadeVbd(id(uuid), token, idle);
  }

  private static VbdId id(String uuid) {
    return new VbdId("OpaqueRef:" + uuid, uuid);
  }

  private static boolean notKnown(ProcessMark process) {
    return false;
  }
}
