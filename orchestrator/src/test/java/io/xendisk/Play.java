package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.testing.OwnNotes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/**
 * A command that the matrices disturb in every way: what is so before, its words, and what has to
 * be so in the end, however it was disturbed. One constant more is one row more in each of them.
 * All of them are about the disk {@link DiskOnThePool#BACKUP_02}.
 */
@SuppressWarnings("ImmutableEnumChecker") // what is to be done before and after keeps nothing
enum Play {
  ATTACH("attach BACKUP-02 --vm nas01", _ -> {}, disk -> disk.assertAttachedOnce("nas01")),

  ATTACH_TO_HALTED(
      "attach BACKUP-02 --vm nas02 --if-halted start",
      _ -> {},
      disk -> disk.assertAttachedOnce("nas02")),

  ATTACH_AT_NEXT_BOOT(
      "attach BACKUP-02 --vm nas01",
      before -> {
        before.run("attach BACKUP-02 --vm nas01");
        before.run("detach BACKUP-02");
        before.plain().call("VM.hard_shutdown", before.plain().vm("nas01"));
      },
      disk -> disk.assertWaitsForBoot("nas01")),

  ATTACH_MOVING_ITS_VM(
      "attach BACKUP-02 --vm nas01 --move-vm",
      before -> before.move("nas01", "xs2"),
      disk -> disk.assertAttachedOnce("nas01")),

  ATTACH_WITH_HOOK(
      "attach BACKUP-02 --vm nas01 --pool lab --config THE-HOOKS",
      _ -> {},
      disk -> {
        disk.assertAttachedOnce("nas01");
        disk.assertNoHookIsDue();
      }),

  DETACH_WITH_HOOK(
      "detach BACKUP-02 --pool lab --config THE-HOOKS",
      before -> {
        before.run("attach BACKUP-02 --vm nas01");
        before.pool().guest("nas01").mount("xvdb"); // which only the hook ends
      },
      DiskOnThePool::assertReleased),

  DETACH(
      "detach BACKUP-02",
      before -> before.run("attach BACKUP-02 --vm nas01"),
      DiskOnThePool::assertReleased),

  PARK(
      "park nas01",
      before -> before.run("attach BACKUP-02 --vm nas01"),
      disk -> disk.assertParked("nas01")),

  UNPARK(
      "unpark nas01",
      before -> {
        before.run("attach BACKUP-02 --vm nas01");
        before.run("park nas01");
      },
      disk -> disk.assertAttachedOnce("nas01")),

  VM_START(
      "vm start nas01",
      before -> {
        before.run("attach BACKUP-02 --vm nas01");
        before.plain().call("VM.hard_shutdown", before.plain().vm("nas01"));
      },
      disk -> disk.assertAttachedOnce("nas01")),

  FORCE_DETACH(
      6,
      "force-detach BACKUP-02 --reason test --confirm LAST-SIX-OF-VDI",
      before -> before.run("attach BACKUP-02 --vm nas01"),
      DiskOnThePool::assertOut),

  ROTATION_IN(
      "rotation run offsite",
      before -> before.rotation(),
      disk -> disk.assertAttachedOnce("nas01")),

  ROTATION_OUT(
      "rotation out offsite",
      before -> {
        before.rotation();
        before.run("rotation run offsite");
      },
      DiskOnThePool::assertReleased),

  REPAIR_AFTER_A_KILL(
      "repair",
      before -> {
        var lease = "1;owner=alice@ws1;operation=attach;token=a1;taken=2001-01-01T00:00:00Z";
        before.note("xendisk:lease", lease);
        before.note("xendisk:lease-beat:a1:4", "2001-01-01T00:00:40Z");
        before.note("xendisk:takeover:long-gone", lease);
        before.vbdOfOurs("nas01");
      },
      DiskOnThePool::assertNobodys),

  REPAIR_OF_FORBIDDEN("repair", before -> before.vbdOfOurs("nas02"), DiskOnThePool::assertNobodys),

  REPAIR_AFTER_A_PULL(
      "repair",
      before -> {
        before.run("attach BACKUP-02 --vm nas01");
        before.pool().rack().pull("xs1", "sdc");
      },
      DiskOnThePool::assertGone);

  /** Whoever breaks the glass has to show that they mean this disk. */
  private static final String LAST_SIX = "LAST-SIX-OF-VDI";

  /** A configuration with hooks that unmount what the guest has mounted. */
  private static final String HOOKS = "THE-HOOKS";

  private static final Map<Play, List<String>> CALLS = new ConcurrentHashMap<>();

  private final int done;
  private final String line;
  private final Consumer<Before> before;
  private final Consumer<DiskOnThePool> after;

  Play(String line, Consumer<Before> before, Consumer<DiskOnThePool> after) {
    this(0, line, before, after);
  }

