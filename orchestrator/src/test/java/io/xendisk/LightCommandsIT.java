package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cron starts these commands thousands of times a year, and every class on their way costs time at
 * each start. They are run here in one JVM that tells which classes it loads.
 */
class LightCommandsIT {
  private static final List<String> LINES =
      List.of(
          "disks",
          "rotation run offsite --quiet --pool lab",
          "attach R-2 --vm nas01",
          "status",
          "detach R-2 -o json");

  /** What only the service, a host command or a message needs. */
  private static final Pattern HEAVY =
      Pattern.compile(
          "(org\\.eclipse\\.jetty|jakarta\\.servlet|io\\.javalin|io\\.micrometer|io\\.prometheus|kotlin|gg\\.jte|org\\.jdbi|org\\.flywaydb"
              + "|com\\.zaxxer|java\\.sql|org\\.sqlite|org\\.postgresql|com\\.github\\.kagkarlsson"
              + "|io\\.micrometer|ch\\.qos\\.logback|org\\.slf4j|java\\.util\\.logging|java\\.net\\.http"
              + "|jdk\\.internal\\.net\\.http|org\\.apache\\.sshd|jakarta\\.mail|org\\.eclipse\\.angus"
              + "|com\\.google\\.zxing|tools\\.jackson\\.databind|com\\.networknt|io\\.xendisk\\.fixtures"
              + "|io\\.xendisk\\.adapter\\.ssh|java\\.lang\\.management|java\\.awt|java\\.desktop)\\..*");

  /** A few more than there were when this was written. More than 500 are the SDK's exceptions. */
  private static final int AT_MOST_FOR_DISKS = 3650;

  private static final Pattern LOADED = Pattern.compile(".*\\[class,load *] (\\S+) source: .*");

  /** The classes that each line was the first to need. */
  private static Map<String, List<String>> loaded = Map.of();

  private static String said = "";
  private static RotatedPool pool;
  @TempDir static Path directory;

  @BeforeAll
  static void runThem() throws Exception {
    pool = RotatedPool.start(directory, 2, "swap: {every: week}");
    pool.push("R-1", RotatedPool.BAY);
    pool.push("R-2", RotatedPool.OTHER_BAY);
    var process =
        RealProcess.start(
            pool.shell(),
            List.of("-Xshare:auto", "-Xlog:class+load:stdout", "-Xlog:exceptions:stdout"),
            TrainingRun.class.getName(),
            LINES);
    said = new String(process.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.ran().exit()).isZero();
    loaded = byLine(said);
  }

  @AfterAll
  static void stopPool() {
    pool.close();
  }

  private static Map<String, List<String>> byLine(String said) {
    var byLine = new LinkedHashMap<String, List<String>>();
    var classes = new ArrayList<String>();
    for (var text : said.lines().toList()) {
      var load = LOADED.matcher(text);
      if (load.matches()) {
        classes.add(load.group(1));
      } else if (text.equals("== exit 0")) {
        byLine.put(LINES.get(byLine.size()), List.copyOf(classes));
        classes.clear();
      }
    }
    return byLine;
  }

  @Test
  void everyLineDidItsWork() {
    assertThat(loaded).containsOnlyKeys(LINES);
  }

  @Test
  void noneLoadsWhatOnlyTheServiceOrTheHostCommandsNeed() {
    loaded.forEach(
        (line, classes) ->
            assertThat(classes).as(line).filteredOn(HEAVY.asMatchPredicate()).isEmpty());
  }

  /** The thread behind virtual threads that wait for a socket: for it a JVM waits at its end. */
  @Test
  void noneStartsAThreadThatKeepsTheJvmFromItsEnd() {
    loaded.forEach(
        (line, classes) -> assertThat(classes).as(line).doesNotContain("sun.nio.ch.Poller"));
  }

  /** Each jar is opened for a class that is in none. */
  @Test
  void noneAsksForAClassThatIsNotThere() {
    assertThat(said.lines())
        .filteredOn(line -> line.contains("Exception <a 'java/lang/ClassNotFoundException'"))
        .isEmpty();
  }

  @Test
  void theFirstLineLoadsNoMoreClassesThanItMay() {
    assertThat(loaded.get(LINES.getFirst())).hasSizeLessThan(AT_MOST_FOR_DISKS);
  }
}
