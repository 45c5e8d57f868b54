package io.xendisk.domain.rotation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The turns that are to come, if everybody is on time: what is drawn on the wall beside the rack.
 * Pure.
 */
public final class Calendar {
  /** No plan is longer, whatever is asked for. */
  private static final int MOST = 1000;

  private Calendar() {}

  /** The turns that begin until a moment; the first may have begun already. */
  public static List<Turn> until(
      RotationSet set, List<Standing> members, Instant now, Instant end) {
    return set.turns().isDated() ? dated(set, members, now, end) : inOrder(set, members, now, end);
  }

  private static List<Turn> dated(
      RotationSet set, List<Standing> members, Instant now, Instant end) {
    var turns = new ArrayList<Turn>();
    var dates = new DatedTurns(set.turns(), set.swap().clock());
    var next = new WhoIsNext(set, members, now).expected();
    while (next.isPresent() && !next.get().from().isAfter(end) && turns.size() < MOST) {
      var turn = next.get();
      turns.add(turn);
      next =
          dates.after(
              turn.from().isAfter(now) ? turn.from() : now,
              later -> !later.disk().equals(turn.disk()) && takesTurns(members, later.disk()));
    }
    return turns;
  }

  private static boolean takesTurns(List<Standing> members, String disk) {
    return members.stream()
        .filter(member -> member.name().equals(disk))
        .anyMatch(Standing::takesTurns);
  }

  private static List<Turn> inOrder(
      RotationSet set, List<Standing> members, Instant now, Instant end) {
    var turns = new ArrayList<Turn>();
    var then = new ArrayList<>(members);
    var moment = now;
    while (turns.size() < MOST) {
      var next = new WhoIsNext(set, then, moment).expected();
      if (next.isEmpty() || next.get().from().isAfter(end)) {
        return turns;
      }
      var turn = next.get();
      turns.add(turn);
      moment = turn.from().isAfter(moment) ? turn.from() : moment;
      var at = moment;
      then.replaceAll(member -> after(member, turn, at));
    }
    return turns;
  }

  /** The member once the turn has begun: the one whose it is came in, the others are out. */
  private static Standing after(Standing member, Turn turn, Instant at) {
    var entry = member.entry() == null ? LedgerEntry.first(member.name(), at) : member.entry();
    if (!member.takesTurns()) {
      return member;
    }
    var out = entry.ended(at, PastTurn.End.CLEAN, null).at(Stage.AWAY, "", at);
    return new Standing(
        member.name(),
        member.name().equals(turn.disk()) ? out.begun(at).at(Stage.ATTACHED, "", at) : out);
  }
}
