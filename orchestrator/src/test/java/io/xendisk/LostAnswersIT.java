package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.testing.SideBySide;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each write of each play in turn is lost: its answer after the pool has done it, or the request on
 * its way there. In the end the pool holds what one undisturbed run leaves, and the command says
 * so: with exit 0, or with exit 9 and the same command then finishes.
 */
class LostAnswersIT {
  private static final Points POINTS = new Points("lost", 3);
  private static final SideBySide CASES = new SideBySide();

  @AfterAll
  static void end() {
    CASES.close();
  }

  /** What is lost of a call. */
  private enum Lost {
    REQUEST,
    ANSWER
  }

  private record Point(String method, int nth, Lost lost) {}

  @TestFactory
  Stream<DynamicContainer> whatWasLostIsDoneOnceAllTheSame() {
    return Play.each(LostAnswersIT::eachWriteOf);
  }

  private static Stream<DynamicTest> eachWriteOf(Play play) {
    var calls = play.calls();
    var points =
        calls.stream()
            .filter(LostAnswersIT::isWrite)
            .distinct()
            .flatMap(
                method ->
                    IntStream.range(0, Collections.frequency(calls, method))
                        .boxed()
                        .flatMap(
                            nth ->
                                Stream.of(Lost.values()).map(lost -> new Point(method, nth, lost))))
            .toList();
    return CASES.cases(POINTS.of(play, points), Point::toString, point -> losing(play, point));
  }

  private static boolean isWrite(String method) {
    return !method.matches(".*\\.(get|assert)_.*|event\\.from");
  }

  /** Loses the call of a method after so many others of it; waits take varying numbers of reads. */
  private record Loss(Point point, AtomicInteger others) implements CallGate.Keeper {
    @Override
    public boolean letsIn(int number, String called) {
      return point.lost != Lost.REQUEST || !isMeant(called);
    }

    @Override
    public boolean letsOut(int number, String called) {
      return point.lost != Lost.ANSWER || !isMeant(called);
    }

    private boolean isMeant(String called) {
      return called.equals(point.method) && others.getAndDecrement() == 0;
    }
  }

  private static void losing(Play play, Point point) {
    var keeper = new Loss(point, new AtomicInteger(point.nth));
    try (var pool = play.pool();
        var gate = CallGate.before(pool.url(), keeper)) {
      var ran = play.run(gate.shell(pool));

      assertThat(ran.exit()).as(ran.out() + gate.methods()).isIn(0, 9);
      if (ran.exit() == 9) {
        var again = play.run(Shell.on(pool));
        assertThat(again.exit()).as(again.out()).isZero();
      }
      play.assertDone(pool);
      assertThat(keeper.others()).as("the call was lost").hasNegativeValue();
    }
  }
}
