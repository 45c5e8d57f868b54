package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.testing.SideBySide;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each write of an attach and of a release in turn is lost: its answer after the pool has done it,
 * or the request on its way there. In the end the pool holds what one undisturbed run leaves, and
 * the command says so: with exit 0, or with exit 9 and the same command then finishes.
 */
class LostAnswersIT {
  private static final List<String> ATTACH =
      List.of("attach", "BACKUP-02", "--vm", "nas01", "--timeout", "60s", "-o", "json");
  private static final List<String> ATTACH_TO_HALTED =
      List.of(
          "attach",
          "BACKUP-02",
          "--vm",
          "nas02",
          "--if-halted",
          "start",
          "--timeout",
          "60s",
          "-o",
          "json");
  private static final List<String> DETACH = List.of("detach", "BACKUP-02", "-o", "json");

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

  @TestFactory
  Stream<DynamicTest> aFirstAttachEndsWithOneVbdAndOnePlug() {
    return eachWriteOf(new Play("nas01", false, ATTACH));
  }

  @TestFactory
  Stream<DynamicTest> anAttachThatStartsItsVmEndsWithOneVbdAndOnePlug() {
    return eachWriteOf(new Play("nas02", false, ATTACH_TO_HALTED));
  }

  @TestFactory
  Stream<DynamicTest> aReleaseEndsWithNoVbd() {
    return eachWriteOf(new Play("nas01", true, DETACH));
  }

  /** A command, and what has to be so before. */
  private record Play(String vm, boolean attachedBefore, List<String> words) {
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

  private static Shell through(CallGate gate, SimulatedPool pool) {
    return Shell.on(gate.url(), pool.user(), pool.password());
  }

  private static Stream<DynamicTest> eachWriteOf(Play play) {
    List<String> calls;
    try (var pool = play.pool();
        var gate = CallGate.before(pool.url(), new CallGate.Keeper() {})) {
      var ran = run(through(gate, pool), play.words);
      assertThat(ran.exit()).as(ran.out()).isZero();
      calls = gate.methods();
    }
    return calls.stream()
        .filter(LostAnswersIT::isWrite)
        .distinct()
        .flatMap(
            method ->
                IntStream.range(0, Collections.frequency(calls, method))
                    .boxed()
                    .flatMap(
                        nth ->
                            Stream.of(Lost.values())
                                .map(
                                    lost ->
                                        CASES.test(
                                            "%s %d, its %s lost".formatted(method, nth + 1, lost),
                                            () -> losing(play, method, nth, lost)))));
  }

  private static boolean isWrite(String method) {
    return !method.matches(".*\\.(get|assert)_.*|event\\.from");
  }

  /** Loses the call of a method after so many others of it; waits take varying numbers of reads. */
  private record Loss(String method, Lost lost, AtomicInteger others) implements CallGate.Keeper {
    @Override
    public boolean letsIn(int number, String called) {
      return lost != Lost.REQUEST || !isMeant(called);
    }

    @Override
    public boolean letsOut(int number, String called) {
      return lost != Lost.ANSWER || !isMeant(called);
    }

    private boolean isMeant(String called) {
      return called.equals(method) && others.getAndDecrement() == 0;
    }
  }

  private static void losing(Play play, String method, int nth, Lost lost) {
    var keeper = new Loss(method, lost, new AtomicInteger(nth));
    try (var pool = play.pool();
        var gate = CallGate.before(pool.url(), keeper)) {
      var disk = DiskOnThePool.named(pool, "BACKUP-02", play.vm);

      var ran = run(through(gate, pool), play.words);

      assertThat(ran.exit()).as(ran.out() + gate.methods()).isIn(0, 9);
      if (ran.exit() == 9) {
        var again = run(Shell.on(pool), play.words);
        assertThat(again.exit()).as(again.out()).isZero();
      }
      play.assertDone(disk);
      assertThat(keeper.others()).as("the call was lost").hasNegativeValue();
    }
  }
}
