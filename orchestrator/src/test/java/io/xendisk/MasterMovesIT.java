package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.testing.SideBySide;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Another host becomes the master in the middle of an attach and of a release, at each of their
 * calls in turn: just before the old master gets it, and when it has done it but not answered. The
 * command ends as it does without, or with exit 9 and the same command then finishes. The profile
 * {@code proofs} plays all of them, every other build a third.
 */
class MasterMovesIT {
  private static final String[] ATTACH = {"attach", "BACKUP-02", "--vm", "nas01", "-o", "json"};
  private static final String[] DETACH = {"detach", "BACKUP-02", "-o", "json"};

  private static final boolean ALL = Boolean.getBoolean("xendisk.proofs");

  private static final SideBySide CASES = new SideBySide();

  @AfterAll
  static void end() {
    CASES.close();
  }

  /** When the master moves. */
  private enum Moment {
    BEFORE_THE_CALL,
    INSTEAD_OF_THE_ANSWER
  }

  @TestFactory
  Stream<DynamicTest> anAttachEndsAsItDoesWithoutOrIsFinishedByTheSameCommand() {
    return atEachCallOf(false);
  }

  @TestFactory
  Stream<DynamicTest> aReleaseEndsAsItDoesWithoutOrIsFinishedByTheSameCommand() {
    return atEachCallOf(true);
  }

  private static Stream<DynamicTest> atEachCallOf(boolean release) {
    List<String> calls;
    try (var pool = pool(release);
        var gate = CallGate.before(pool.url(), new CallGate.Keeper() {})) {
      assertThat(through(gate, pool).run(words(release)).exit()).isZero();
      calls = gate.methods();
    }
    long seed = Long.getLong("xendisk.seed", System.nanoTime());
    var chance = new Random(seed);
    return IntStream.range(0, calls.size())
        .boxed()
        .flatMap(
            number ->
                Stream.of(Moment.values())
                    .filter(_ -> ALL || chance.nextInt(3) == 0)
                    .map(
                        moment ->
                            CASES.test(
                                "%d. %s, %s, seed %d"
                                    .formatted(number + 1, calls.get(number), moment, seed),
                                () -> moving(release, number, moment))));
  }

  private static SimulatedPool pool(boolean attached) {
    var pool = SimulatedPool.start("nas");
    Shell.on(pool).run("disks"); // reads what is on them
    if (attached) {
      assertThat(Shell.on(pool).run(ATTACH).exit()).isZero();
    }
    return pool;
  }

  private static String[] words(boolean release) {
    return release ? DETACH : ATTACH;
  }

  private static Shell through(CallGate gate, SimulatedPool pool) {
    return Shell.on(gate.url(), pool.user(), pool.password());
  }

  private static void moving(boolean release, int number, Moment moment) {
    try (var pool = pool(release);
        var gate = CallGate.before(pool.url(), new Move(pool, number, moment))) {
      var disk = DiskOnThePool.named(pool, "BACKUP-02", "nas01");

      var ran = through(gate, pool).run(words(release));

      assertThat(ran.exit()).as(ran.out() + gate.methods()).isIn(0, 9);
      if (ran.exit() == 9) {
        var again = through(gate, pool).run(words(release));
        assertThat(again.exit()).as(again.out()).isZero();
      }
      if (release) {
        disk.assertReleased();
      } else {
        disk.assertAttachedOnce();
      }
    }
  }

  /** Moves the master at one call. */
  private record Move(SimulatedPool pool, int number, Moment moment) implements CallGate.Keeper {
    @Override
    public boolean letsIn(int call, String method) {
      if (call == number && moment == Moment.BEFORE_THE_CALL) {
        pool.rack().master("xs2");
      }
      return true;
    }

    @Override
    public boolean letsOut(int call, String method) {
      if (call == number && moment == Moment.INSTEAD_OF_THE_ANSWER) {
        pool.rack().master("xs2");
        return false;
      }
      return true;
    }
  }
}
