package io.xendisk.domain.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.lease.ModelOwner.Rules;
import io.xendisk.domain.lease.ModelOwner.Stage;
import io.xendisk.domain.lease.ModelOwner.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Two owners attach one disk, and every order in which their calls can come is tried: each of them
 * is stopped and goes on between any two calls, with its clocks going on or standing still, is
 * killed for good, and another client wipes the notes away. Never do both write to the disk.
 */
@Execution(ExecutionMode.CONCURRENT)
class LeaseInterleavingTest {
  /** Once is not yet too old to write, twice is dead to everybody else. */
  private static final int TICK = 16;

  private static final Rules WHOLE = new Rules(true, true, 1, 1);

  /** The pool and both owners at one moment. */
  private record State(ModelPool pool, ModelOwner one, ModelOwner other) {
    boolean gone(ProcessMark process) {
      return (one.killed() && one.process().equals(process))
          || (other.killed() && other.process().equals(process));
    }
  }

  /** What was found on the way. */
  private static final class Seen {
    final HashSet<State> states = new HashSet<>();
    final ArrayDeque<State> todo = new ArrayDeque<>();
    final List<State> bothWrite = new ArrayList<>();
    boolean takenOver;
    boolean latePlugFailed;

    void add(State state) {
      if (states.add(state)) {
        todo.add(state);
      }
    }
  }

  @Test
  void twoOwnersWhoAreStoppedAndResumedAnywhereNeverBothWrite() {
    var seen = explore(WHOLE, 4, 0, false);

    assertThat(seen.bothWrite).isEmpty();
    assertThat(seen.takenOver).as("one attached while the other thought it had the lease").isTrue();
    assertThat(seen.latePlugFailed).as("a plug came too late").isTrue();
  }

  /** XenCenter and others write other_config as a whole (facts §8). */
  @Test
  void theyDoNotEitherWhereAnotherClientWipesTheirLeasesAway() {
    assertThat(explore(WHOLE, 2, 1, false).bothWrite).isEmpty();
  }

  /** Somebody on the same machine sees that the process is gone, and waits for nothing. */
  @Test
  void theyDoNotEitherWhereOneIsKilledAndTakenOverAtOnce() {
    assertThat(explore(WHOLE, 2, 0, true).bothWrite).isEmpty();
  }

  /** Else the model would prove nothing. */
  @Test
  void theyWouldIfTheyLeftTheVbdsOfOthersAlone() {
    assertThat(explore(new Rules(false, true, 1, 0), 4, 0, false).bothWrite).isNotEmpty();
  }

  @Test
  void theyWouldWithoutALookBetweenMakingAVbdAndPluggingIt() {
    assertThat(explore(new Rules(true, false, 1, 0), 4, 0, false).bothWrite).isNotEmpty();
  }

  private static Seen explore(Rules rules, int ticks, int wipes, boolean kills) {
    var seen = new Seen();
    var start = ModelPool.EMPTY;
    var end = start.now().plusSeconds((long) ticks * TICK);
    seen.add(new State(start, ModelOwner.called("A"), ModelOwner.called("B")));
    while (!seen.todo.isEmpty()) {
      var at = seen.todo.remove();
      if (at.pool.attached() > 1) {
        seen.bothWrite.add(at);
        return seen;
      }
      if (at.one.isAtRest() && at.other.isAtRest()) {
        continue;
      }
      turns(at, rules, seen);
      if (at.pool.now().isBefore(end)) {
        timePasses(at, seen);
      }
      if (at.pool.wipes() < wipes) {
        seen.add(new State(at.pool.wiped(), at.one, at.other));
      }
      if (kills && !at.one.isAtRest()) {
        seen.add(new State(at.pool, at.one.dead(), at.other));
      }
    }
    return seen;
  }

  private static void turns(State at, Rules rules, Seen seen) {
    Predicate<ProcessMark> gone = at::gone;
    if (!at.one.isAtRest()) {
      var turn = at.one.turn(at.pool, gone, rules);
      note(at.one, turn, at.other, seen);
      seen.add(new State(turn.pool(), turn.owner(), at.other));
      at.one
          .beat(at.pool, rules)
          .ifPresent(beat -> seen.add(new State(beat.pool(), beat.owner(), at.other)));
    }
    if (!at.other.isAtRest()) {
      var turn = at.other.turn(at.pool, gone, rules);
      note(at.other, turn, at.one, seen);
      seen.add(new State(turn.pool(), at.one, turn.owner()));
      at.other
          .beat(at.pool, rules)
          .ifPresent(beat -> seen.add(new State(beat.pool(), at.one, beat.owner())));
    }
  }

  private static void note(ModelOwner before, Turn turn, ModelOwner other, Seen seen) {
    if (before.stage() == Stage.PLUG && before.checked()) {
      boolean plugged = turn.owner().stage() == Stage.DROP;
      seen.latePlugFailed |= !plugged;
      seen.takenOver |= plugged && other.holds();
    }
  }

  /** The pool's clock always goes on; that of an owner may stand still, as when it is suspended. */
  private static void timePasses(State at, Seen seen) {
    var later = at.pool.later(TICK);
    for (int one : new int[] {0, TICK}) {
      for (int other : new int[] {0, TICK}) {
        seen.add(new State(later, at.one.clockMoved(one), at.other.clockMoved(other)));
      }
    }
  }
}
