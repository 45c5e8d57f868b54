package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real service is killed (SIGKILL) just before the pool gets a call of an attach, and just after
 * it has done it. The next service finishes what was begun or takes it back, and does nothing
 * twice.
 */
class ServiceKilledIT {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Points POINTS = new Points("service killed", 10);

  /** The calls that change something on the way of a declared attach, and after it. */
  private static final List<String> CALLS =
      List.of(
          "VDI.add_to_other_config",
          "VBD.create",
          "VM.set_blocked_operations",
          "VM.add_to_other_config",
          "VBD.plug",
          "VDI.remove_from_other_config",
          "pool.add_to_other_config");

  @TempDir Path directory;

  private record Point(String method, boolean done) {
    @Override
    public String toString() {
      return method + (done ? " done" : " not done");
    }
  }

  @TestFactory
  Stream<DynamicTest> whatItLeftIsFinishedByTheNext() {
    var points =
        CALLS.stream()
            .flatMap(method -> Stream.of(new Point(method, false), new Point(method, true)))
            .toList();
    return POINTS.of("serve", points).stream()
        .map(point -> DynamicTest.dynamicTest(point.toString(), () -> killing(point)));
  }

  private void killing(Point point) throws Exception {
    try (var pool = SimulatedPool.start("xcp-ng")) {
      var shell = Shell.on(pool);
      var disk = DeclaredDisk.in(pool, shell, directory).apply();

      killed(pool, shell, point);
      try (var _ = RunningService.start(shell)) {
        await("the disk is in the VM, and known to be")
            .atMost(SOON)
            .until(() -> disk.state().equals("there") && isAtRest(pool, shell));
      }

      var seen = shell.run("status", DeclaredDisk.NAME, "-o", "json").json().at("/disks/0");
      assertThat(seen.get("attachments")).as("one VBD").hasSize(1);
      assertThat(pool.guest("nas01").devices()).doesNotContainValue("stuck");
      assertThat(pool.violations()).isEmpty();
    }
  }

  private static void killed(SimulatedPool pool, Shell shell, Point point) throws Exception {
    if (point.done) {
      pool.faults().holdAfter(point.method);
    } else {
      pool.faults().holdBefore(point.method);
    }
    var process = RealProcess.start(shell, List.of("serve", "--listen", "127.0.0.1:0"));
    assertThat(pool.faults().awaitHeld(SOON)).as("a call of " + point).isPresent();
    process.kill();
    pool.faults().letGo();
  }

  /** Nobody holds a lease, and there is nothing left to repair. */
  private static boolean isAtRest(SimulatedPool pool, Shell shell) {
    var repair = shell.run("repair", "--plan", "-o", "json");
    return repair.exit() == 0
        && repair.json().get("steps").isEmpty()
        && pool.guest("nas01").devices().containsValue("ready");
  }
}
