package io.xendisk.domain.lease;

import io.xendisk.domain.VbdId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * How a dead owner is cleared away: claim it by adding {@link #key()}, which of several only one
 * can; look at the disk again; then do the moves of {@link #moves}, each only while the claim is
 * fresh. The dead owner's VBDs go first: a plug that it left behind anywhere then fails, and only
 * after that can anybody get the lease. Immutable.
 *
 * @param mine the claim, as it is written
 */
public record Takeover(LeaseVerdict.Dead dead, Lease mine) {
  /** One thing to do, in order. */
  public sealed interface Move {
    record DestroyVbd(VbdId vbd) implements Move {}

    record Erase(String key) implements Move {}
  }

  /** A VBD of the disk that xendisk made; {@code idle}: neither attached nor worked on. */
  public record MadeVbd(VbdId vbd, String token, boolean idle) {}

  public String key() {
    return dead.claimKey();
  }

  /**
   * What the winner of the claim does, by a look that it took after it had won. The lease may be
   * another one by now, because a claim can be won long after it was decided on; then nothing but
   * the claim itself is taken back.
   */
  public List<Move> moves(
      LeaseMarks seen, List<MadeVbd> vbds, Instant now, Predicate<ProcessMark> gone) {
    var moves = new ArrayList<Move>();
    if (isStillDead(seen, now, gone)) {
      var tokens = new HashSet<String>();
      dead.chain().forEach(lease -> tokens.add(lease.token()));
      vbds.stream()
          .filter(vbd -> vbd.idle() && tokens.contains(vbd.token()))
          .forEach(vbd -> moves.add(new Move.DestroyVbd(vbd.vbd())));
      seen.beats().stream()
          .filter(beat -> tokens.contains(beat.token()))
          .forEach(beat -> moves.add(new Move.Erase(beat.key())));
      moves.add(new Move.Erase(Lease.KEY));
      // The first of the chain last: without a lease the rest means nothing to anybody.
      dead.chain().reversed().stream()
          .map(Lease::takeoverKey)
          .filter(key -> !key.equals(key()))
          .forEach(key -> moves.add(new Move.Erase(key)));
    }
    moves.add(new Move.Erase(key()));
    return moves;
  }

  /** The claim is ours, those who were dead are the same, and none of them woke up. */
  private boolean isStillDead(LeaseMarks seen, Instant now, Predicate<ProcessMark> gone) {
    var claimed = dead.chain().getLast().token();
    return mine.equals(seen.takeovers().get(claimed))
        && dead.equals(LeaseRule.verdict(seen.withoutClaimOn(claimed), now, gone));
  }
}
