package io.xendisk;

import io.xendisk.cli.CommandRunner;
import io.xendisk.cli.World;
import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.xenapi.ClientOptions;
import io.xendisk.xenapi.EventStream;
import io.xendisk.xenapi.PbdRecord;
import io.xendisk.xenapi.Secret;
import io.xendisk.xenapi.TaskRecord;
import io.xendisk.xenapi.TaskStatus;
import io.xendisk.xenapi.VbdMode;
import io.xendisk.xenapi.VbdSpec;
import io.xendisk.xenapi.VdiRecord;
import io.xendisk.xenapi.VmRecord;
import io.xendisk.xenapi.Where;
import io.xendisk.xenapi.XenApi;
import io.xendisk.xenapi.XenClass;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The whole story on a simulated pool in this very process: what goes wrong when a disk is attached
 * by hand, and how xendisk does it. Every command in it is really run. Confined to one thread.
 */
final class Demo {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final World world;
  private final PrintStream out;

  Demo(World world) {
    this.world = world;
    this.out = world.out();
  }

  /** Tells it; 0 if it went as told. */
  int tell() {
    try (var pool = SimulatedPool.start("nas")) {
      out.println("A pool that does not exist: hosts xs1 and xs2, NAS VMs nas01 and nas02.");
      run(pool, "disks");

      say("By hand, as in XenCenter: BACKUP-01 is given to nas02 while it is halted.");
      startWithDisk(pool);
      say(
          "nas02 has booted, and its guest says of the disk: %s. It will never let go of it."
              .formatted(state(pool, "nas02")));

      int attached = run(pool, "attach", "BACKUP-02", "--vm", "nas01");
      say(
          "The guest of nas01 says of it: %s. It is mounted, and a backup runs."
              .formatted(state(pool, "nas01")));
      var device = newestDevice(pool, "nas01");
      pool.guest("nas01").mount(device);
      int refused = run(pool, "detach", "BACKUP-02", "--deadline", "1s");

      say("The backup is done, and the guest unmounts the disk.");
      pool.guest("nas01").umount(device);
      int released = run(pool, "detach", "BACKUP-02");
      return attached == 0 && refused == 5 && released == 0 ? 0 : 1;
    }
  }

  private void say(String what) {
    out.println("-- " + what);
  }

  private int run(SimulatedPool pool, String... words) {
    out.println("$ xendisk " + String.join(" ", words));
    var environment = new HashMap<>(world.environment());
    environment.keySet().removeIf(name -> name.startsWith("XENDISK_"));
    environment.putAll(
        Map.of(
            "XENDISK_URL", pool.url().toString(),
            "XENDISK_USER", pool.user(),
            "XENDISK_PASSWORD", pool.password()));
    // What its commands leave behind is nothing for this workstation.
    try (var directory = OwnDirectory.make()) {
      environment.put("XDG_STATE_HOME", directory.path().toString());
      return new CommandRunner(world.with(environment, out, out), "demo").run(words);
    }
  }

  /** What a plain client does that knows nothing of guests. */
  private static void startWithDisk(SimulatedPool pool) {
    var options =
        ClientOptions.of(pool.url(), pool.user(), new Secret(pool.password()))
            .originator("demo")
            .build();
    try (var api = XenApi.login(options)) {
      VmRecord vm = api.find(XenClass.VM, Where.nameLabel("nas02")).getFirst();
      var srsOfItsHost =
          api.all(XenClass.PBD).stream()
              .filter(pbd -> pbd.host().equals(vm.affinity()))
              .map(PbdRecord::sr)
              .toList();
      VdiRecord disk =
          api.find(XenClass.VDI, Where.field("location").is("/dev/xapi/block/sdb")).stream()
              .filter(vdi -> srsOfItsHost.contains(vdi.sr()))
              .findFirst()
              .orElseThrow();
      api.createVbd(
          new VbdSpec(vm.ref(), disk.ref(), VbdSpec.AUTODETECT, VbdMode.RW, true, Map.of()));
      EventStream events = api.look(List.of(vm.ref()), List.of()).follow();
      var task = api.startAsync(vm.ref());
      events.also(task);
      await(
          events,
          () ->
              events
                  .latest(XenClass.TASK, task)
                  .map(TaskRecord::status)
                  .filter(status -> status != TaskStatus.PENDING)
                  .isPresent());
      api.destroyTask(task);
      events.watch(api.get(XenClass.VM, vm.ref()).orElseThrow().guestMetrics());
      await(events, () -> pool.guest("nas02").booted());
    }
  }

  private static void await(EventStream events, BooleanSupplier done) {
    long start = System.nanoTime();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IllegalStateException("the simulated pool did not get there");
      }
      events.next(Duration.ofMillis(500));
    }
  }

  private static String state(SimulatedPool pool, String vm) {
    return pool.guest(vm).devices().getOrDefault(newestDevice(pool, vm), "not there");
  }

  /** The device with the highest name: the root disk has the first. */
  private static String newestDevice(SimulatedPool pool, String vm) {
    return pool.guest(vm).devices().keySet().stream().max(String::compareTo).orElse("none");
  }
}
