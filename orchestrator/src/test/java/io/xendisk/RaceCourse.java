package io.xendisk;

import io.xendisk.fixtures.SimulatedPool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Three disks and two VMs that everybody wants, the words with which they ask for them, and the
 * hands of a person who minds nobody. The hands belong to one thread; the rest is thread-safe.
 */
final class RaceCourse implements AutoCloseable {
  static final List<String> VMS = List.of("nas01", "nas02");

  /** Each disk, and the name by which the pool's records have it. */
  static final Map<String, String> DISKS =
      new TreeMap<>(
          Map.of(
              "BACKUP-01",
              "SCSI 2:0:0:0",
              "BACKUP-02",
              DiskOnThePool.BACKUP_02,
              "BACKUP-03",
              "SCSI 5:0:0:0"));

  private static final String HOST = "xs1";

  private final SimulatedPool pool = SimulatedPool.start("nas");
  private final PlainClient plain = PlainClient.on(pool);

  /** Where the disks are: one that was pushed back may have another letter. */
  private final List<String> letters = new ArrayList<>(List.of("sdb", "sdc", "sde"));

  /** What the hand does next: in ten deeds there is one of each kind at least. */
  private final List<Integer> deck = new ArrayList<>();

  private final Map<String, Integer> deeds = new TreeMap<>();
  private @Nullable String pulled;

  RaceCourse() {
    pool.rack()
        .push(
            HOST,
            Map.of(
                "device",
                "sde",
                "bay",
                "5:0:0:0",
                "serial",
                "RACE-0003",
                "filesystem",
                Map.of("type", "ext3", "label", "BACKUP-03")));
    Shell.on(pool).run("disks"); // reads what is on them
    PlainClient.put(pool, "/_sim/backend", "{\"plugDelayMs\":30,\"unplugDelayMs\":30}");
  }

  SimulatedPool pool() {
    return pool;
  }

  PlainClient plain() {
    return plain;
  }

  /** What an operator or a script may type next. */
  List<String> words(Random chance, String timeout) {
    var disk = any(List.copyOf(DISKS.keySet()), chance);
    var vm = any(VMS, chance);
    var line =
        switch (chance.nextInt(16)) {
          case 0, 1, 2, 3 -> "attach " + disk + " --vm " + vm;
          case 4 -> "attach " + disk + " --vm " + vm + " --if-halted start";
          case 5, 6, 7, 8 -> "detach " + disk;
          case 9, 10 -> force(disk);
          case 11 -> "park " + vm;
          case 12 -> "unpark " + vm;
          case 13 -> "vm start " + vm;
          case 14 -> "repair";
          default -> "status";
        };
    return List.of((line + " --no-input -o json --timeout " + timeout).split(" ", -1));
  }

  private String force(String disk) {
    var uuid =
        vdis(DISKS.getOrDefault(disk, "")).stream()
            .map(vdi -> vdi.get("uuid").asString())
            .findFirst()
            .orElse("nothing-is-there");
    return "force-detach %s --reason race --confirm %s"
        .formatted(disk, uuid.substring(uuid.length() - 6));
  }

  private List<JsonNode> vdis(String name) {
    return plain
        .call("VDI.get_all_records_where", "field \"name__label\" = \"%s\"".formatted(name))
        .valueStream()
        .toList();
  }

