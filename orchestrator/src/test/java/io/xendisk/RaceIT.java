package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.testing.WatchedPools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Eight operators and a person's hands on three disks and two VMs at once, by chance: under the
 * profile {@code proofs} each command is a process of its own, some of them killed, for a minute;
 * else it is a short one in this process. The seed decides what each of them does, not who is
 * first. {@code target/race.txt} has all of it, in the order in which it ended.
 */
class RaceIT {
  private static final boolean PROOF = Boolean.getBoolean("xendisk.proofs");
  private static final long SEED = Long.getLong("xendisk.seed", System.nanoTime());
  private static final int OPERATORS = 8;
  private static final Duration FOR = PROOF ? Duration.ofSeconds(60) : Duration.ofSeconds(3);
  private static final int COMMANDS_EACH = PROOF ? 200 : 12;
  private static final int CALLS_A_DEED = PROOF ? 12 : 25;
  private static final String TIMEOUT = PROOF ? "4s" : "1s";

  /** What a command may take beside its own timeout, where two cores are shared by many. */
  private static final Duration SLACK = Duration.ofSeconds(90);

  private static final Pattern ROW = Pattern.compile("^\\| (\\d+)[ ,\\d]* \\|([^|]*)\\|.*");
  private static final Pattern ID = Pattern.compile("`([a-z0-9-]+)`");

  private final Queue<RaceStep> steps = new ConcurrentLinkedQueue<>();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final Set<String> broken = ConcurrentHashMap.newKeySet();

  @Test
  void whateverTheyDoAtOnceNoDiskHasTwoWritersAndRepairLeavesThePoolClean() throws Exception {
    System.out.printf("race, %s: seed %d%n", PROOF ? "processes" : "threads", SEED);
    try (var course = new RaceCourse()) {
      try {
        race(course);
        System.out.printf(
            "race: %d reads met a plug%n", course.pool().calls().readsOfAttachedDisks().size());
        System.out.println("race, the hand: " + course.deeds());
        assertThat(broken).as("seed %d", SEED).isEmpty();
        if (PROOF) {
          assertThat(course.deeds()).containsKeys("pulls", "pushes", "reboots");
        }
        assertAnswers();
        assertWaits();
        finish(course);
      } finally {
        // Between a look and the read that it allows somebody may plug: R6 has the reader look
        // again and throw the bytes away, so reading is not judged by the pool's log here.
        WatchedPools.ofThisTest().ignore(course.pool());
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/race.txt"), log);
      }
    }
  }

