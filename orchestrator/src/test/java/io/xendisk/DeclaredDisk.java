package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The disk DAILY-1 in a bay of xs1, enrolled and with a file that declares it for nas01: what tests
 * of the service begin with. Confined to one thread.
 */
final class DeclaredDisk {
  static final String NAME = "DAILY-1";
  private static final String BAY = "8:0:0:0";

  private final SimulatedPool pool;
  private final Shell shell;
  private final Path file;
  private final String letter;

  private DeclaredDisk(SimulatedPool pool, Shell shell, Path file, String letter) {
    this.pool = pool;
    this.shell = shell;
    this.file = file;
    this.letter = letter;
  }

  /** Pushes it in and enrols it; nothing is declared yet. */
  static DeclaredDisk in(SimulatedPool pool, Shell shell, Path directory) throws Exception {
    return in(pool, shell, directory, Map.of());
  }

  /** The same of a disk of which something more is so. */
  static DeclaredDisk in(SimulatedPool pool, Shell shell, Path directory, Map<String, Object> more)
      throws Exception {
    var disk = disk(BAY);
    disk.putAll(more);
    var letter = pool.rack().push("xs1", disk);
    assertThat(shell.run("disk", "enrol", "label:" + NAME, "--label", NAME).exit()).isZero();
    var file =
        Files.writeString(
            directory.resolve("declared.yaml"), "attachments: {%s: {vm: nas01}}".formatted(NAME));
    return new DeclaredDisk(pool, shell, file, letter);
  }

  private static Map<String, Object> disk(String bay) {
    return new HashMap<>(
        Map.of(
            "bay",
            bay,
            "model",
            "MODEL-D",
            "serial",
            "SN-D",
            "size",
            1_000_204_886_016L,
            "filesystem",
            Map.of("type", "ext3", "label", NAME, "uuid", "5f0f3a1e-0000-4000-8000-00000000d001")));
  }

  /** Declares it, or tells so again. */
  DeclaredDisk apply() {
    assertThat(shell.run("apply", "-f", file.toString()).exit()).isZero();
    return this;
  }

  Path file() {
    return file;
  }

  /** The letter of its first bay. */
  String letter() {
    return letter;
  }

  void pull() {
    pool.rack().pull("xs1", letter);
  }

  /** Pushes it into the bay that it was pulled from. */
  void pushBack() {
    pool.rack().push("xs1", disk(BAY));
  }

  /** Pushes it into another bay, where it gets another letter. */
  void pushElsewhere() {
    var disk = disk("9:0:0:0");
    disk.put("device", "sdq");
    pool.rack().push("xs1", disk);
  }

  /** What a service does about it now, in one word; empty where the pool cannot be asked. */
  String state() {
    var ran = shell.run("get", "attachments", "-o", "json");
    return ran.exit() == 0 ? ran.json().at("/attachments/0/state").asString() : "";
  }

  boolean guestHasIt() {
    var devices = pool.guest("nas01").devices();
    return devices.containsValue("ready") || devices.containsValue("mounted");
  }
}
