package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real process that is ended by a signal takes back what it had begun. */
class SignalsIT {
  private SimulatedPool pool;

  @BeforeEach
  void startPool() {
    pool = SimulatedPool.start("nas");
    Shell.on(pool).run("disks");
    pool.calls().clear();
  }

  @AfterEach
  void stopPool() {
    pool.close();
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143"})
  void aSignalWhileItWaitsForAGuestLeavesNothingBehind(String signal, int exit) throws Exception {
    PlainClient.put(pool, "/_sim/backend", "{}");
    var process =
        start("attach", "BACKUP-02", "--vm", "nas02", "--if-halted", "wait", "-o", "json");
    await().until(() -> pool.calls().count("event.from") >= 2);

    signal(process, signal);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(exit);
    assertThat(output(process)).contains("\"id\":\"interrupted\"");
    assertNothingLeft();
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143"})
  void aSignalInTheMiddleOfAPlugLeavesNothingBehind(String signal, int exit) throws Exception {
    PlainClient.put(pool, "/_sim/backend", "{\"plugDelayMs\":2000}");
    var process = start("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");
    await().until(() -> pool.calls().count("VBD.plug") == 1);

    signal(process, signal);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(exit);
    assertNothingLeft();
  }

  private void assertNothingLeft() {
    for (var disk : Shell.on(pool).run("status", "-o", "json").json().get("disks")) {
      assertThat(disk.get("lease").isNull()).as("lease of " + disk).isTrue();
      assertThat(disk.get("attachments")).as("attachments of " + disk).isEmpty();
    }
  }

  private Process start(String... words) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                // Whoever runs the tests in the background has them ignore Ctrl-C; this undoes it.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.xendisk.Main"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command);
    builder.environment().put("XENDISK_URL", pool.url().toString());
    builder.environment().put("XENDISK_USER", pool.user());
    builder.environment().put("XENDISK_PASSWORD", pool.password());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return builder.start();
  }

  private static void signal(Process process, String signal) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
