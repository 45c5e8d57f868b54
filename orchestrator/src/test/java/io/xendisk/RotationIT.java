package io.xendisk;

import static io.xendisk.RotatedPool.BAY;
import static io.xendisk.RotatedPool.OTHER_BAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Disks that take turns, by the line of cron, beside people. */
@ExtendWith(InvariantsHold.class)
class RotationIT {
  private static final String[] WEEKLY = {"swap: {every: week}", "overdue-after: 2d"};

  /** The pool's clock stands; what a busy machine takes for a command goes on top of it. */
  private static final Duration A_LITTLE = Duration.ofMinutes(1);

  private static final Duration WEEK = Duration.ofDays(7).plus(A_LITTLE);

  @TempDir Path directory;

  private RotatedPool weekly(String... more) {
    return RotatedPool.start(directory, 3, lines(more));
  }

  /** Its guests hold a disk for longer than a run waits for them. */
  private RotatedPool withSlowGuests() {
    return RotatedPool.running(directory, 3, lines("release-within: 1s"));
  }

  private static String[] lines(String... more) {
    var lines = new String[WEEKLY.length + more.length];
    System.arraycopy(WEEKLY, 0, lines, 0, WEEKLY.length);
    System.arraycopy(more, 0, lines, WEEKLY.length, more.length);
    return lines;
  }

  /** R-1 is in, R-2 has a copy of last week. */
  private static void settle(RotatedPool pool) {
    pool.push("R-2", BAY);
    assertThat(pool.run("rotation", "in", "offsite", "R-2").exit()).isZero();
    pool.run("rotation", "out", "offsite", "--only-copy");
    pool.pull("R-2");
    pool.pass(A_LITTLE);
    pool.push("R-1", BAY);
    var in = pool.run("rotation", "in", "offsite", "R-1");
    assertThat(in.exit()).as(in.err()).isZero();
  }

  @Test
  void aMissingDiskIsRemindedOfOnceAndAttachedByTheNextRunWhenItIsThere() {
    try (var pool = weekly()) {
      var first = pool.run("rotation", "run", "offsite");
      var second = pool.run("rotation", "run", "offsite");
      var json = pool.json("rotation", "run", "offsite");
      pool.push("R-1", BAY);
      var attached = pool.json("rotation", "run", "offsite");
      var nothing = pool.run("rotation", "run", "offsite");

      assertThat(first.exit()).as(first.err()).isEqualTo(75);
      assertThat(first.err()).contains("R-1");
      assertThat(second.exit()).isEqualTo(75);
      assertThat(second.err() + second.out()).isEmpty();
      assertThat(json.at("/error/id").asString()).isEqualTo("disk-absent");
      assertThat(attached.get("changed").asBoolean()).as("%s", attached).isTrue();
      assertThat(attached.get("outcome").asString()).isEqualTo("attached");
      assertThat(nothing.exit()).isZero();
      assertThat(nothing.err() + nothing.out()).isEmpty();
      assertThat(pool.pool().violations()).isEmpty();
    }
  }

  @Test
  void aDiskThatSomebodyTookAndDidNotBringBackIsToldOnce() throws IOException {
    try (var pool = weekly()) {
      var told = directory.resolve("told");
      pool.configure(
          "notify:",
          "  routes:",
          "    file:",
          "      command: [sh, -c, 'cat >> " + told + "']",
          "      events: [custody-overdue]");
      var taken =
          pool.run("rotation", "checkout", "R-2", "--to", "Berlin", "--by", "Anna", "--due", "7d");
      assertThat(taken.exit()).as(taken.err()).isZero();

      pool.run("rotation", "run", "offsite");
      assertThat(told).doesNotExist();
      pool.pool().clock().advance(Duration.ofDays(8));
      pool.run("rotation", "run", "offsite");
      pool.run("rotation", "run", "offsite");

      assertThat(Files.readString(told).split("\"event\":", -1)).hasSize(2);
      assertThat(Files.readString(told)).contains("R-2", "Anna", "Berlin");
    }
  }