  /** Something that a person does at the rack, in a guest or with another tool; it may not work. */
  String hand(Random chance) {
    var vm = any(VMS, chance);
    if (deck.isEmpty()) {
      deck.addAll(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
      Collections.shuffle(deck, chance);
    }
    var deed =
        switch (deck.removeLast()) {
          case 0, 1, 2, 3 -> pulled == null ? pull(any(letters, chance)) : pushBack();
          case 4, 5 -> mount(vm);
          case 6, 7 -> unmount(vm);
          case 8 -> crash(vm);
          default -> reboot(isRunning(vm) ? vm : VMS.getFirst());
        };
    deeds.merge(deed.substring(0, deed.indexOf(' ')), 1, Integer::sum);
    return deed;
  }

  /** How often the hand did what. */
  Map<String, Integer> deeds() {
    return deeds;
  }

  private String pull(String letter) {
    pool.rack().pull(HOST, letter);
    letters.remove(letter);
    pulled = letter;
    return "pulls " + letter;
  }

  private String pushBack() {
    var back = Objects.requireNonNull(pulled, "what was pulled");
    var device = pool.rack().pushBack(HOST, back);
    letters.add(device);
    pulled = null;
    return "pushes " + back + " back as " + device;
  }

  private String mount(String vm) {
    return each(vm, "ready", device -> pool.guest(vm).mount(device));
  }

  private String unmount(String vm) {
    return each(vm, "mounted", device -> pool.guest(vm).umount(device));
  }

  private interface InGuest {
    void act(String device);
  }

  /** A guest may lose the device, or end, at the same moment. */
  private String each(String vm, String state, InGuest what) {
    try {
      for (var device : new ArrayList<>(pool.guest(vm).devices().entrySet())) {
        if (device.getValue().equals(state)) {
          what.act(device.getKey());
        }
      }
      return "has whatever is " + state + " in " + vm + " mounted or unmounted";
    } catch (RuntimeException e) {
      return "fails in " + vm + ": " + e.getMessage();
    }
  }

  private String crash(String vm) {
    if (!isRunning(vm)) {
      return "leaves " + vm + ", which is halted";
    }
    pool.guest(vm).crash();
    return "crashes " + vm;
  }

  private String reboot(String vm) {
    try {
      plain.call("VM.hard_reboot", plain.vm(vm));
      return "reboots " + vm;
    } catch (IllegalStateException e) {
      return "cannot reboot " + vm + ": " + e.getMessage();
    }
  }

  /** The race is over: whatever is out comes back, and the guests let go. */
  void tidyUp() {
    if (pulled != null) {
      var _ = pushBack();
    }
    VMS.forEach(this::unmount);
    PlainClient.put(pool, "/_sim/backend", "{}");
  }

  boolean isRunning(String vm) {
    return plain.call("VM.get_power_state", plain.vm(vm)).asString().equals("Running");
  }

  /** Switched off: what a guest still held ends with it. */
  void switchOff(String vm) {
    if (isRunning(vm)) {
      plain.call("VM.hard_shutdown", plain.vm(vm));
    }
  }

  /** Everything that nobody may leave behind, each in a sentence. */
  List<String> leftovers() {
    var left = new ArrayList<String>();
    var held = new ArrayList<String>();
    plain.call("VBD.get_all_records").valueStream().forEach(vbd -> leftover(vbd, held, left));
    for (var of : List.of("VDI", "VM")) {
      for (var record : plain.call(of + ".get_all_records")) {
        record.get("other_config").propertyNames().stream()
            .filter(key -> key.startsWith("xendisk:lease") || key.startsWith("xendisk:takeover"))
            .forEach(key -> left.add(key + " of " + record.get("name_label").asString()));
      }
    }
    for (var vm : VMS) {
      var ref = plain.vm(vm);
      var blocks = plain.call("VM.get_blocked_operations", ref);
      if (!blocks.isEmpty() && !held.contains(ref)) {
        var notes = plain.call("VM.get_other_config", ref);
        left.add("%s cannot be started, and keeps no disk: %s, %s".formatted(vm, blocks, notes));
      }
    }
    return left;
  }

  private static void leftover(JsonNode vbd, List<String> held, List<String> left) {
    var notes = vbd.get("other_config");
    if (!notes.has("xendisk:made-by")) {
      return;
    }
    held.add(vbd.get("VM").asString());
    if (!vbd.get("currently_attached").asBoolean() && !notes.has("xendisk:keep")) {
      left.add("a VBD of ours that nobody means: " + vbd);
    }
  }

  private static String any(List<String> all, Random chance) {
    return all.get(chance.nextInt(all.size()));
  }

  @Override
  public void close() {
    plain.close();
    pool.close();
  }
}
