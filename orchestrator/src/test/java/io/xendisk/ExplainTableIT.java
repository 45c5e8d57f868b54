package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each refusal of an attach and of a release, and each row of facts §3.4 that can be set up: what
 * is explained is what the command says, in one screen; and with what is advised done, the command
 * succeeds.
 *
 * <p>Not here, because they last for a moment only and the command waits for them or asks again:
 * rows 4 (the VM is being shut down or suspended) and 8 (the VDI is being worked on). Not here,
 * because no client can bring them about on removable storage: 0a and 0b (a VBD that is known has a
 * VM), 6 (its disks are no CDs), 7 (its driver makes managed VDIs only). That a guest has a disk
 * mounted (§3.4.2) only the guest knows until it is asked: {@link OneDiskIT}.
 */
@ExtendWith(InvariantsHold.class)
class ExplainTableIT {
  private static final boolean ALL = Boolean.getBoolean("xendisk.proofs");
  private static final int ONE_IN = 4;
  private static final long SEED = Long.getLong("xendisk.seed", System.nanoTime());
  private static final int LINES = 24;
  private static final int COLUMNS = 100;

  /**
   * A row of the table.
   *
   * @param expected the id of the error, or the answer where there is none
   * @param exit of the command itself; nothing of it is tried where it would wait
   * @param says parts of the text that a person reads
   * @param then what succeeds once it is done as advised
   */
  record Row(
      String name,
      Consumer<ExplainStage> before,
      List<String> words,
      String expected,
      int exit,
      List<String> says,
      Consumer<ExplainStage> advised,
      List<String> then) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isRightAndItsAdviceHelps(Row row) {
    try (var stage = new ExplainStage("nas")) {
      play(stage, row);
    }
  }

  /** All of them under {@code -Pproofs}, else those that a seed picks. */
  private static List<Row> rows() {
    var all =
        Stream.concat(attaches(), releases()).collect(Collectors.toCollection(ArrayList::new));
    if (ALL) {
      return all;
    }
    System.out.printf("ExplainTableIT: one row in %d, -Dxendisk.seed=%d%n", ONE_IN, SEED);
    Collections.shuffle(all, new Random(SEED));
    return List.copyOf(all.subList(0, all.size() / ONE_IN));
  }

  private static void play(ExplainStage stage, Row row) {
    row.before.accept(stage);

    var answer = stage.explain(row.words, "-o", "json").json();
    var error = answer.at("/error/id").asString("");
    assertThat(error.isEmpty() ? answer.get("answer").asString() : error).isEqualTo(row.expected);
    var text = stage.explain(row.words).out();
    assertThat(text.lines().count()).as(text).isLessThanOrEqualTo(LINES);
    assertThat(text.lines()).allMatch(line -> line.length() <= COLUMNS);
    assertThat(text).contains(row.says);
    if (!error.isEmpty()) {
      assertThat(answer.get("exit").asInt()).isEqualTo(row.exit);
      assertThat(text).contains("  why  ", "  do   ");
      var refused = stage.shell.run(row.words.toArray(String[]::new));
      assertThat(refused.exit()).as(refused.out() + refused.err()).isEqualTo(row.exit);
    }

    row.advised.accept(stage);
    stage.done(row.then.toArray(String[]::new));
  }