  @Test
  void whatPeopleAreToldInThePoolStandsBesideTheVm() {
    try (var pool = weekly();
        var plain = PlainClient.on(pool.pool())) {
      pool.configure("notify: {routes: {xencenter: {message: vm}}}");

      pool.run("rotation", "run", "offsite");

      var left = plain.call("message.get_all_records").valueStream().toList();
      assertThat(left)
          .singleElement()
          .satisfies(
              message -> {
                assertThat(message.get("name").asString()).isEqualTo("XENDISK_DISK_DUE");
                assertThat(message.get("cls").asString()).isEqualTo("VM");
                assertThat(message.get("obj_uuid"))
                    .isEqualTo(plain.call("VM.get_uuid", plain.vm("nas01")));
              });
    }
  }

  @Test
  void theWrongMemberIsRefusedWithTheNameOfTheExpectedOne() {
    try (var pool = weekly()) {
      pool.push("R-3", BAY);

      var run = pool.run("rotation", "run", "offsite");
      var json = pool.json("rotation", "run", "offsite");

      assertThat(run.exit()).isEqualTo(3);
      assertThat(run.err().replaceAll("\\s+", " ")).contains("turn of R-1");
      assertThat(json.at("/error/id").asString()).isEqualTo("wrong-turn");
      assertThat(json.at("/notices/0/event").asString()).isEqualTo("wrong-disk");
      assertThat(json.at("/notices/0/disk").asString()).as("it is the wrong disk").isEqualTo("R-3");
      assertThat(pool.stage("R-3")).isEqualTo("present");
    }
  }

  @Test
  void theWrongMemberIsAcceptedWhereTheSetSaysSoOrAPersonDoes() {
    try (var pool = weekly("wrong-turn: accept")) {
      pool.push("R-3", BAY);

      assertThat(pool.json("rotation", "run", "offsite").at("/deeds/0/outOfTurn").asBoolean())
          .isTrue();
      assertThat(pool.json("rotation", "next", "offsite").at("/next/disk").asString())
          .isEqualTo("R-1");
    }
    try (var pool = weekly()) {
      pool.push("R-3", BAY);

      assertThat(pool.run("rotation", "in", "offsite", "R-3").exit()).isZero();
      assertThat(pool.stage("R-3")).isEqualTo("attached");
    }
  }

  @Test
  void aWeekIsReleaseCarryAwayAndPushInTheNext() {
    try (var pool = weekly()) {
      settle(pool);
      pool.pass(WEEK);

      var released = pool.run("rotation", "run", "offsite");
      assertThat(released.exit()).as(released.err()).isZero();
      assertThat(released.out()).startsWith("SAFE TO PULL  xs1 bay " + BAY);
      assertThat(pool.stage("R-1")).isEqualTo("released");
      pool.pass(A_LITTLE);
      var waiting = pool.run("rotation", "run", "offsite");
      assertThat(waiting.exit()).as(waiting.err()).isEqualTo(75);
      assertThat(pool.stage("R-1")).as("nobody touches it").isEqualTo("released");

      pool.pull("R-1");
      pool.push("R-2", BAY);
      var next = pool.json("rotation", "run", "offsite");

      assertThat(next.get("outcome").asString()).as("%s", next).isEqualTo("attached");
      assertThat(pool.stage("R-1")).isEqualTo("away");
      assertThat(pool.stage("R-2")).isEqualTo("attached");
      var history = pool.json("rotation", "history", "offsite");
      assertThat(history.at("/turns/0/disk").asString()).isEqualTo("R-2");
      assertThat(history.at("/turns/1/disk").asString()).isEqualTo("R-1");
      assertThat(history.at("/turns/1/end").asString()).isEqualTo("clean");
      assertThat(history.at("/turns/1/usedPercent").asInt()).isEqualTo(40);
      pool.run("rotation", "checkout", "R-1", "--to", "Berlin", "--by", "Anna");
      assertThat(pool.json("rotation", "history", "offsite").at("/custody/0/by").asString())
          .isEqualTo("Anna");
      assertThat(pool.run("rotation", "history", "offsite").out()).contains("clean", "Berlin");
    }
  }

