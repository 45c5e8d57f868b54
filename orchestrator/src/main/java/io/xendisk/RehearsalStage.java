package io.xendisk;

import io.xendisk.adapter.xenapi.XenApiPool;
import io.xendisk.cli.World;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.fixtures.PoolBuilder;
import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.operation.EnrolDisk;
import io.xendisk.operation.EnrolOrder;
import io.xendisk.operation.EnrolOutcome;
import io.xendisk.operation.StartOrder;
import io.xendisk.operation.StartVm;
import io.xendisk.operation.Surroundings;
import io.xendisk.port.Workstation;
import io.xendisk.xenapi.ClientOptions;
import io.xendisk.xenapi.Secret;
import io.xendisk.xenapi.XenApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * A simulated pool with the VM, the bays and the disks of one set, and the hands at its rack, which
 * know the disks by name. Its clock moves when it is turned. Confined to one thread; the
 * surroundings that it gives may be used by others.
 */
final class RehearsalStage implements AutoCloseable {
  private static final String PASSWORD = "rehearsal";
  private static final List<String> SOME_BAYS = List.of("2:0:0:0", "3:0:0:0");
  private static final long SIZE = 2_000_398_934_016L;
  private static final long SECTOR = 4096;
  private static final Duration MOMENT = Duration.ofMinutes(1);

  private final Workstation workstation;
  private final RandomGenerator random;
  private final SimulatedPool pool;
  private final String host;
  private final List<String> bays;
  private final XenApi api;
  private final Map<String, Map<String, Object>> disks = new HashMap<>();
  private final Map<String, String> letters = new HashMap<>();
  private final Map<String, String> taken = new HashMap<>();

  private RehearsalStage(Wings wings, SimulatedPool pool, String host, List<String> bays) {
    this.workstation = wings.workstation;
    this.random = wings.random;
    this.pool = pool;
    this.host = host;
    this.bays = bays;
    this.api = login(pool);
  }

  /** What is brought to the stage; {@code clock} is a standing one. */
  record Wings(Workstation workstation, RandomGenerator random, UnaryOperator<PoolBuilder> clock) {}

  /** Starts one whose disks are all enrolled and away, now. */
  static RehearsalStage start(World world, RotationSet set) throws InterruptedException {
    return start(new Wings(world.workstation(), world.random(), PoolBuilder::standingClock), set);
  }

  static RehearsalStage start(Wings wings, RotationSet set) throws InterruptedException {
    var places =
        set.bays().isEmpty() ? SOME_BAYS.stream().map(bay -> "xs1/" + bay).toList() : set.bays();
    var host = places.getFirst().substring(0, places.getFirst().indexOf('/'));
    var bays =
        places.stream()
            .filter(place -> place.startsWith(host + "/"))
            .map(place -> place.substring(host.length() + 1))
            .toList();
    var stage = new RehearsalStage(wings, started(wings, set, host), host, bays);
    try {
      for (var disk : set.members()) {
        stage.enrol(disk);
      }
      return stage;
    } catch (RuntimeException | InterruptedException e) {
      stage.close();
      throw e;
    }
  }

