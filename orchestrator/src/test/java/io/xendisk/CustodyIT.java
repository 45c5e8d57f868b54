package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.custody.CustodyLog;
import io.xendisk.domain.tell.NewsKind;
import io.xendisk.fixtures.SimulatedPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who took which disk where, said at two workstations, and a log that shows what was done to it.
 */
class CustodyIT {
  @TempDir Path directory;

  private SimulatedPool pool;
  private Shell shell;
  private Shell other;

  @BeforeEach
  void startPool() {
    pool = SimulatedPool.start("nas");
    shell = Shell.on(pool).with("XDG_STATE_HOME", directory.resolve("ws1").toString());
    other = Shell.on(pool).with("XDG_STATE_HOME", directory.resolve("ws2").toString());
    shell.run("disk", "enrol", "BACKUP-01", "--label", "NAS-01");
    shell.run("disk", "enrol", "BACKUP-02", "--label", "NAS-02");
  }

  @AfterEach
  void stopPool() {
    pool.close();
  }

  @Test
  void aDiskGoesOutAndComesBackAndEveryWorkstationSeesIt() {
    pool.rack().pull("xs1", "sdb");
    var out = checkout(shell, "NAS-01", "Anna", "--due", "7d");
    var again = checkout(shell, "NAS-01", "Berta");
    var shown = other.run("history", "show", "-o", "json");
    var back = other.run("rotation", "checkin", "NAS-01", "--by", "Berta", "-o", "json");
    var twice = shell.run("rotation", "checkin", "NAS-01", "-o", "json");

    assertThat(out.exit()).as(out.out() + out.err()).isZero();
    assertThat(out.json().get("changed").asBoolean()).isTrue();
    assertThat(out.json().at("/custody/to").asString()).isEqualTo("safe, Berlin");
    assertThat(Instant.parse(out.json().at("/custody/due").asString()))
        .isEqualTo(Instant.parse(out.json().at("/custody/at").asString()).plus(Duration.ofDays(7)));
    assertThat(out.json().at("/line/number").asInt()).isEqualTo(1);
    assertThat(again.exit()).isEqualTo(4);
    assertThat(again.json().at("/error/id").asString()).isEqualTo("disk-checked-out");
    assertThat(again.json().at("/error/message").asString()).contains("Anna", "safe, Berlin");
    assertThat(shown.json().at("/lines/0/by").asString()).isEqualTo("Anna");
    assertThat(back.json().get("outcome").asString()).isEqualTo("checked-in");
    assertThat(back.json().at("/line/number").asInt()).isEqualTo(2);
    assertThat(twice.json().get("changed").asBoolean()).isFalse();
    assertThat(log().out()).isEmpty();
  }

  @Test
  void sayingItTwiceChangesNothingAndANewDateIsALineOfItsOwn() {
    checkout(shell, "NAS-01", "Anna", "--due", "2099-01-31");

    var twice = checkout(shell, "NAS-01", "Anna", "--due", "2099-01-31");
    var later = checkout(shell, "NAS-01", "Anna", "--due", "2099-02-28");

    assertThat(twice.json().get("changed").asBoolean()).isFalse();
    assertThat(later.json().get("changed").asBoolean()).isTrue();
    assertThat(later.json().get("notes").toString()).contains("still shows it at dev:xs1/sdb");
  }

  @Test
  void aDiskThatAVmHasIsNotHandedOut() {
    assertThat(shell.run("attach", "NAS-02", "--vm", "nas01").exit()).isZero();

    var out = checkout(shell, "NAS-02", "Anna");

    assertThat(out.exit()).isEqualTo(3);
    assertThat(out.json().at("/error/id").asString()).isEqualTo("disk-not-released");
  }

  @Test
  void wrongWordsAreWrongUsage() {
    assertThat(checkout(shell, "NAS-01", "Anna", "--due", "soon").exit()).isEqualTo(2);
    assertThat(checkout(shell, "NAS-01", "Anna", "--due", "2020-01-01").exit()).isEqualTo(2);
    assertThat(checkout(shell, "NAS-01", "A".repeat(100)).exit()).isEqualTo(2);
    assertThat(checkout(shell, "NAS-09", "Anna").exit()).isEqualTo(75);
    assertThat(log().lines()).isEmpty();
  }

  @Test
  void ofTwoWorkstationsThatHandOutTheSameDiskAtOnceOneDoes() {
    var first = shell.start("rotation", "checkout", "NAS-01", "--to", "A", "--by", "Anna");
    var second = other.start("rotation", "checkout", "NAS-01", "--to", "B", "--by", "Berta");

    assertThat(List.of(first.join().exit(), second.join().exit())).containsExactlyInAnyOrder(0, 4);
    assertThat(log().lines()).hasSize(1);
  }

