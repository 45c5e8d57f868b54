package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.CallGate.Fate;
import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.testing.SideBySide;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
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

    /** While the storage and the guest are at work. */
    DURING,

    AFTER
  }

  private static final Pattern TAKES_TIME =
      Pattern.compile("(Async\\.)?(VBD\\.(plug|unplug|unplug_force))");

  /** After one of these the pool is as it was, and as it is before the next call. */
  private static final Pattern READS =
      Pattern.compile("event\\.from|.*\\.(get|assert)_.*|session\\.get_.*");

  private static final String SLOW = "{\"plugDelayMs\":700,\"unplugDelayMs\":700}";

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
                        .filter(moment -> isAPoint(calls.get(number), moment))
                        .map(moment -> new Point(number, calls.get(number), moment)))
            .toList();
    return CASES.cases(POINTS.of(play, points), Point::toString, point -> killing(play, point));
  }

  /** The proofs have every point; other builds none that is another one over again. */
  private static boolean isAPoint(String method, Moment moment) {
    return switch (moment) {
      case BEFORE -> true;
      case DURING -> TAKES_TIME.matcher(method).matches();
      case AFTER -> Points.all() || !READS.matcher(method).matches();
    };
  }

  private record Point(int number, String method, Moment moment) {}

  /** Kills the process at its point; nobody else comes this way. */
  private record Kill(SimulatedPool pool, Point point, CompletableFuture<RealProcess> victim)
      implements CallGate.Keeper {
    @Override
    public Fate call(int number, String method) {
      if (number == point.number && point.moment == Moment.DURING) {
        int before = pool.calls().count(method);
        PlainClient.put(pool, "/_sim/backend", SLOW);
        Thread.startVirtualThread(
            () -> {
              await().until(() -> pool.calls().count(method) > before);
              victim.join().kill();
            });
      }
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
    try (var pool = play.pool()) {
      var kill = new Kill(pool, point, new CompletableFuture<>());
      killing(play, pool, kill);
      PlainClient.put(pool, "/_sim/backend", "{}");

      var again = play.run(Shell.on(pool), pool);

      assertThat(again.exit()).as(again.out() + again.err()).isEqualTo(play.done());
      play.assertDone(pool);
    }
  }

  private static void killing(Play play, SimulatedPool pool, Kill kill) throws Exception {
    try (var gate = CallGate.before(pool.url(), kill)) {
      var shell = gate.shell(pool);
      var process = RealProcess.start(shell, play.words(shell, pool));
      kill.victim.complete(process);
      // How often a wait looks varies: a run may be over before it comes to its last points.
      assertThat(process.ran().exit()).isIn(128 + 9, play.done());
    }
  }
}
