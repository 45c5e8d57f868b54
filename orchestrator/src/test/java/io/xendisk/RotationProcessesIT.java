package io.xendisk;

import static io.xendisk.RotatedPool.BAY;
import static io.xendisk.RotatedPool.OTHER_BAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code rotation run} every five minutes by three processes at once, as the crons of three
 * machines start it, for a day: 864 of them. Other builds have {@link RotationYearIT}'s callers.
 */
@EnabledIfSystemProperty(named = "xendisk.proofs", matches = "true")
class RotationProcessesIT {
  private static final int HOURS = Integer.getInteger("xendisk.hours", 24);
  private static final Instant BEGIN = Instant.parse("2026-01-05T10:00:00Z");
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  /** By ticks after the swap is due. */
  private static final int PULLED = 3;

  private static final int PUSHED_IN = 7;

  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // JUnit fills in the directory
  RotationProcessesIT() {}

  @Test
  void threeProcessesAtOnceChangeAndTellNothingThatOneWouldNotHave() throws Exception {
    var one = played(1);
    var three = played(3);

    assertThat(three).isEqualTo(one).anyMatch(line -> line.contains("released R-1"));
    assertThat(three).anyMatch(line -> line.contains("attached R-2"));
  }

  /** What was done at which tick, what people were told, and how the turns ended. */
  private List<String> played(int callers) throws Exception {
    var here = Files.createDirectory(directory.resolve("of-" + callers));
    var told = here.resolve("told");
    var set = new String[] {"swap: {every: week}", "overdue-after: 2d"};
    try (var pool = RotatedPool.startAt(BEGIN, here, 3, set)) {
      pool.configure("notify: {routes: {file: {command: [sh, -c, 'cat >> %s']}}}".formatted(told));
      settle(pool);
      var due = Instant.parse(pool.json("rotation", "next", "offsite").at("/next/at").asString());
      var lines = new ArrayList<String>();
      for (int tick = -HOURS * 6; tick < HOURS * 6; tick++) {
        pool.pass(Duration.between(pool.pool().clock().instant(), due).plus(after(tick)));
        people(pool, tick);
        for (var deed : runs(pool, callers)) {
          lines.add("%d: %s".formatted(tick, deed));
        }
      }
      assertThat(pool.pool().violations()).isEmpty();
      lines.addAll(events(told));
      for (var turn : pool.json("rotation", "history", "offsite").get("turns")) {
        lines.add("%s %s".formatted(turn.get("disk"), turn.get("end")));
      }
      return lines;
    }
  }

  private static Duration after(int tick) {
    return FIVE_MINUTES.multipliedBy(tick);
  }

  /** R-1 is in, R-2 and R-3 are away. */
  private static void settle(RotatedPool pool) {
    pool.push("R-2", OTHER_BAY);
    assertThat(pool.run("rotation", "in", "offsite", "R-2").exit()).isZero();
    pool.run("rotation", "out", "offsite", "--only-copy");
    pool.pull("R-2");
    pool.push("R-1", BAY);
    assertThat(pool.run("rotation", "in", "offsite", "R-1").exit()).isZero();
  }

  private static void people(RotatedPool pool, int tick) {
    if (tick >= PULLED && pool.isIn("R-1")) {
      pool.pull("R-1");
    }
    if (tick >= PUSHED_IN && !pool.isIn("R-2")) {
      pool.push("R-2", BAY);
    }
  }

  /** What they did, all of them together. */
  private static List<String> runs(RotatedPool pool, int callers) throws Exception {
    var words = List.of("rotation", "run", "offsite", "--pool", "lab", "-o", "json");
    var ran = new ArrayList<Shell.Ran>();
    if (callers == 1) {
      ran.add(pool.shell().run(words.toArray(String[]::new)));
    } else {
      var running =
          Stream.generate(() -> RealProcess.start(pool.shell(), words)).limit(callers).toList();
      awaitAll(pool, running);
      for (var process : running) {
        ran.add(process.ran());
      }
    }
    var deeds = new ArrayList<String>();
    for (var one : ran) {
      assertThat(one.exit()).as(one.out() + one.err()).isIn(0, 75);
      for (var deed : one.json().get("deeds")) {
        deeds.add(deed.get("deed").asString() + " " + deed.at("/disk/filesystem/label").asString());
      }
    }
    return deeds;
  }

  /** Who waits for another, waits by the pool's clock: it is turned when nothing else goes on. */
  private static void awaitAll(RotatedPool pool, List<RealProcess> running) throws Exception {
    while (true) {
      var alive = running.stream().filter(one -> one.process().isAlive()).toList();
      if (alive.isEmpty()) {
        return;
      }
      boolean ended = alive.getFirst().process().waitFor(5, TimeUnit.MILLISECONDS);
      int waiters = pool.pool().clock().waiters();
      if (!ended && waiters >= alive.size()) {
        pool.pass(Duration.ofSeconds(1));
      }
    }
  }

  /** By event, disk and moment: nothing of it was told twice. */
  private static List<String> events(Path told) throws IOException {
    var events = new ArrayList<String>();
    var ids = new ArrayList<String>();
    for (var line : Files.readAllLines(told)) {
      var json = new JsonMapper().readTree(line);
      ids.add(json.get("id").asString());
      var minute = json.get("when").asString().substring(0, "2026-01-05T10:00".length());
      events.add("told %s of %s, %s".formatted(json.get("event"), json.at("/disk/name"), minute));
    }
    assertThat(ids).as("each once").doesNotHaveDuplicates();
    return events.stream().sorted().toList();
  }
}
