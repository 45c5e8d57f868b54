package io.xendisk.adapter.exec;

import io.xendisk.domain.lease.ProcessMark;
import io.xendisk.port.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a Linux machine, as {@code /proc} tells of them. It says that a process is gone
 * only where it would have seen it: in the same boot and the same namespace of process ids (two
 * containers of one name are two machines), and where {@code /proc} hides nobody's processes.
 * Thread-safe.
 */
public final class ProcProcesses implements Processes {
  private static final int STATE = 0;
  private static final int STARTED = 19;

  private final Path proc;
  private final String machine;

  /** {@code proc} is {@code /proc} but in tests. */
  public ProcProcesses(Path proc, String machine) {
    this.proc = proc;
    this.machine = machine;
  }

  /** This very process; null where {@code /proc} is not what Linux has there. */
  public @Nullable ProcessMark self() {
    try {
      long pid = Long.parseLong(Files.readSymbolicLink(proc.resolve("self")).toString());
      return new ProcessMark(machine, boot(), pid, started(stat(pid).orElseThrow()));
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  @Override
  public boolean isGone(ProcessMark process) {
    try {
      if (!process.machine().equals(machine) || !process.boot().equals(boot())) {
        return false;
      }
      var stat = stat(process.pid());
      if (stat.isEmpty()) {
        return Files.exists(proc.resolve("1").resolve("stat"));
      }
      // A zombie has ended, and only waits for its parent to hear of it.
      return !started(stat.get()).equals(process.started())
          || stat.get()[STATE].equals("Z")
          || stat.get()[STATE].equals("X");
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private String boot() throws IOException {
    var boot = Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
    return boot + " " + Files.readSymbolicLink(proc.resolve("self/ns/pid"));
  }

  /** What follows the command's name, which may hold anything; nothing without such a process. */
  private Optional<String[]> stat(long pid) throws IOException {
    try {
      var bytes = Files.readAllBytes(proc.resolve(Long.toString(pid)).resolve("stat"));
      var text = new String(bytes, StandardCharsets.ISO_8859_1);
      return Optional.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static String started(String[] stat) {
    return stat[STARTED];
  }
}
