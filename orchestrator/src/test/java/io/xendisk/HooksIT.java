package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hooks make a guest ready before a disk goes, and put it to use when it has come. */
@ExtendWith(InvariantsHold.class)
class HooksIT {
  @TempDir Path home;

  private SimulatedPool pool;
  private Shell shell;

  @SuppressWarnings("NullAway.Init") // JUnit fills in the directory
  HooksIT() {}

  @BeforeEach
  void startPool() {
    pool = SimulatedPool.start("nas");
    shell = Shell.on(pool);
    shell.run("disks");
  }

  @AfterEach
  void stopPool() {
    pool.close();
  }

  @Test
  void aHookThatUnmountsMakesTheReleaseWorkAtTheFirstRequest() throws IOException {
    configure(
        "before-detach", "curl -sS -X POST -d '{\"device\":\"xvdb\"}' %s/_sim/guests/nas01/umount");
    attachAndMount();
    pool.calls().clear();

    var ran = run("detach", "BACKUP-02");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.json().get("outcome").asString()).isEqualTo("released");
    assertThat(ran.json().at("/hooks/0/hook").asString()).isEqualTo("before-detach");
    assertThat(ran.json().at("/hooks/0/exit").asInt()).isZero();
    assertThat(ran.json().at("/steps/0/step").asString()).isEqualTo("before-detach");
    assertThat(pool.calls().count("Async.VBD.unplug")).isEqualTo(1);
  }

  @Test
  void aHookThatFailsStopsTheReleaseBeforeAnythingIsTouched() throws IOException {
    configure("before-detach", "echo 'target is busy'; exit 32");
    attachAndMount();
    pool.calls().clear();

    var ran = run("detach", "BACKUP-02");

    assertThat(ran.exit()).as(ran.out()).isEqualTo(1);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("before-detach-failed");
    assertThat(ran.json().at("/error/message").asString()).contains("32", "target is busy");
    assertThat(ran.json().at("/hooks/0/output").asString()).isEqualTo("target is busy");
    assertThat(writes()).as("calls that change something").isEmpty();
    var told = shell.run(words("detach", "BACKUP-02"));
    assertThat(told.err()).contains("before-detach| target is busy");
  }

  /** Nobody waits for a guest with a lease in hand: another may work on the disk meanwhile. */
  @Test
  void noLeaseIsHeldWhileAHookRunsAndAfterwardsEverythingIsLookedAtAgain() throws IOException {
    var seen = home.resolve("seen");
    configure(
        "before-detach",
        "curl -sS %s/_sim/calls > " + seen + "; curl -sS -X POST %s/_sim/guests/nas01/crash");
    attachAndMount();
    pool.calls().clear();

    var ran = run("detach", "BACKUP-02");

    assertThat(Files.readString(seen)).doesNotContain("add_to_other_config");
    // The guest died under the hook: the disk is out of it, and was not unmounted.
    assertThat(ran.exit()).as(ran.out()).isEqualTo(6);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("not-clean");
    assertThat(ran.json().at("/hooks/0/exit").asInt()).isZero();
  }

  @Test
  void aPlanNamesTheHookAndRunsNone() throws IOException {
    var ran = home.resolve("ran");
    configure("before-detach", "touch " + ran);
    assertThat(run("attach", "BACKUP-02", "--vm", "nas01").exit()).isZero();

    var planned = run("detach", "BACKUP-02", "--plan");
    var explained = run("explain", "detach", "BACKUP-02");
    var without = run("detach", "BACKUP-02", "--plan", "--no-hooks");

    assertThat(planned.json().at("/hooks/0/command/2").asString()).isEqualTo("touch " + ran);
    assertThat(explained.json().at("/hooks/0/hook").asString()).isEqualTo("before-detach");
    assertThat(without.json().get("hooks")).isEmpty();
    assertThat(shell.run(words("detach", "BACKUP-02", "--plan")).out())
        .contains("before-detach  would run: sh -c touch");
    assertThat(ran).doesNotExist();
    assertThat(run("detach", "BACKUP-02", "--no-hooks").exit()).isZero();
    assertThat(ran).doesNotExist();
  }

  @Test
  void anAttachThatPluggedRunsItsHookAndOneThatFoundItThereDoesNot() throws IOException {
    var ran = home.resolve("ran");
    configure("after-attach", "echo $XENDISK_DEVICE >> " + ran);

    var first = run("attach", "BACKUP-02", "--vm", "nas01");
    var second = run("attach", "BACKUP-02", "--vm", "nas01");

    assertThat(first.exit()).as(first.out()).isZero();
    assertThat(first.json().get("steps").toString()).contains("after-attach");
    assertThat(first.json().at("/hooks/0/exit").asInt()).isZero();
    assertThat(second.json().get("outcome").asString()).isEqualTo("already-attached");
    assertThat(second.json().get("hooks")).isEmpty();
    assertThat(Files.readAllLines(ran)).containsExactly("/dev/xvdb");
  }

  /** The exit code says "run it again", and running it again finishes it. */
  @Test
  void aHookThatFailedLeavesTheDiskAttachedAndIsRunByTheNextAttach() throws IOException {
    var works = home.resolve("works");
    configure("after-attach", "test -e " + works);

    var failed = run("attach", "BACKUP-02", "--vm", "nas01");
    assertThat(failed.exit()).as(failed.out()).isEqualTo(9);
    assertThat(failed.json().at("/error/id").asString()).isEqualTo("after-attach-failed");
    assertThat(failed.json().at("/hooks/0/exit").asInt()).isEqualTo(1);
    assertThat(pool.guest("nas01").devices()).containsEntry("xvdb", "ready");
    Files.createFile(works);

    var finished = run("attach", "BACKUP-02", "--vm", "nas01");
    var again = run("attach", "BACKUP-02", "--vm", "nas01");

    assertThat(finished.exit()).as(finished.out()).isZero();
    assertThat(finished.json().get("outcome").asString()).isEqualTo("attached");
    assertThat(finished.json().get("notes").toString()).contains("had not run its hook");
    assertThat(again.json().get("outcome").asString()).isEqualTo("already-attached");
    assertThat(pool.calls().count("VBD.plug")).as("plugs").isEqualTo(1);
  }

  @Test
  void aRunThatDiedBetweenPlugAndHookIsFinishedByTheNextAttach() throws IOException {
    var ran = home.resolve("ran");
    configure("after-attach", "touch " + ran);
    // The run ends here as if it had been killed: the plug is done, and nothing after it.
    pool.faults().after(1).error("VM.add_to_other_config", 9, List.of("INTERNAL_ERROR", "dead"));
    var died = run("attach", "BACKUP-02", "--vm", "nas01");
    pool.faults().clear();
    assertThat(died.exit()).as(died.out()).isNotZero();
    assertThat(ran).doesNotExist();

    var next = run("attach", "BACKUP-02", "--vm", "nas01");

    assertThat(next.exit()).as(next.out()).isZero();
    assertThat(next.json().get("outcome").asString()).isEqualTo("attached");
    assertThat(ran).exists();
    assertThat(pool.calls().count("VBD.plug")).as("plugs").isEqualTo(1);
  }

  private void attachAndMount() {
    var ran = run("attach", "BACKUP-02", "--vm", "nas01");
    assertThat(ran.exit()).as(ran.out()).isZero();
    pool.guest("nas01").mount("xvdb");
  }

  private List<String> writes() {
    return pool.calls().list().stream()
        .map(call -> call.method())
        .filter(method -> !method.matches("session\\..*|event\\..*|.*\\.get_.*"))
        .toList();
  }

  /** One hook of nas01, as a line for a shell; {@code %s} is where the pool is. */
  private void configure(String hook, String script) throws IOException {
    var command = script.replace("%s", pool.url().toString()).replace("'", "''");
    Files.writeString(
        home.resolve("config.yaml"),
        """
        pools:
          lab:
            url: %s
            vms:
              nas01:
                %s:
                  command: [sh, -c, '%s']
        """
            .formatted(pool.url(), hook, command));
  }

  private Shell.Ran run(String... words) {
    return shell.run(
        Stream.concat(Stream.of(words(words)), Stream.of("-o", "json")).toArray(String[]::new));
  }

  private String[] words(String... words) {
    return Stream.concat(
            Stream.of(words),
            Stream.of("--config", home.resolve("config.yaml").toString(), "--pool", "lab"))
        .toArray(String[]::new);
  }
}