  Play(int done, String line, Consumer<Before> before, Consumer<DiskOnThePool> after) {
    this.done = done;
    this.line = line + " --timeout 30s -o json";
    this.before = before;
    this.after = after;
  }

  /** What a play is set up with: commands, and somebody who knows XenAPI only. */
  private record Before(SimulatedPool pool, PlainClient plain) {
    void run(String line) {
      var ran = Shell.on(pool).run(line.split(" ", -1));
      assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    }

    /** The VM runs on another host than its disk. */
    void move(String vm, String host) {
      var to = plain.call("host.get_by_name_label", host).get(0).asString();
      plain.call("VM.pool_migrate", plain.vm(vm), to, Map.of());
    }

    /** A set of one disk, which the pool knows; its twin by model is out. */
    void rotation() {
      pool.rack().pull("xs1", "sdb");
      run("disk enrol BACKUP-02");
      plain.call(
          "pool.add_to_other_config",
          plain.call("pool.get_all").get(0).asString(),
          "xendisk:rotation-set:offsite~1",
          "1;vm=nas01;turn=round-robin;disks=BACKUP-02;at=00%3A00;zone=UTC;every=week;"
              + "from=2001-01-01;overdue=PT48H;offsite=0;unknown=warn;wrong=refuse;only=release;"
              + "release=PT2M");
    }

    void note(String key, String text) {
      plain.call("VDI.add_to_other_config", DiskOnThePool.vdi(plain), key, text);
    }

    void vbdOfOurs(String vm) {
      var vbd = plain.createVbd(plain.vm(vm), DiskOnThePool.vdi(plain));
      plain.call("VBD.add_to_other_config", vbd, "xendisk:made-by", "1;owner=alice@ws1;token=a1");
    }
  }

  /** A pool on which everything is as the command finds it. */
  SimulatedPool pool() {
    var pool = SimulatedPool.start("nas");
    Shell.on(pool).run("disks"); // reads what is on them
    try (var plain = PlainClient.on(pool)) {
      before.accept(new Before(pool, plain));
    }
    return pool;
  }

  /** The cases of each play; all of them are under way when the first is asked for its end. */
  static Stream<DynamicContainer> each(Function<Play, Stream<DynamicTest>> cases) {
    return Stream.of(values())
        .map(play -> DynamicContainer.dynamicContainer(play.name(), cases.apply(play)))
        .toList()
        .stream();
  }

  /** How it ends when it is done. */
  int done() {
    return done;
  }

  String line() {
    return line;
  }

  /** Its words in this shell, for a pool that is as it finds it. */
  List<String> words(Shell shell, SimulatedPool pool) {
    var words = line;
    if (line.contains(LAST_SIX)) {
      try (var plain = PlainClient.on(pool)) {
        var uuid = plain.call("VDI.get_uuid", DiskOnThePool.vdi(plain)).asString();
        words = words.replace(LAST_SIX, uuid.substring(uuid.length() - 6));
      }
    }
    if (line.contains(HOOKS)) {
      words = words.replace(HOOKS, hooks(shell, pool).toString());
    }
    return List.of(words.split(" ", -1));
  }

  /** Cron runs it again soon: what others' work keeps it from is left to the next run, exit 0. */
  boolean isOfASchedule() {
    return line.startsWith("rotation run ");
  }

  private static Path hooks(Shell shell, SimulatedPool pool) {
    try {
      var file = Files.createTempFile("hooks", ".yaml");
      file.toFile().deleteOnExit();
      return Files.writeString(
          file,
          """
          pools:
            lab:
              url: %s
              vms:
                nas01:
                  before-detach:
                    command: [curl, -sS, -X, POST, -d, '{"device":"xvdb"}', %s/_sim/guests/nas01/umount]
                  after-attach:
                    command: ['true']
          """
              .formatted(shell.environment().get("XENDISK_URL"), pool.url()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Shell.Ran run(Shell shell, SimulatedPool pool) {
    return shell.run(words(shell, pool).toArray(String[]::new));
  }

  /** The calls that it makes when nobody disturbs it. */
  List<String> calls() {
    return CALLS.computeIfAbsent(this, Play::undisturbed);
  }

  private List<String> undisturbed() {
    try (var pool = pool();
        var gate = CallGate.before(pool.url(), new CallGate.Keeper() {})) {
      var ran = run(gate.shell(pool), pool);
      assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(done);
      assertDone(pool);
      return gate.methods();
    }
  }

  /** Everything is as one undisturbed run leaves it. */
  void assertDone(SimulatedPool pool) {
    try (var plain = PlainClient.on(pool)) {
      after.accept(new DiskOnThePool(pool, plain));
    }
    assertThat(pool.violations(OwnNotes.OF_XENDISK)).isEmpty();
  }
}