  @Test
  void aSecondBayMakesASwapOneRun() {
    try (var pool = weekly()) {
      settle(pool);
      pool.push("R-2", OTHER_BAY);
      pool.pass(WEEK);

      var run = pool.json("rotation", "run", "offsite");

      assertThat(run.at("/deeds/0/deed").asString()).as("%s", run).isEqualTo("released");
      assertThat(run.at("/deeds/1/deed").asString()).as("%s", run).isEqualTo("attached");
      assertThat(pool.pool().violations()).isEmpty();
    }
  }

  @Test
  void theOnlyGoodCopyStaysWhileItsSuccessorIsMissingUnlessTold() {
    try (var pool = weekly()) {
      pool.push("R-1", BAY);
      pool.run("rotation", "run", "offsite");
      pool.pass(WEEK);

      var kept = pool.json("rotation", "run", "offsite");
      var told = pool.run("rotation", "out", "offsite", "--only-copy");

      assertThat(kept.at("/error/id").asString()).isEqualTo("only-good-copy");
      assertThat(told.exit()).as(told.err()).isZero();
      assertThat(told.out()).startsWith("SAFE TO PULL");
    }
  }

  @Test
  void theUsageHookMakesASwapDueWhileTheDiskIsIn() throws IOException {
    try (var pool =
        RotatedPool.start(directory, 3, "swap: {every: month, on: 28, full: 90%, stay: 20d}")) {
      var said = directory.resolve("said");
      pool.configureVm("usage: {command: [cat, " + said + "]}");
      settle(pool);
      Files.writeString(said, "1600000000000 400000000000");
      pool.json("rotation", "run", "offsite");
      pool.pass(Duration.ofDays(1));
      Files.writeString(said, "Used Avail\n1700000000000 300000000000\n");

      var run = pool.json("rotation", "run", "offsite");
      var again = pool.json("rotation", "run", "offsite");
      var status = pool.run("rotation", "status", "offsite");
      pool.pass(Duration.ofDays(1));
      Files.writeString(said, "{\"used\":1810000000000,\"free\":190000000000}");
      var full = pool.json("rotation", "run", "offsite");

      assertThat(run.get("changed").asBoolean()).as("%s", run).isFalse();
      assertThat(run.at("/hooks/0/exit").asInt()).as("%s", run).isZero();
      assertThat(again.has("hooks")).as("asked once an hour").isFalse();
      assertThat(status.out()).contains("85 %, +5.0 a day", "about ");
      assertThat(full.at("/deeds/0/why").asString()).as("%s", full).isEqualTo("it is full");
    }
  }

  @Test
  void aUsageHookThatFailsIsToldOnceADayAndKeepsNothingFromGoingOn() {
    try (var pool = weekly()) {
      pool.configureVm("usage: {command: [sh, -c, 'echo no route to host; exit 255']}");
      settle(pool);

      var run = pool.run("rotation", "run", "offsite");
      var again = pool.run("rotation", "run", "offsite");
      pool.pass(WEEK);
      var released = pool.run("rotation", "run", "offsite");

      assertThat(run.exit()).isZero();
      assertThat(run.err()).contains("how full R-1 is", "no route to host");
      assertThat(again.exit()).isZero();
      assertThat(again.err()).isEmpty();
      assertThat(released.out()).startsWith("SAFE TO PULL");
    }
  }

  @Test
  void aDiskThatAGuestHoldsIsStillPendingAndFinishedByALaterRun() {
    try (var pool = withSlowGuests()) {
      settle(pool);
      pool.pool().guest("nas01").mount("xvdb");
      pool.pass(WEEK);

      var held = pool.run("rotation", "run", "offsite");
      assertThat(held.exit()).as(held.out() + held.err()).isEqualTo(5);
      assertThat(pool.stage("R-1")).isEqualTo("releasing");
      pool.pool().guest("nas01").umount("xvdb");
      var later = pool.run("rotation", "run", "offsite");

      assertThat(later.exit()).as(later.err()).isZero();
      assertThat(later.out()).startsWith("SAFE TO PULL");
    }
  }

  @Test
  @LeavesBehind(LeavesBehind.A_LOST_DISK)
  void aDiskThatWasPulledTooEarlyIsToldAndKeepsItsTurn() {
    try (var pool = weekly()) {
      settle(pool);
      pool.pass(Duration.ofHours(30));
      pool.pull("R-1");

      var run = pool.json("rotation", "run", "offsite");

      assertThat(run.at("/news").toString()).contains("pulled-while-attached");
      assertThat(run.at("/next/disk").asString()).isEqualTo("R-1");
      assertThat(pool.json("rotation", "history", "offsite").at("/turns/0/end").asString())
          .isEqualTo("pulled");
    }
  }