  private static Stream<Row> attaches() {
    var toNas01 = attach("BACKUP-02", "nas01");
    return Stream.of(
        new Row(
            "disk on another host",
            s -> {},
            attach("ARCHIVE-01", "nas01"),
            "wrong-host",
            3,
            List.of("host xs2", "--move-vm"),
            s -> {},
            attach("ARCHIVE-01", "nas01", "--move-vm")),
        new Row(
            "row 9: attached elsewhere",
            s -> s.done("attach", "ARCHIVE-01", "--vm", "web01"),
            attach("ARCHIVE-01", "nas02"),
            "disk-in-use",
            4,
            List.of("who  web01 (VM ", "attached,", "since 20", "xendisk detach ARCHIVE-01"),
            s -> s.done("detach", "ARCHIVE-01"),
            attach("ARCHIVE-01", "nas02", "--if-halted", "start")),
        new Row(
            "row 9: another VBD, unattached",
            s -> s.plain.createVbd(s.plain.vm("nas02"), s.vdi("BACKUP-02")),
            toNas01,
            "disk-claimed",
            4,
            List.of("who  nas02 (VM ", "not attached"),
            s -> s.done("detach", "BACKUP-02", "--vm", "nas02"),
            toNas01),
        new Row(
            "held by the control domain",
            s -> s.heldByControlDomain("BACKUP-02"),
            toNas01,
            "later",
            0,
            List.of("who  Control domain", "do   Run the command: it waits."),
            s -> s.letGoByControlDomain("BACKUP-02"),
            toNas01),
        new Row(
            "a template",
            s -> {},
            attach("BACKUP-02", "CentOS 6 (64-bit)"),
            "vm-is-template",
            3,
            List.of("Name an ordinary VM."),
            s -> {},
            toNas01),
        new Row(
            "a snapshot",
            s -> {},
            attach("BACKUP-02", "nas01-before-upgrade"),
            "vm-is-snapshot",
            3,
            List.of("Name an ordinary VM."),
            s -> {},
            toNas01),
        new Row(
            "row 10: a read-only disk for writing",
            s -> s.plain.call("VDI.set_read_only", s.vdi("ARCHIVE-01"), true),
            attach("ARCHIVE-01", "web01"),
            "read-only-disk",
            3,
            List.of("--read-only"),
            s -> {},
            attach("ARCHIVE-01", "web01", "--read-only")),
        new Row(
            "row 12: read-only into an HVM guest",
            s -> {},
            attach("BACKUP-02", "nas01", "--read-only"),
            "read-only-into-hvm",
            3,
            List.of("HVM"),
            s -> {},
            toNas01),
        new Row(
            "row 3c: a paused VM",
            s -> s.vm("pause", "nas01"),
            toNas01,
            "vm-not-running",
            3,
            List.of("is paused", "xe vm-unpause"),
            s -> s.vm("unpause", "nas01"),
            toNas01),
        new Row(
            "row 3c: a suspended VM",
            s -> s.vm("suspend", "nas01"),
            toNas01,
            "vm-not-running",
            3,
            List.of("is suspended", "xendisk vm start"),
            s -> s.done("vm", "start", "nas01"),
            toNas01),
        new Row(
            "row 3c: a halted VM that never had it",
            s -> {},
            attach("BACKUP-02", "nas02"),
            "vm-halted-first-attach",
            3,
            List.of("--if-halted start"),
            s -> {},
            attach("BACKUP-02", "nas02", "--if-halted", "start")),
        new Row(
            "a VM protected by HA",
            s -> s.vm("set_ha_restart_priority", "nas01", "restart"),
            toNas01,
            "vm-ha-protected",
            3,
            List.of("ha-restart-priority="),
            s -> s.vm("set_ha_restart_priority", "nas01", ""),
            toNas01),
        new Row(
            "row 3a: attached already",
            s -> s.done("attach", "BACKUP-02", "--vm", "nas01"),
            toNas01,
            "already",
            0,
            List.of("attached already"),
            s -> {},
            toNas01),
        new Row(
            "row 3a: attached the other way",
            s -> s.done("attach", "ARCHIVE-01", "--vm", "web01"),
            attach("ARCHIVE-01", "web01", "--read-only"),
            "attached-in-other-mode",
            3,
            List.of("who  web01", "since 20", "Detach it first"),
            s -> s.done("detach", "ARCHIVE-01"),
            attach("ARCHIVE-01", "web01", "--read-only")),
        new Row(
            "row 1: somebody else is plugging it there",
            s -> {
              PlainClient.put(s.pool, "/_sim/backend", "{\"plugDelayMs\":400}");
              s.start("nas02");
              var vbd = s.plain.createVbd(s.plain.vm("nas02"), s.vdi("BACKUP-02"));
              s.plain.call("Async.VBD.plug", vbd);
            },
            toNas01,
            "disk-in-use",
            4,
            List.of("who  nas02", "xendisk detach BACKUP-02"),
            s -> s.done("detach", "BACKUP-02"),
            toNas01),
        new Row(
            "row 11: the host is down",
            s -> s.down("xs2"),
            attach("ARCHIVE-01", "nas02", "--if-halted", "start"),
            "disk-absent",
            75,
            List.of("Bring the host back"),
            s -> s.pool.rack().up("xs2"),
            attach("ARCHIVE-01", "nas02", "--if-halted", "start")));
  }

