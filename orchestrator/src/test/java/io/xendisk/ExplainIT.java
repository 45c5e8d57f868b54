package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is explained is what would be done; and what is advised, done by hand, makes it succeed. */
@ExtendWith(InvariantsHold.class)
class ExplainIT {
  private SimulatedPool pool;
  private Shell shell;

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
  void yesWithTheStepsAndNothingIsDone() {
    var ran = explain("attach", "BACKUP-02", "--vm", "nas01");

    assertThat(answer(ran)).isEqualTo("yes");
    assertThat(ran.json().get("steps").toString()).contains("create-vbd", "VBD.plug");
    assertThat(pool.calls().count("VBD.create")).isZero();
  }

  @Test
  void aHaltedVmIsStartedAsAdvised() {
    assertRefused("vm-halted-first-attach", 3, "attach", "BACKUP-02", "--vm", "nas02");

    assertDone("attach", "BACKUP-02", "--vm", "nas02", "--if-halted", "start");
  }

  @Test
  void aVmOnTheWrongHostIsMigratedAsAdvised() {
    assertRefused("wrong-host", 3, "attach", "ARCHIVE-01", "--vm", "nas01");

    try (var plain = PlainClient.on(pool)) {
      var xs2 = plain.call("host.get_by_name_label", "xs2").get(0).asString();
      plain.call("VM.pool_migrate", plain.vm("nas01"), xs2, Map.of());
    }
    assertDone("attach", "ARCHIVE-01", "--vm", "nas01");
  }

  @Test
  void whereTheVmMayMoveItIsToldSoAndMoveVmDoesIt() {
    var no = explain("attach", "ARCHIVE-01", "--vm", "nas01");
    var yes = explain("attach", "ARCHIVE-01", "--vm", "nas01", "--move-vm");
    assertThat(no.json().at("/error/advice").asString()).contains("The VM can move", "--move-vm");
    assertThat(answer(yes)).isEqualTo("yes");
    assertThat(yes.json().get("decision").asString()).contains("migrate the VM to xs2");
    assertThat(pool.calls().count("Async.VM.pool_migrate")).isZero();

    assertDone("attach", "ARCHIVE-01", "--vm", "nas01", "--move-vm");

    assertThat(pool.guest("nas01").devices()).containsValue("ready");
    assertDone("attach", "ARCHIVE-01", "--vm", "nas01", "--move-vm");
    assertThat(pool.calls().count("Async.VM.pool_migrate")).isEqualTo(1);
  }

  /** A VBD on a disk of one host keeps its VM there, plugged or not (facts §3.1). */
  @Test
  void aVmWithAnotherRemovableDiskCannotMoveAndTheDiskIsNamed() {
    assertDone("attach", "BACKUP-02", "--vm", "nas01");

    var ran = explain("attach", "ARCHIVE-01", "--vm", "nas01", "--move-vm");
    assertThat(id(ran)).isEqualTo("wrong-host");
    assertThat(ran.json().at("/error/advice").asString())
        .contains("Only the disk can move", "BACKUP-02");
    assertThat(shell.run("attach", "ARCHIVE-01", "--vm", "nas01", "--move-vm").exit()).isEqualTo(3);
    assertThat(pool.calls().count("Async.VM.pool_migrate")).isZero();

    assertDone("detach", "BACKUP-02");
    assertDone("attach", "ARCHIVE-01", "--vm", "nas01", "--move-vm");
  }

  @Test
  void aVmThatThePoolDoesNotLetGoThereIsNotMoved() {
    pool.faults()
        .error("VM.assert_can_boot_here", 2, List.of("HOST_NOT_ENOUGH_FREE_MEMORY", "1", "0"));

    assertRefused("wrong-host", 3, "attach", "ARCHIVE-01", "--vm", "nas01", "--move-vm");

    assertThat(pool.calls().count("Async.VM.pool_migrate")).isZero();
  }

  /** A VM is not migrated for a disk that it would not get there either. */
  @Test
  void aVmIsNotMovedInVain() {
    assertDone("attach", "ARCHIVE-01", "--vm", "web01");

    assertRefused("disk-in-use", 4, "attach", "ARCHIVE-01", "--vm", "nas01", "--move-vm");

    assertThat(pool.calls().count("Async.VM.pool_migrate")).isZero();
  }