  @Test
  void aDiskWhoseHostRestartedWithOtherLettersGoesOnAndTheOneUnderItsRecordHasNoTurn() {
    try (var pool = weekly()) {
      settle(pool);
      pool.push("R-2", OTHER_BAY);
      pool.run("rotation", "run", "offsite");
      pool.pool().rack().reboot("xs1", Map.of("sdb", "sdc", "sdc", "sdb"));

      pool.run("rotation", "run", "offsite");
      assertThat(pool.stage("R-1")).isEqualTo("present");
      assertThat(pool.stage("R-2")).isEqualTo("present");
      var started = pool.run("vm", "start", "nas01");
      assertThat(started.exit()).as(started.err()).isEqualTo(7);
      pool.pass(Duration.ofMinutes(5));
      var run = pool.json("rotation", "run", "offsite");

      // Of a disk that was not pushed in since its host started, no serial number is known (R3).
      assertThat(run.at("/error/id").asString()).as("%s", run).isEqualTo("not-provable");
      assertThat(run.at("/next/disk").asString()).isEqualTo("R-1");
      var in = pool.run("rotation", "in", "offsite", "R-1");
      assertThat(in.exit()).as(in.err()).isZero();
      var turns = pool.json("rotation", "history", "offsite").get("turns");
      assertThat(turns.at("/0/disk").asString()).isEqualTo("R-1");
      assertThat(turns.at("/1/end").asString()).isEqualTo("interrupted");
      assertThat(pool.pool().violations()).isEmpty();
    }
  }

  @Test
  void aStrangerInABayOfTheSetIsNeverTouched() {
    try (var pool = weekly("bays: [xs1/" + BAY + "]", "unknown-disk: refuse")) {
      pool.pool()
          .rack()
          .push(
              "xs1",
              Map.of(
                  "bay",
                  BAY,
                  "model",
                  "PHOTOS",
                  "size",
                  500107862016L,
                  "filesystem",
                  Map.of("type", "ext4", "label", "R-1")));

      var run = pool.json("rotation", "run", "offsite");

      assertThat(run.at("/error/id").asString()).isEqualTo("disk-not-of-set");
      assertThat(pool.pool().guest("nas01").devices()).isEmpty();
    }
  }

  @Test
  void aDiskThatWasNeverEnrolledIsAnotherProblemThanOneThatIsAbsent() throws IOException {
    try (var pool = weekly()) {
      var text = Files.readString(pool.config()).replace("[R-1, R-2, R-3]", "[X-1, R-1, R-2]");
      Files.writeString(pool.config(), text);

      var run = pool.run("rotation", "run", "offsite", "-o", "json");
      var check = pool.run("rotation", "check", pool.config().toString(), "--enrolled");
      var offline = pool.run("rotation", "check", pool.config().toString());

      assertThat(run.exit()).isEqualTo(75);
      assertThat(run.json().at("/error/id").asString()).isEqualTo("disk-unknown");
      assertThat(check.exit()).as(check.err()).isEqualTo(75);
      assertThat(check.out()).contains("X-1").contains("unknown");
      assertThat(offline.exit()).isZero();
    }
  }

  @Test
  void anyWorkstationSeesTheSameWithoutTheConfiguration() {
    try (var pool = weekly()) {
      settle(pool);
      pool.run("rotation", "run", "offsite");
      var other = Shell.on(pool.pool());

      var status = other.run("rotation", "status", "offsite", "-o", "json");
      var plan = other.run("rotation", "plan", "offsite", "--for", "4w", "-o", "name");

      assertThat(status.exit()).as(status.err() + status.out()).isZero();
      assertThat(status.json().at("/rotations/0/disks/0/stage").asString()).isEqualTo("attached");
      assertThat(plan.out().lines()).containsExactly("R-2", "R-3", "R-1", "R-2");
      assertThat(other.run("rotation", "next", "onsite").exit()).isEqualTo(2);
    }
  }