  @Test
  void manyLinesAtOnceMakeOneChain() {
    var runs =
        IntStream.range(0, 8).mapToObj(n -> (n % 2 == 0 ? shell : other).start(words(n))).toList();
    runs.forEach(run -> run.join());

    var verified = shell.run("history", "verify", "-o", "json");

    assertThat(verified.exit()).as(verified.out()).isZero();
  }

  @Test
  void aDiskThatIsNotBroughtBackIsNews() {
    checkout(shell, "NAS-01", "Anna", "--due", "7d");

    var now = pool.clock().instant();

    assertThat(log().overdue(now.plus(Duration.ofDays(6)))).isEmpty();
    assertThat(log().overdue(now.plus(Duration.ofDays(8))))
        .singleElement()
        .satisfies(
            news -> {
              assertThat(news.kind()).isEqualTo(NewsKind.CUSTODY_OVERDUE);
              assertThat(news.text()).contains("NAS-01", "Anna", "safe, Berlin");
            });
  }

  @Test
  void thePoolKeepsTheEndAndEachWorkstationWhatItSaw() throws IOException {
    checkout(shell, "NAS-02", "Berta", "--due", "2099-01-31");
    for (int n = 0; n < 22; n++) {
      checkout(shell, "NAS-01", "Anna");
      shell.run("rotation", "checkin", "NAS-01");
    }

    assertThat(log().lines()).hasSizeLessThanOrEqualTo(41);
    assertThat(log().holderOf(log().out().getFirst().disk().id()))
        .as("the oldest line was said again before it went")
        .hasValueSatisfying(out -> assertThat(out.by()).isEqualTo("Berta"));
    var here = shell.run("history", "verify", "-o", "json");
    var elsewhere = other.run("history", "verify", "-o", "json");
    assertThat(here.json().get("from").asInt()).as(here.out()).isEqualTo(1);
    assertThat(elsewhere.json().get("from").asInt()).as(elsewhere.out()).isGreaterThan(1);
    assertThat(shell.run("history", "verify", file().toString()).exit()).isZero();
  }

  @Test
  void whatSomebodyDoesToTheLogIsNamed() throws IOException {
    for (int n = 0; n < 3; n++) {
      checkout(shell, "NAS-01", "Anna");
      shell.run("rotation", "checkin", "NAS-01");
    }
    change("xendisk:log:4", text -> text.replace("by=", "by=x"));

    var changed = shell.run("history", "verify", "-o", "json");

    assertThat(changed.exit()).isEqualTo(1);
    assertThat(changed.json().at("/error/id").asString()).isEqualTo("history-broken");
    assertThat(changed.json().at("/error/message").asString()).contains("line 4 in the pool");

    var lines = Files.readAllLines(file());
    lines.remove(2);
    var cut = Files.write(directory.resolve("cut.log"), lines);
    var missing = shell.run("history", "verify", cut.toString(), "-o", "json");
    assertThat(missing.json().at("/error/message").asString()).contains("line 3", "is missing");
  }

  private static String[] words(int n) {
    var disk = "NAS-0" + (1 + n % 2);
    return n < 4
        ? new String[] {"rotation", "checkout", disk, "--to", "safe", "--by", "p" + n}
        : new String[] {"rotation", "checkin", disk, "--by", "p" + n};
  }

  private Path file() throws IOException {
    try (var files = Files.list(directory.resolve("ws1/xendisk/history"))) {
      return files.findFirst().orElseThrow();
    }
  }

  private void change(String key, UnaryOperator<String> change) {
    try (var plain = PlainClient.on(pool)) {
      var ref = plain.call("pool.get_all").get(0).asString();
      var text = plain.call("pool.get_other_config", ref).get(key).asString();
      plain.call("pool.remove_from_other_config", ref, key);
      plain.call("pool.add_to_other_config", ref, key, change.apply(text));
    }
  }

  private CustodyLog log() {
    try (var plain = PlainClient.on(pool)) {
      var ref = plain.call("pool.get_all").get(0).asString();
      Map<String, String> notes = new HashMap<>();
      plain
          .call("pool.get_other_config", ref)
          .properties()
          .forEach(note -> notes.put(note.getKey(), note.getValue().asString()));
      return CustodyLog.in(notes);
    }
  }

  private static Shell.Ran checkout(Shell at, String disk, String by, String... more) {
    var words =
        new ArrayList<>(List.of("rotation", "checkout", disk, "--to", "safe, Berlin", "--by", by));
    words.addAll(List.of(more));
    words.addAll(List.of("-o", "json"));
    return at.run(words.toArray(String[]::new));
  }
}
