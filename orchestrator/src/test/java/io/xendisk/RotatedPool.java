package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A simulated pool whose VM nas01 has a set of disks, R-1 and so on, that take turns in two bays of
 * xs1; the hands at its rack know the disks by name. Confined to one thread.
 */
final class RotatedPool implements AutoCloseable {
  static final String BAY = "5:0:0:0";
  static final String OTHER_BAY = "6:0:0:0";

  private final SimulatedPool pool;
  private final Shell shell;
  private final Path config;
  private final Map<String, String> letters = new HashMap<>();
  private final Map<String, Map<String, Object>> disks = new HashMap<>();

  private RotatedPool(SimulatedPool pool, Path config) {
    this.pool = pool;
    this.config = config;
    this.shell =
        Shell.on(pool)
            .with("XENDISK_CONFIG", config.toString())
            .with("XDG_STATE_HOME", config.resolveSibling("state").toString())
            .with("LAB", pool.password());
  }

  /**
   * Starts one with so many disks, all enrolled and none in a bay; its clock moves when it is
   * turned, and nothing takes any time.
   *
   * @param directory where its configuration is written
   * @param set more lines of the set's configuration
   */
  static RotatedPool start(Path directory, int disks, String... set) {
    return with(SimulatedPool.of("nas").standingClock().start(), directory, disks, set);
  }

  /** The same, from a moment of one's own. */
  static RotatedPool startAt(Instant moment, Path directory, int disks, String... set) {
    return with(SimulatedPool.of("nas").standingClock(moment).start(), directory, disks, set);
  }

  /** The same, whose clock runs: somebody waits there for a while. */
  static RotatedPool running(Path directory, int disks, String... set) {
    return with(SimulatedPool.start("nas"), directory, disks, set);
  }

  private static RotatedPool with(SimulatedPool pool, Path directory, int disks, String... set) {
    pool.rack().pull("xs1", "sdb");
    pool.rack().pull("xs1", "sdc");
    var names = IntStream.rangeClosed(1, disks).mapToObj(i -> "R-" + i).toList();
    var rotated = new RotatedPool(pool, write(directory, pool, names, List.of(set)));
    for (int i = 0; i < disks; i++) {
      rotated.enrol(names.get(i), i);
    }
    return rotated;
  }

  private static Path write(
      Path directory, SimulatedPool pool, List<String> names, List<String> set) {
    var lines =
        Stream.concat(
                Stream.of(
                    "pools:",
                    "  lab:",
                    "    url: " + pool.url(),
                    "    user: " + pool.user(),
                    "    password: {env: LAB}",
                    "    rotations:",
                    "      offsite:",
                    "        vm: nas01",
                    "        disks: [" + String.join(", ", names) + "]"),
                set.stream().map(line -> "        " + line))
            .toList();
    try {
      return Files.write(directory.resolve("config.yaml"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a line to the configuration of its VM. */
  void configureVm(String line) {
    configure("    vms:", "      nas01:", "        " + line);
  }

  /** Adds lines to its configuration. */
  void configure(String... lines) {
    try {
      Files.write(config, List.of(lines), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void enrol(String name, int number) {
    disks.put(
        name,
        Map.of(
            "model",
            "MODEL-%d".formatted(number),
            "serial",
            "SN-%04d".formatted(number),
            "size",
            2_000_398_934_016L + 4096L * number,
            "filesystem",
            Map.of("type", "ext3", "label", name, "usedPercent", 40)));
    push(name, BAY);
    var enrolled = shell.run("disk", "enrol", "label:" + name, "--label", name);
    assertThat(enrolled.exit()).as(enrolled.err()).isZero();
    // The control domain lets go of a disk that was read a moment later.
    pool.clock().advance(Duration.ofMinutes(1));
    pull(name);
  }

  /** Pushes a disk in that was pulled, or comes for the first time. */
  void push(String name, String bay) {
    var disk = new HashMap<>(disks.get(name));
    disk.put("bay", bay);
    letters.put(name, pool.rack().push("xs1", disk));
  }

  void pull(String name) {
    pool.rack().pull("xs1", Objects.requireNonNull(letters.remove(name)));
  }

  boolean isIn(String name) {
    return letters.containsKey(name);
  }

  Shell.Ran run(String... words) {
    return on(shell, words);
  }

  /** The same by somebody else's shell. */
  Shell.Ran on(Shell other, String... words) {
    if (List.of(words).contains("--pool")) {
      return other.run(words);
    }
    var all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--pool";
    all[words.length + 1] = "lab";
    return other.run(all);
  }

  JsonNode json(String... words) {
    var all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "-o";
    all[words.length + 1] = "json";
    return run(all).json();
  }

  /** What a disk is doing, by {@code rotation status}. */
  String stage(String name) {
    for (var disk : json("rotation", "status", "offsite").at("/rotations/0/disks")) {
      if (disk.get("disk").asString().equals(name)) {
        return disk.get("stage").asString();
      }
    }
    throw new AssertionError("no disk " + name);
  }

  void pass(Duration time) {
    pool.clock().advance(time);
  }

  SimulatedPool pool() {
    return pool;
  }

  Shell shell() {
    return shell;
  }

  Path config() {
    return config;
  }

  @Override
  public void close() {
    pool.close();
  }
}
