package io.xendisk.adapter.exec;

import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.domain.hook.Hook;
import io.xendisk.domain.hook.HookCall;
import io.xendisk.domain.hook.HookMoment;
import io.xendisk.domain.hook.HookReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

class HookProcessesTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final HookProcesses processes =
      new HookProcesses(
          Map.of("PATH", System.getenv("PATH"), "XENDISK_PASSWORD", "s3cret"), System::nanoTime);

  @TempDir Path home;

  @SuppressWarnings("NullAway.Init") // JUnit fills in the directory
  HookProcessesTest() {}

  @Test
  void runsTheWordsAsTheyAreWithoutAShell() throws InterruptedException {
    var report = run(LONG, "printf", "%s|", "a b", "$HOME", "*");

    assertThat(report.succeeded()).isTrue();
    assertThat(report.output()).isEqualTo("a b|$HOME|*|");
  }

  @Test
  void tellsItOneDocumentAndNoSecret() throws InterruptedException {
    var document = run(LONG, "cat").output();
    var json = new ObjectMapper().readTree(document);

    assertThat(json.get("hook").asString()).isEqualTo("before-detach");
    assertThat(json.at("/disk/name").asString()).isEqualTo("BACKUP-02");
    assertThat(json.at("/disk/serial").isNull()).isTrue();
    assertThat(json.at("/vbd/device").asString()).isEqualTo("xvdb");
    assertThat(json.at("/vm/name").asString()).isEqualTo("nas01");
    assertThat(run(LONG, "env").output())
        .contains("XENDISK_DEVICE=/dev/xvdb")
        .doesNotContain("s3cret", "PASSWORD");
  }

  @Test
  void tellsHowItEndedAndWhatItSaid() throws InterruptedException {
    var report = run(LONG, "sh", "-c", "echo one; echo two >&2; exit 32");

    assertThat(report.succeeded()).isFalse();
    assertThat(report.exit()).isEqualTo(32);
    assertThat(report.output()).isEqualTo("one\ntwo");
    assertThat(report.lastLine()).isEqualTo("two");
    assertThat(report.why()).contains("32");
  }

  @Test
  void aCommandThatIsNotThereIsToldAndNothingThrown() throws InterruptedException {
    var report = run(LONG, "/no/such/command");

    assertThat(report.exit()).isNull();
    assertThat(report.why()).contains("could not be started");
  }

  @Test
  void keepsTheEndOfALotOfOutputAndNothingThatMovesACursor() throws InterruptedException {
    var report = run(LONG, "sh", "-c", "yes line | head -100000; printf 'end\\033[2J'");

    assertThat(report.output()).startsWith("[...]").endsWith("end?[2J");
    assertThat(report.output().length()).isLessThanOrEqualTo(8 * 1024 + 5);
  }

  @Test
  void oneThatTakesTooLongIsEndedWithItsChildren() throws Exception {
    var pid = home.resolve("pid");

    var report =
        run(
            Duration.ofMillis(300),
            "sh",
            "-c",
            "sleep 600 & echo $! > '%s.new'; mv '%s.new' '%s'; wait".formatted(pid, pid, pid));

    assertThat(report.succeeded()).isFalse();
    assertThat(report.exit()).isNull();
    assertThat(report.why()).contains("had not ended");
    await().until(() -> child(pid).map(handle -> !handle.isAlive()).orElse(true));
  }

  /** As an ssh does that leaves a master connection behind: it keeps the pipe. */
  @Test
  void oneThatLeavesAChildBehindIsNotWaitedFor() throws Exception {
    var pid = home.resolve("pid");

    var report = run(LONG, "sh", "-c", "sleep 600 & echo $! > '%s'; echo done".formatted(pid));

    assertThat(report.succeeded()).isTrue();
    assertThat(report.output()).isEqualTo("done");
    child(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void anInterruptEndsItWithItsChildren() throws Exception {
    var pid = home.resolve("pid");
    var ended = new CompletableFuture<Boolean>();
    var thread =
        Thread.startVirtualThread(
            () -> {
              try {
                run(
                    LONG,
                    "sh",
                    "-c",
                    "sleep 600 & echo $! > '%s.new'; mv '%s.new' '%s'; wait"
                        .formatted(pid, pid, pid));
                ended.complete(false);
              } catch (InterruptedException e) {
                ended.complete(true);
              }
            });
    await().until(() -> Files.exists(pid));

    thread.interrupt();

    assertThat(ended.get()).isTrue();
    await().until(() -> child(pid).map(handle -> !handle.isAlive()).orElse(true));
  }

  private static Optional<ProcessHandle> child(Path pid) throws IOException {
    return Files.exists(pid)
        ? ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        : Optional.empty();
  }

  private HookReport run(Duration atMost, String... command) throws InterruptedException {
    var hook = new Hook(HookMoment.BEFORE_DETACH, List.of(command), Hook.TIMEOUT);
    var disk = aDisk("BACKUP-02").build();
    return processes.run(
        new HookCall(hook, "detach", "me", disk, aVbdOf("nas01").attached().build()), atMost);
  }
}