  private static Stream<Row> releases() {
    Consumer<ExplainStage> attached = s -> s.done("attach", "BACKUP-02", "--vm", "nas01");
    var release = List.of("detach", "BACKUP-02");
    return Stream.of(
        new Row(
            "row 2: its maker does not let it be unplugged",
            attached.andThen(s -> s.plain.call("VBD.set_unpluggable", s.vbd("BACKUP-02"), false)),
            release,
            "vbd-not-unpluggable",
            3,
            List.of("who  nas01", "since 20", "unpluggable=true"),
            s -> s.plain.call("VBD.set_unpluggable", s.vbd("BACKUP-02"), true),
            release),
        new Row(
            "row 3b: not attached",
            s -> s.plain.createVbd(s.plain.vm("nas02"), s.vdi("BACKUP-02")),
            release,
            "yes",
            0,
            List.of("VBD.destroy"),
            s -> {},
            release),
        new Row(
            "row 3c: the VM is paused",
            attached.andThen(s -> s.vm("pause", "nas01")),
            release,
            "holder-not-running",
            3,
            List.of("who  nas01", "paused", "xe vm-unpause"),
            s -> s.vm("unpause", "nas01"),
            release),
        new Row(
            "row 3c: the VM is suspended",
            attached.andThen(s -> s.vm("suspend", "nas01")),
            release,
            "holder-not-running",
            3,
            List.of("who  nas01", "suspended", "xendisk vm start"),
            s -> s.done("vm", "start", "nas01"),
            release),
        new Row(
            "two VMs have a VBD on it",
            s -> {
              s.plain.createVbd(s.plain.vm("nas02"), s.vdi("BACKUP-02"));
              s.plain.createVbd(s.plain.vm("web01"), s.vdi("BACKUP-02"));
            },
            release,
            "several-holders",
            4,
            List.of("who  nas02", "who  web01", "`--vm`"),
            s -> s.shell.run("detach", "BACKUP-02", "--vm", "nas02"),
            List.of("detach", "BACKUP-02", "--vm", "web01")),
        new Row(
            "with another VM than was named",
            attached,
            List.of("detach", "BACKUP-02", "--vm", "web01"),
            "not-with-that-vm",
            4,
            List.of("who  nas01", "since 20", "leave `--vm` out"),
            s -> {},
            release),
        new Row(
            "held by the control domain",
            s -> s.heldByControlDomain("BACKUP-02"),
            release,
            "later",
            0,
            List.of("who  Control domain", "do   Run the command: it waits."),
            s -> s.letGoByControlDomain("BACKUP-02"),
            release),
        new Row(
            "row 11: the host is down",
            s -> {
              s.done("attach", "ARCHIVE-01", "--vm", "web01");
              s.down("xs2");
            },
            List.of("detach", "ARCHIVE-01"),
            "disk-absent",
            75,
            List.of("Bring the host back"),
            s -> s.pool.rack().up("xs2"),
            List.of("detach", "ARCHIVE-01")));
  }