  @Test
  void aMoveThatFailsOrIsNotPermittedAttachesNothing() {
    pool.faults().error("VM.pool_migrate", 1, List.of("VM_MIGRATE_FAILED", "r", "a", "b", "no"));
    pool.faults()
        .after(1)
        .error("VM.pool_migrate", 1, List.of("RBAC_PERMISSION_DENIED", "vm.pool_migrate", ""));

    var failed = shell.run("attach", "ARCHIVE-01", "--vm", "nas01", "--move-vm", "-o", "json");
    var denied = shell.run("attach", "ARCHIVE-01", "--vm", "nas01", "--move-vm", "-o", "json");

    assertThat(failed.exit()).as(failed.out()).isEqualTo(1);
    assertThat(id(failed)).isEqualTo("vm-move-failed");
    assertThat(denied.exit()).as(denied.out()).isEqualTo(8);
    assertThat(id(denied)).isEqualTo("vm-move-not-permitted");
    assertThat(pool.calls().count("VBD.create")).isZero();
  }

  @Test
  void aDiskThatAnotherVmHasIsDetachedThereAsAdvised() {
    assertDone("attach", "ARCHIVE-01", "--vm", "web01");
    assertRefused("disk-in-use", 4, "attach", "ARCHIVE-01", "--vm", "nas02");

    assertDone("detach", "ARCHIVE-01");

    assertThat(id(explain("attach", "ARCHIVE-01", "--vm", "nas02"))).isNotEqualTo("disk-in-use");
  }

  @Test
  void aVbdOfAnotherVmIsTakenAwayAsAdvised() {
    try (var plain = PlainClient.on(pool)) {
      var vdi =
          plain.vdi(
              shell
                  .run("disk", "show", "BACKUP-02", "-o", "json")
                  .json()
                  .at("/disk/vdi")
                  .asString());
      plain.createVbd(plain.vm("nas02"), vdi);
    }
    assertRefused("disk-claimed", 4, "attach", "BACKUP-02", "--vm", "nas01");

    assertDone("detach", "BACKUP-02", "--vm", "nas02");
    assertDone("attach", "BACKUP-02", "--vm", "nas01");
  }

  @Test
  void aNameThatMeansNothingIsExplainedToo() {
    assertRefused("disk-unknown", 75, "attach", "BACKUP-07", "--vm", "nas01");
    assertRefused("vm-unknown", 2, "attach", "BACKUP-01", "--vm", "nas1");
  }

  @Test
  void aReleaseIsExplained() {
    assertDone("attach", "BACKUP-02", "--vm", "nas01");

    assertThat(answer(explain("detach", "BACKUP-02"))).isEqualTo("yes");
    assertDone("detach", "BACKUP-02");
    assertThat(answer(explain("detach", "BACKUP-02"))).isEqualTo("already");
  }

  @Test
  void aPersonGetsWhyAndWhatToDoInAFewLines() {
    var ran = shell.run("explain", "attach", "BACKUP-02", "--vm", "nas02");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out().lines()).hasSizeLessThan(10).allMatch(line -> line.length() <= 100);
    assertThat(ran.out()).contains("?  no (vm-halted-first-attach, exit 3)", "why", "do");
  }

  private Shell.Ran explain(String... words) {
    var all = new ArrayList<String>();
    all.add("explain");
    all.addAll(List.of(words));
    all.addAll(List.of("-o", "json"));
    var ran = shell.run(all.toArray(String[]::new));
    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    return ran;
  }

  private void assertRefused(String id, int exit, String... words) {
    var ran = explain(words);
    assertThat(answer(ran)).isEqualTo("no");
    assertThat(id(ran)).isEqualTo(id);
    assertThat(ran.json().get("exit").asInt()).isEqualTo(exit);
    assertThat(shell.run(words).exit()).as("it is refused so").isEqualTo(exit);
  }

  private void assertDone(String... words) {
    var ran = shell.run(words);
    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
  }

  private static String answer(Shell.Ran ran) {
    return ran.json().get("answer").asString();
  }

  private static String id(Shell.Ran ran) {
    return ran.json().at("/error/id").asString();
  }
}