  private static SimulatedPool started(Wings wings, RotationSet set, String host) {
    try {
      var file = Files.createTempFile("xendisk-rehearsal", ".yaml");
      try {
        Files.writeString(file, worldOf(set, host));
        return wings.clock.apply(SimulatedPool.of(file.toString())).start();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the rehearsal's world could not be written", e);
    }
  }

  private static String worldOf(RotationSet set, String host) {
    return """
    pool: {name: rehearsal, master: HOST}
    accounts:
      - {user: root, password: PASSWORD, role: pool-admin}
    hosts:
      - {name: HOST, local-rules: true, disks: []}
    srs:
      - {name: disks of VMs, type: nfs, shared: true, size: 2147483648000, hosts: [HOST]}
    vms:
      - name: VIRTUAL
        on: HOST
        ran-for: 30d
        disks: [{sr: disks of VMs, size: 17179869184}]
        guest:
          boot-delay: 1s
          drivers-version: {major: "6", minor: "1", micro: "0", build: "59235"}
    """
        .replace("HOST", quoted(host))
        .replace("PASSWORD", PASSWORD)
        .replace("VIRTUAL", quoted(set.vm()));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static XenApi login(SimulatedPool pool) {
    return XenApi.login(
        ClientOptions.of(pool.url(), pool.user(), new Secret(pool.password()))
            .originator("rehearsal")
            .build());
  }

  private void enrol(String name) throws InterruptedException {
    int number = disks.size();
    disks.put(
        name,
        Map.of(
            "model",
            "MODEL-%02d".formatted(number),
            "serial",
            "SERIAL-%04d".formatted(number),
            "size",
            SIZE + SECTOR * number,
            "filesystem",
            Map.of("type", "ext3", "label", "D%d".formatted(number), "usedPercent", 40)));
    push(name);
    var selector = "dev:%s/%s".formatted(host, letter(name));
    var order = new EnrolOrder(DiskSelector.parse(selector), selector, name, false, false, null);
    if (new EnrolDisk(surroundings()).run(order) instanceof EnrolOutcome.NotDone(var why)) {
      throw new IllegalStateException("%s could not be enrolled: %s".formatted(name, why));
    }
    pass(MOMENT);
    pull(name);
  }

  /** What an operation works with: new each time, because the clock is turned in between. */
  Surroundings surroundings() {
    return surroundings(api);
  }

  /** The same for somebody with a session of their own. */
  Surroundings surroundings(XenApi session) {
    return new Surroundings(
        new XenApiPool(session, this::nanos), workstation, _ -> {}, this::nanos, random);
  }

  /** Time goes by as the pool's clock is turned. */
  private long nanos() {
    return ChronoUnit.NANOS.between(Instant.EPOCH, pool.clock().instant());
  }

  /** Somebody else's session, who closes it. */
  XenApi login() {
    return login(pool);
  }

  SimulatedPool pool() {
    return pool;
  }

  /** Pushes a disk of the set into the first bay. */
  void push(String name) {
    push(name, bays.getFirst());
  }

  void push(String name, String bay) {
    var disk = new HashMap<>(Objects.requireNonNull(disks.get(name), name));
    disk.put("bay", bay);
    letters.put(name, pool.rack().push(host, disk));
    taken.put(name, bay);
  }

  /** A bay with no disk of the set. */
  Optional<String> freeBay() {
    return bays.stream().filter(bay -> !taken.containsValue(bay)).findFirst();
  }

  void pull(String name) {
    pool.rack().pull(host, letter(name));
    letters.remove(name);
    taken.remove(name);
  }

  /** The host restarts, and the kernel gives its disks other letters. */
  void reboot() {
    var moved = new HashMap<String, String>();
    var names = letters.keySet().stream().sorted().toList();
    for (int i = 0; i < names.size(); i++) {
      moved.put(
          letter(names.get(i)),
          names.size() == 1 ? "sdx" : letter(names.get((i + 1) % names.size())));
    }
    pool.rack().reboot(host, moved);
    letters.replaceAll((_, letter) -> moved.get(letter));
  }

  /** Which disk of the set has this letter; nothing if none has. */
  Optional<String> diskAt(String letter) {
    return letters.entrySet().stream()
        .filter(entry -> entry.getValue().equals(letter))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  boolean isHere(String name) {
    return letters.containsKey(name);
  }

  private String letter(String name) {
    return Objects.requireNonNull(letters.get(name), name);
  }

  /** Shuts the VM down and starts it again. */
  void restart(String vm) throws InterruptedException {
    pool.guest(vm).crash();
    pass(MOMENT);
    start(vm);
  }

  /** As {@code xendisk vm start} does. */
  void start(String vm) throws InterruptedException {
    var order = new StartOrder(vm, BootSettings.DEFAULT, false, MOMENT);
    new StartVm(surroundings(), _ -> false).run(order);
    pass(MOMENT);
  }

  void pass(Duration time) {
    pool.clock().advance(time);
  }

  @Override
  public void close() {
    try {
      api.close();
    } finally {
      pool.close();
    }
  }
}
