package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.testing.SideBySide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A real process is killed (SIGKILL) just before the pool gets a call, and just after it has done
 * it, at each call of a run in turn. The same command then ends as if nothing had happened. The
 * profile {@code proofs} plays all points and prints how many there were, every other build a
 * tenth.
 */
class KillMatrixIT {
  private static final List<String> ATTACH = List.of("attach", "BACKUP-02", "--vm", "nas01");
  private static final List<String> DETACH = List.of("detach", "BACKUP-02");

  private static final boolean ALL = Boolean.getBoolean("xendisk.proofs");
  private static final int ONE_OF = 10;

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
  Stream<DynamicTest> anAttachThatWasKilledIsFinishedByTheNext() {
    return atEachCallOf(new Play(false, ATTACH));
  }

  @TestFactory
  Stream<DynamicTest> aReleaseThatWasKilledIsFinishedByTheNext() {
    return atEachCallOf(new Play(true, DETACH));
  }

  /** A command, and what has to be so before. */
  private record Play(boolean attachedBefore, List<String> words) {
    SimulatedPool pool() {
      var pool = SimulatedPool.start("nas");
      Shell.on(pool).run("disks"); // reads what is on them
      if (attachedBefore) {
        assertThat(run(Shell.on(pool), ATTACH).exit()).isZero();
      }
      return pool;
    }

    void assertDone(DiskOnThePool disk) {
      if (attachedBefore) {
        disk.assertReleased();
      } else {
        disk.assertAttachedOnce();
      }
    }
  }

  private static Shell.Ran run(Shell shell, List<String> words) {
    return shell.run(words.toArray(String[]::new));
  }

  private static Stream<DynamicTest> atEachCallOf(Play play) {
    List<String> calls;
    try (var pool = play.pool();
        var gate = CallGate.before(pool.url(), new CallGate.Keeper() {})) {
      var ran = run(Shell.on(gate.url(), pool.user(), pool.password()), play.words);
      assertThat(ran.exit()).as(ran.err()).isZero();
      calls = gate.methods();
    }
    long seed = Long.getLong("xendisk.seed", System.nanoTime());
    var chance = new Random(seed);
    var points =
        IntStream.range(0, calls.size())
            .boxed()
            .flatMap(number -> Stream.of(Moment.values()).map(moment -> new Point(number, moment)))
            .filter(_ -> ALL || chance.nextInt(ONE_OF) == 0)
            .toList();
    System.out.printf(
        "%s: killed at %d of %d points, seed %d%n",
        play.words.getFirst(), points.size(), calls.size() * Moment.values().length, seed);
    return points.stream()
        .map(
            point ->
                CASES.test(
                    "%d. %s, killed %s it, seed %d"
                        .formatted(point.number + 1, calls.get(point.number), point.moment, seed),
                    () -> killing(play, point)));
  }

  private record Point(int number, Moment moment) {}

  /** Kills the process at its point; nobody else comes this way. */
  private record Kill(Point point, CompletableFuture<Process> victim) implements CallGate.Keeper {
    @Override
    public boolean letsIn(int number, String method) {
      return point.moment != Moment.BEFORE || lives(number);
    }

    @Override
    public boolean letsOut(int number, String method) {
      return point.moment != Moment.AFTER || lives(number);
    }

    private boolean lives(int number) {
      if (number != point.number) {
        return true;
      }
      victim.join().destroyForcibly().onExit().join();
      return false;
    }
  }

  private static void killing(Play play, Point point) throws Exception {
    var kill = new Kill(point, new CompletableFuture<>());
    try (var pool = play.pool();
        var gate = CallGate.before(pool.url(), kill)) {
      var disk = DiskOnThePool.named(pool, "BACKUP-02", "nas01");
      var process = start(gate, pool, play.words);
      kill.victim.complete(process);
      // How often a wait looks varies: a run may be over before it comes to its last points.
      assertThat(process.waitFor()).isIn(128 + 9, 0);

      var again = run(Shell.on(pool), play.words);

      assertThat(again.exit()).as(again.out() + again.err()).isZero();
      play.assertDone(disk);
      assertThat(pool.violations()).isEmpty();
    }
  }

  private static Process start(CallGate gate, SimulatedPool pool, List<String> words) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.xendisk.Main"));
    command.addAll(words);
    var builder = new ProcessBuilder(command);
    builder.environment().put("XENDISK_URL", gate.url());
    builder.environment().put("XENDISK_USER", pool.user());
    builder.environment().put("XENDISK_PASSWORD", pool.password());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
