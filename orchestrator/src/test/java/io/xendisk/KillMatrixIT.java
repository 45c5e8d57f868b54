package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.CallGate.Fate;
import io.xendisk.testing.SideBySide;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A real process is killed (SIGKILL) just before the pool gets a call, and just after it has done
 * it, at each call of each play in turn. The same command then ends as if nothing had happened.
 */
class KillMatrixIT {
  private static final Points POINTS = new Points("killed", 10);
  private static final SideBySide CASES = new SideBySide();

  @AfterAll
  static void end() {
    CASES.close();
  }

  /** When the process dies. */
  private enum Moment {
    BEFORE,
    AFTER
  }

  @TestFactory
  Stream<DynamicContainer> whatWasKilledIsFinishedByTheNext() {
    return Play.each(KillMatrixIT::atEachCallOf);
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
    return CASES.cases(POINTS.of(play, points), Point::toString, point -> killing(play, point));
  }

  private record Point(int number, String method, Moment moment) {}

  /** Kills the process at its point; nobody else comes this way. */
  private record Kill(Point point, CompletableFuture<RealProcess> victim)
      implements CallGate.Keeper {
    @Override
    public Fate call(int number, String method) {
      return fate(number, Moment.BEFORE);
    }

    @Override
    public Fate answer(int number, String method) {
      return fate(number, Moment.AFTER);
    }

    private Fate fate(int number, Moment now) {
      if (number != point.number || now != point.moment) {
        return Fate.PASS;
      }
      victim.join().kill();
      return Fate.LOST;
    }
  }

  private static void killing(Play play, Point point) throws Exception {
    var kill = new Kill(point, new CompletableFuture<>());
    try (var pool = play.pool();
        var gate = CallGate.before(pool.url(), kill)) {
      var process = RealProcess.start(gate.shell(pool), play.words());
      kill.victim.complete(process);
      // How often a wait looks varies: a run may be over before it comes to its last points.
      assertThat(process.ran().exit()).isIn(128 + 9, 0);

      var again = play.run(Shell.on(pool));

      assertThat(again.exit()).as(again.out() + again.err()).isZero();
      play.assertDone(pool);
    }
  }
}
