package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.testing.SideBySide;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Another host becomes the master in the middle of each play, at each of its calls in turn: just
 * before the old master gets it, and when it has done it but not answered. The command ends as it
 * does without, or with exit 9 and the same command then finishes.
 */
class MasterMovesIT {
  private static final Points POINTS = new Points("master moved", 6);
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

  private record Point(int number, String method, Moment moment) {}

  @TestFactory
  Stream<DynamicContainer> itEndsAsItDoesWithoutOrIsFinishedByTheSameCommand() {
    return Play.each(MasterMovesIT::atEachCallOf);
  }

  private static Stream<DynamicTest> atEachCallOf(Play play) {
    var calls = play.calls();
    var points =
        IntStream.range(0, calls.size())
            .boxed()
            .flatMap(
                number ->
                    Stream.of(Moment.values())
                        .map(moment -> new Point(number, calls.get(number), moment)))
            .toList();
    return CASES.cases(POINTS.of(play, points), Point::toString, point -> moving(play, point));
  }

  private static void moving(Play play, Point point) {
    try (var pool = play.pool();
        var gate = CallGate.before(pool.url(), new Move(pool, point))) {
      var ran = play.run(gate.shell(pool));

      assertThat(ran.exit()).as(ran.out() + gate.methods()).isIn(0, 9);
      if (ran.exit() == 9) {
        var again = play.run(gate.shell(pool));
        assertThat(again.exit()).as(again.out()).isZero();
      }
      play.assertDone(pool);
    }
  }

  /** Moves the master at one call. */
  private record Move(SimulatedPool pool, Point point) implements CallGate.Keeper {
    @Override
    public boolean letsIn(int call, String method) {
      if (call == point.number && point.moment == Moment.BEFORE_THE_CALL) {
        pool.rack().master("xs2");
      }
      return true;
    }

    @Override
    public boolean letsOut(int call, String method) {
      if (call == point.number && point.moment == Moment.INSTEAD_OF_THE_ANSWER) {
        pool.rack().master("xs2");
        return false;
      }
      return true;
    }
  }
}
