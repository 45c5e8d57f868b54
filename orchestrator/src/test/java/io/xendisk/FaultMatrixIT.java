package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.CallGate.Fate;
import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.testing.SideBySide;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each call of each play in turn goes wrong in every way that it can. The command is done all the
 * same, or says that it is not: with exit 5 or 9, or with what the pool's refusal means; then the
 * same command finishes it. What became of each case is written to {@code target/fault-matrix.md}.
 */
class FaultMatrixIT {
  private static final Points POINTS = new Points("gone wrong", 10);
  private static final SideBySide CASES = new SideBySide();
  private static final FaultTable TABLE = new FaultTable();

  /** A call that takes longer has no answer; a machine that is busy may make some more of those. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final List<Integer> WITHOUT_REFUSAL = List.of(0, 5, 9);

  /** What an error of the pool may mean besides (docs/exit-codes.md). */
  private static final List<Integer> WITH_REFUSAL = List.of(0, 1, 3, 4, 5, 8, 9, 69);

  @AfterAll
  static void end() throws IOException {
    CASES.close();
    TABLE.write();
  }

  /** One fault at the {@code nth} call of a method: how often a wait looks varies. */
  private record Point(int number, String method, int nth, Fault fault) {
    @Override
    public String toString() {
      return "%d. %s, %s".formatted(number + 1, method, fault);
    }
  }

  @TestFactory
  Stream<DynamicContainer> whateverGoesWrongItIsDoneOrTheNextRunFinishesIt() {
    return Play.each(FaultMatrixIT::atEachCallOf);
  }

  private static Stream<DynamicTest> atEachCallOf(Play play) {
    var calls = play.calls();
    var points = new ArrayList<Point>();
    for (int number = 0; number < calls.size(); number++) {
      var method = calls.get(number);
      int nth = (int) calls.subList(0, number).stream().filter(method::equals).count();
      for (var fault : Fault.of(method)) {
        points.add(new Point(number, method, nth, fault));
      }
    }
    return CASES.cases(POINTS.of(play, points), Point::toString, point -> failing(play, point));
  }

  /** Lets one call go wrong. */
  private record Failing(SimulatedPool pool, Point point, AtomicInteger others)
      implements CallGate.Keeper {
    private static final int MET = -1;

    @Override
    public Fate call(int number, String method) {
      return method.equals(point.method) && others.getAndDecrement() == 0
          ? point.fault.onCall().apply(pool)
          : Fate.PASS;
    }

    @Override
    public Fate answer(int number, String method) {
      return method.equals(point.method) && others.compareAndSet(MET, MET - 1)
          ? point.fault.onAnswer().apply(pool)
          : Fate.PASS;
    }
  }

  private static void failing(Play play, Point point) {
    try (var pool = play.pool()) {
      var keeper = new Failing(pool, point, new AtomicInteger(point.nth));
      try (var gate = CallGate.before(pool.url(), keeper)) {
        var ran = play.run(gate.shell(pool).impatient(PATIENCE), pool);
        pool.faults().clear();
        var left = left(pool);

        assertThat(ran.exit() == play.done() ? 0 : ran.exit())
            .as("%s, calls %s", ran.out() + ran.err(), gate.methods())
            .isIn(point.fault.refusal() ? WITH_REFUSAL : WITHOUT_REFUSAL);
        boolean atRest = ran.exit() == play.done() && !play.isOfASchedule();
        var again = atRest ? null : rerun(play, gate, pool);
        TABLE.add(
            play,
            point.number,
            new FaultTable.Row(point.method, point.fault.name(), ran, left, again));
        play.assertDone(pool);
      }
    }
  }

  /** As it would be found by a new process, when the one that was disturbed has ended. */
  private static Shell.Ran rerun(Play play, CallGate gate, SimulatedPool pool) {
    pool.clock().advance(Duration.ofSeconds(31));
    var again = play.run(gate.shell(pool), pool);
    assertThat(again.exit())
        .as("the same again: " + again.out() + again.err())
        .isEqualTo(play.done());
    return again;
  }

  private static String left(SimulatedPool pool) {
    try (var plain = PlainClient.on(pool)) {
      return new DiskOnThePool(pool, plain).words();
    }
  }
}