  @Test
  void aRotationNeedsAnAccountThatMayWriteItsLedger() {
    try (var pool = weekly()) {
      pool.push("R-1", BAY);
      var text =
          "pools: {lab: {url: '%s', user: backup-operator, password: {env: LAB}"
              .formatted(pool.pool().url());
      var operator = pool.shell().with("LAB", "lab-backup");
      try {
        Files.writeString(
            pool.config(),
            text + ", rotations: {offsite: {vm: nas01, disks: [R-1, R-2], swap: {every: week}}}}}");
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }

      var run = pool.on(operator, "rotation", "run", "offsite", "-o", "json");

      assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(8);
      assertThat(run.json().at("/error/id").asString()).isEqualTo("ledger-not-writable");
    }
  }

  @Test
  void nothingIsReleasedWhileACommandInhibitsItAndItsExitCodeIsPassedOn() throws Exception {
    try (var pool = weekly()) {
      settle(pool);
      pool.pass(WEEK);
      var flag = directory.resolve("go");
      var job =
          CompletableFuture.supplyAsync(
              () ->
                  pool.run(
                      "inhibit",
                      "offsite",
                      "--reason",
                      "nightly backup",
                      "--pool",
                      "lab",
                      "--",
                      "sh",
                      "-c",
                      "while [ ! -e " + flag + " ]; do sleep 0.1; done; exit 7"));
      Awaitility.await("inhibited")
          .until(
              () ->
                  pool.json("rotation", "status", "offsite").at("/rotations/0/inhibitors").size()
                      == 1);

      var run = pool.json("rotation", "run", "offsite");
      var out = pool.json("rotation", "out", "offsite");
      Files.writeString(flag, "");

      assertThat(run.at("/why").asString()).contains("nightly backup");
      assertThat(run.get("changed").asBoolean()).isFalse();
      assertThat(out.at("/error/id").asString()).isEqualTo("inhibited");
      assertThat(job.join().exit()).isEqualTo(7);
      assertThat(pool.json("rotation", "run", "offsite").at("/deeds/0/deed").asString())
          .isEqualTo("released");
    }
  }

  @Test
  void aJobThatComesTooLateToInhibitAReleaseIsNotRun() {
    try (var pool = withSlowGuests()) {
      settle(pool);
      pool.pool().guest("nas01").mount("xvdb");
      pool.pass(WEEK);
      pool.run("rotation", "run", "offsite");

      var late =
          pool.run(
              "inhibit",
              "offsite",
              "--reason",
              "late",
              "-o",
              "json",
              "--pool",
              "lab",
              "--",
              "touch",
              directory.resolve("ran").toString());

      assertThat(late.exit()).isEqualTo(4);
      assertThat(late.json().at("/error/id").asString()).isEqualTo("release-begun");
      assertThat(directory.resolve("ran")).doesNotExist();
    }
  }

  /** Three of them at each tick change what one would have changed, once. */
  @Test
  void threeAtOnceDoWhatOneWouldHaveDone() {
    try (var pool = weekly()) {
      settle(pool);
      int reminders = 0;
      var deeds = new ArrayList<String>();
      for (int tick = 0; tick < 12; tick++) {
        if (tick == 6) {
          pool.pull("R-1");
          pool.push("R-2", BAY);
        }
        pool.pass(tick == 2 ? WEEK : Duration.ofMinutes(5));
        var runs =
            Stream.generate(
                    () ->
                        CompletableFuture.supplyAsync(
                            () -> pool.run("rotation", "run", "offsite", "-o", "json")))
                .limit(3)
                .toList();
        for (var run : runs) {
          var ran = run.join();
          assertThat(ran.exit()).as(ran.out() + ran.err()).isIn(0, 75);
          for (var deed : ran.json().get("deeds")) {
            deeds.add(tick + " " + deed.get("deed").asString());
          }
          for (var news : ran.json().get("news")) {
            reminders += news.get("event").asString().equals("disk-due") ? 1 : 0;
          }
        }
        assertThat(pool.pool().violations()).as("tick %d", tick).isEmpty();
      }

      assertThat(deeds).containsExactly("2 released", "6 attached");
      assertThat(reminders).isEqualTo(1);
    }
  }
}
