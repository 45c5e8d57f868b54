package io.xendisk.adapter.exec;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xendisk.domain.lease.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcProcessesTest {
  @TempDir Path proc;

  @BeforeEach
  void writeProc() throws IOException {
    Files.createDirectories(proc.resolve("sys/kernel/random"));
    Files.writeString(proc.resolve("sys/kernel/random/boot_id"), "0b6c\n");
    process(1, "S", 1);
    process(42, "S", 1000);
    Files.createSymbolicLink(proc.resolve("self"), Path.of("42"));
    Files.createDirectories(proc.resolve("42/ns"));
    Files.createSymbolicLink(proc.resolve("42/ns/pid"), Path.of("pid:[7]"));
  }

  @Test
  void knowsItself() {
    assertThat(here("ws1").self()).isEqualTo(new ProcessMark("ws1", "0b6c pid:[7]", 42, "1000"));
  }

  @Test
  void aProcessThatRunsIsNotGone() {
    assertThat(here("ws1").isGone(requireNonNull(here("ws1").self()))).isFalse();
  }

  @Test
  void oneThatIsNotThereIsGone() {
    assertThat(here("ws1").isGone(new ProcessMark("ws1", "0b6c pid:[7]", 43, "1000"))).isTrue();
  }

  @Test
  void oneWhoseNumberSomebodyElseHasNowIsGone() {
    assertThat(here("ws1").isGone(new ProcessMark("ws1", "0b6c pid:[7]", 42, "999"))).isTrue();
  }

  @Test
  void aZombieIsGone() throws IOException {
    process(43, "Z", 1000);

    assertThat(here("ws1").isGone(new ProcessMark("ws1", "0b6c pid:[7]", 43, "1000"))).isTrue();
  }

  @Test
  void nothingIsKnownOfAnotherMachineBootOrContainer() {
    assertThat(here("ws1").isGone(new ProcessMark("ws2", "0b6c pid:[7]", 43, "1"))).isFalse();
    assertThat(here("ws1").isGone(new ProcessMark("ws1", "ffff pid:[7]", 43, "1"))).isFalse();
    assertThat(here("ws1").isGone(new ProcessMark("ws1", "0b6c pid:[8]", 43, "1"))).isFalse();
  }

  /** Mounted with hidepid, /proc shows nobody but oneself. */
  @Test
  void nothingIsKnownWhereOtherPeoplesProcessesAreHidden() throws IOException {
    Files.delete(proc.resolve("1/stat"));

    assertThat(here("ws1").isGone(new ProcessMark("ws1", "0b6c pid:[7]", 43, "1"))).isFalse();
  }

  @Test
  void knowsNothingWhereThereIsNoProc() {
    var nowhere = new ProcProcesses(proc.resolve("none"), "ws1");

    assertThat(nowhere.self()).isNull();
    assertThat(nowhere.isGone(new ProcessMark("ws1", "0b6c pid:[7]", 43, "1"))).isFalse();
  }

  @Test
  void readsTheMachinesOwn() {
    var here = new ProcProcesses(Path.of("/proc"), "here");
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "this machine has /proc");

    var self = requireNonNull(here.self());

    assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(here.isGone(self)).isFalse();
    assertThat(here.isGone(new ProcessMark("here", self.boot(), self.pid(), "1"))).isTrue();
  }

  private ProcProcesses here(String machine) {
    return new ProcProcesses(proc, machine);
  }

  /** The command's name may hold blanks and brackets. */
  private void process(long pid, String state, long started) throws IOException {
    var directory = Files.createDirectories(proc.resolve(Long.toString(pid)));
    Files.writeString(
        directory.resolve("stat"),
        "%d (a) b (c) %s 1 1 1 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 %d 1 1\n"
            .formatted(pid, state, started));
  }
}
