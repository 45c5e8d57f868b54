package io.xendisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A command in a process of its own, which can be killed. Thread-safe. */
record RealProcess(Process process) {
  /** On a busy machine a JVM is slow to start. */
  static final Duration TO_END = Duration.ofMinutes(3);

  private static final List<String> JAVA =
      List.of(
          // Whoever runs the tests in the background has them ignore Ctrl-C; this undoes it.
          "env",
          "--default-signal=INT",
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          // As the launcher has it: a command is short.
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED",
          "-cp",
          System.getProperty("java.class.path"));

  /** Starts it; what it says is read when it has ended, and is short. */
  static RealProcess start(Shell shell, List<String> words) {
    return start(shell, List.of(), "io.xendisk.Main", words);
  }

  /** The same with more options of the JVM, and another class than the command's. */
  static RealProcess start(
      Shell shell, List<String> options, String mainClass, List<String> words) {
    var command = new ArrayList<>(JAVA);
    command.addAll(options);
    command.add(mainClass);
    command.addAll(words);
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(shell.environment());
    try {
      return new RealProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By SIGKILL. What it has said can still be read, unlike after Process.destroyForcibly. */
  void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  void signal(String signal) throws Exception {
    var _ =
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  /** What it left behind, when it has ended by itself. */
  Shell.Ran ran() throws Exception {
    if (!process.waitFor(TO_END)) {
      process.destroyForcibly();
      throw new AssertionError("the process did not end within " + TO_END);
    }
    return new Shell.Ran(
        process.exitValue(),
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }
}