  @Test
  @LeavesBehind(LeavesBehind.A_LOST_DISK)
  void row0cARecordThatIsGoneComesBackWithAScan() {
    try (var stage = new ExplainStage("nas")) {
      var words = attach("BACKUP-02", "nas01");
      var row =
          new Row(
              "row 0c",
              s -> {
                s.plain.createVbd(s.plain.vm("nas01"), s.vdi("BACKUP-02"));
                s.plain.call("VDI.forget", s.vdi("BACKUP-02"));
              },
              words,
              "disk-unknown",
              75,
              List.of("xendisk disks"),
              ExplainStage::scan,
              words);
      play(stage, row);
    }
  }

  @Test
  void aControlDomainIsNoVmForADisk() {
    try (var stage = new ExplainStage("nas")) {
      var dom0 = stage.plain.call("VM.get_uuid", stage.controlDomain("xs1")).asString();
      var row =
          new Row(
              "control domain",
              s -> {},
              attach("BACKUP-02", dom0),
              "vm-is-control-domain",
              3,
              List.of("Name an ordinary VM."),
              s -> {},
              attach("BACKUP-02", "nas01"));
      play(stage, row);
    }
  }

  /** Its next boot is one with drivers. */
  @Test
  void row5aAGuestThatSaysItHasNoHotplug(@TempDir Path directory) {
    var world = world(directory, Map.of("      sticks: true\n", "      hotplug: \"no\"\n"));
    try (var stage = new ExplainStage(world)) {
      var words = attach("BACKUP-02", "nas01");
      var row =
          new Row(
              "row 5a",
              s -> {},
              words,
              "guest-has-no-hotplug",
              3,
              List.of("XenServer Tools"),
              s -> {
                s.vm("hard_shutdown", "nas01");
                s.start("nas01");
              },
              words);
      play(stage, row);
    }
  }

  /** That drivers are installed cannot be played: the VM is shut down instead, as advised too. */
  @Test
  void row5bAGuestWithoutDriversCanNeitherTakeNorGiveBack(@TempDir Path directory) {
    var version =
        "      drivers-version: {major: \"6\", minor: \"1\", micro: \"0\", build: \"59235\"}\n";
    var world = world(directory, Map.of(version, "      drivers: false\n"));
    try (var stage = new ExplainStage(world)) {
      var wait = stage.explain(attach("BACKUP-02", "nas01")).out();
      assertThat(wait).contains("later", "XenServer Tools", "--boot-uptime");
      var refused = stage.shell.run("attach", "BACKUP-02", "--vm", "nas01", "--boot-uptime", "10m");
      assertThat(refused.exit()).as(refused.out()).isEqualTo(3);
      assertThat(refused.err() + refused.out())
          .contains("neither take nor give", "XenServer Tools");
      assertThat(stage.pool.calls().count("VBD.create")).isZero();

      var row =
          new Row(
              "row 5b",
              s -> {
                s.vm("hard_shutdown", "nas01");
                s.plain.createVbd(s.plain.vm("nas01"), s.vdi("BACKUP-02"));
                s.start("nas01");
                s.pool.clock().advance(Duration.ofMinutes(6)); // it has had time to boot
              },
              List.of("detach", "BACKUP-02"),
              "guest-has-no-hotplug",
              3,
              List.of("shut down"),
              s -> s.vm("hard_shutdown", "nas01"),
              List.of("detach", "BACKUP-02"));
      play(stage, row);
    }
  }

  private static List<String> attach(String disk, String vm, String... more) {
    return Stream.concat(Stream.of("attach", disk, "--vm", vm), Stream.of(more)).toList();
  }

  /** The world nas, with the first place of each text in it changed. */
  private static String world(Path directory, Map<String, String> changes) {
    try (var in = ExplainTableIT.class.getResourceAsStream("/io/xendisk/fixtures/world/nas.yaml")) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (var change : changes.entrySet()) {
        int at = text.indexOf(change.getKey());
        assertThat(at).as(change.getKey()).isPositive();
        text =
            text.substring(0, at)
                + change.getValue()
                + text.substring(at + change.getKey().length());
      }
      return Files.writeString(directory.resolve("world.yaml"), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
