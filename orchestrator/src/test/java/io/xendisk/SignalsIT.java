package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.util.List;
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
    var process = start("attach BACKUP-02 --vm nas02 --if-halted wait -o json");
    await().atMost(RealProcess.TO_END).until(() -> pool.calls().count("event.from") >= 2);

    process.signal(signal);

    var ran = process.ran();
    assertThat(ran.exit()).as(ran.err()).isEqualTo(exit);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("interrupted");
    assertNothingLeft();
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143"})
  void aSignalInTheMiddleOfAPlugLeavesNothingBehind(String signal, int exit) throws Exception {
    PlainClient.put(pool, "/_sim/backend", "{\"plugDelayMs\":2000}");
    var process = start("attach BACKUP-02 --vm nas01 -o json");
    await().atMost(RealProcess.TO_END).until(() -> pool.calls().count("VBD.plug") == 1);

    process.signal(signal);

    var ran = process.ran();
    assertThat(ran.exit()).as(ran.err()).isEqualTo(exit);
    assertNothingLeft();
  }

  private void assertNothingLeft() {
    for (var disk : Shell.on(pool).run("status", "-o", "json").json().get("disks")) {
      assertThat(disk.get("lease").isNull()).as("lease of " + disk).isTrue();
      assertThat(disk.get("attachments")).as("attachments of " + disk).isEmpty();
    }
  }

  private RealProcess start(String line) {
    return RealProcess.start(Shell.on(pool), List.of(line.split(" ", -1)));
  }
}