  private void race(RaceCourse course) throws Exception {
    long end = System.nanoTime() + FOR.toNanos();
    var watched = WatchedPools.ofThisTest();
    var shell = Shell.on(course.pool());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          new ArrayList<Future<?>>(
              IntStream.range(0, OPERATORS)
                  .<Future<?>>mapToObj(
                      number ->
                          threads.submit(
                              () -> {
                                watched.adopt();
                                operate(course, shell, number, end);
                                return number;
                              }))
                  .toList());
      var hand = new Random(SEED ^ 0x4A4DL);
      while (!all.stream().allMatch(Future::isDone)) {
        long before = course.pool().calls().count();
        if (System.nanoTime() < end) {
          log.add("hand: " + course.hand(hand));
          look(course, "the hand");
        }
        // The next deed comes when others have done something.
        await()
            .atMost(RealProcess.TO_END)
            .pollInterval(Duration.ofMillis(5))
            .until(
                () ->
                    course.pool().calls().count() > before + CALLS_A_DEED
                        || all.stream().allMatch(Future::isDone));
      }
      for (var one : all) {
        one.get();
      }
    }
  }

  private void operate(RaceCourse course, Shell shell, int number, long end) throws Exception {
    var chance = new Random(SEED + 31L * number);
    var actor = "operator " + number;
    for (int i = 0; i < COMMANDS_EACH && System.nanoTime() < end; i++) {
      var words = course.words(chance, TIMEOUT);
      boolean mayDie = chance.nextInt(8) == 0;
      long patience = 500L + chance.nextInt(4000);
      long begun = System.nanoTime();
      boolean killed = false;
      Shell.Ran ran;
      if (PROOF) {
        var process = RealProcess.start(shell, words);
        if (mayDie && !process.process().waitFor(patience, TimeUnit.MILLISECONDS)) {
          process.kill();
        }
        ran = process.ran();
        killed = mayDie && ran.exit() == RaceStep.KILLED;
      } else {
        ran = shell.run(words.toArray(String[]::new));
      }
      var step = new RaceStep(actor, words, begun, System.nanoTime(), killed, ran);
      steps.add(step);
      log.add(step.toString());
      look(course, step.toString());
    }
  }

  /**
   * One writer a disk holds in the middle of everything. The other invariants are for when all have
   * finished: a disk that was just pulled breaks them.
   */
  private void look(RaceCourse course, String after) {
    course.pool().violations().stream()
        .filter(WatchedPools::isOfTwoWriters)
        .forEach(what -> broken.add(what + ", after " + after));
  }

  private void assertAnswers() throws IOException {
    var ids = new HashMap<String, Set<Integer>>();
    var exits = new HashSet<>(Set.of(0));
    for (var line : Files.readAllLines(Path.of("../docs/exit-codes.md"))) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        int exit = Integer.parseInt(row.group(1));
        exits.add(exit);
        ID.matcher(row.group(2))
            .results()
            .forEach(id -> ids.computeIfAbsent(id.group(1), _ -> new HashSet<>()).add(exit));
      }
    }
    for (var step : steps) {
      if (!step.killed()) {
        assertThat(exits).as("exit of %s", step).contains(step.ran().exit());
        assertThat(step.ran().err()).as("%s", step).doesNotContain("\tat ", "Exception");
        assertThat(step.ran().out()).as("%s", step).isNotBlank();
      }
      if (!step.id().isEmpty()) {
        assertThat(step.id()).as("%s", step).isNotEqualTo("usage");
        assertThat(ids.getOrDefault(step.id(), Set.of()))
            .as("documented exit of %s", step)
            .contains(step.ran().exit());
      }
    }
  }

  private void assertWaits() {
    var longest = steps.stream().max(Comparator.comparingLong(RaceStep::millis)).orElseThrow();
    var waited = steps.stream().filter(RaceStep::waited).filter(RaceStep::explainsItsWait).toList();
    var leased = waited.stream().filter(step -> step.id().equals("lease-held")).toList();
    System.out.printf(
        "race: %d commands, %d killed, %d waited to their end, %d of them for a lease%n",
        steps.size(),
        steps.stream().filter(RaceStep::killed).count(),
        waited.size(),
        leased.size());
    var counts = new TreeMap<String, Integer>();
    steps.forEach(
        s ->
            counts.merge((s.killed() ? "killed" : s.ran().exit()) + " " + s.id(), 1, Integer::sum));
    System.out.println("race: " + counts);
    System.out.println("race, longest: " + longest);
    // Whoever used up all its time was kept by somebody, and says by whom.
    for (var step : waited) {
      assertThat(step.message()).as("%s", step).isNotBlank();
    }
    waited.stream()
        .max(Comparator.comparingLong(RaceStep::millis))
        .ifPresent(step -> System.out.println("race, longest wait: " + step));
    for (var step : leased) {
      assertThat(step.message()).as("who had the lease: %s", step).containsPattern("\\w+@\\w+");
      assertThat(step.wasKeptByOneOf(steps)).as("somebody had the lease: %s", step).isTrue();
    }
    assertThat(longest.millis()).as("%s", longest).isLessThan(SLACK.toMillis());
  }

  private void finish(RaceCourse course) {
    var shell = Shell.on(course.pool());
    course.tidyUp();
    course.pool().clock().advance(Duration.ofSeconds(31));
    repair(shell);
    assertThat(course.leftovers()).as("seed %d", SEED).isEmpty();

    RaceCourse.VMS.forEach(course::switchOff);
    repair(shell);
    assertThat(course.leftovers()).as("seed %d, all off", SEED).isEmpty();
    start(shell);
    for (var disk : RaceCourse.DISKS.keySet()) {
      run(shell, "detach " + disk + " --accept-unclean", 0);
      run(shell, "attach " + disk + " --vm nas01", 0);
      run(shell, "detach " + disk + " --accept-unclean", 0);
    }
    assertThat(course.pool().violations()).as("seed %d", SEED).isEmpty();
  }

  private void repair(Shell shell) {
    run(shell, "repair", 0);
  }

  /** What was parked, and has gone to another VM or been released since, does not come back. */
  private void start(Shell shell) {
    var ran = run(shell, "vm start nas01", 0, 3, 4, 7, 9);
    if (ran.exit() == 3 || ran.exit() == 4) {
      assertThat(ran.json().get("outcome").asString()).as(ran.out()).isEqualTo("partly-done");
      assertThat(ran.json().get("changed").asBoolean()).as(ran.out()).isTrue();
      assertThat(ran.json().get("back")).as(ran.out()).isNotEmpty();
      assertThat(ran.json().at("/error/id").asString())
          .as(ran.out())
          .isIn("disk-claimed", "disk-released");
    }
  }

  private Shell.Ran run(Shell shell, String line, Integer... exits) {
    var ran = shell.run((line + " --no-input -o json --timeout 30s").split(" ", -1));
    log.add("end: " + line + " -> " + ran.exit());
    assertThat(ran.exit())
        .as("seed %d, in the end %s: %s%s", SEED, line, ran.out(), ran.err())
        .isIn(List.<Object>of((Object[]) exits));
    return ran;
  }
}
