package io.xendisk.adapter.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.adapter.exec.OwnPrograms;
import io.xendisk.domain.tell.Message;
import io.xendisk.domain.tell.News;
import io.xendisk.domain.tell.NewsKind;
import io.xendisk.port.Delivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Commands that are told things: how they see it, and how they are ended. */
class ToldCommandIT {
  private static final Instant NOW = Instant.parse("2026-11-25T18:00:00Z");
  private static final Message PULLED =
      new Message(
          "id",
          News.of(NewsKind.PULLED_WHILE_ATTACHED, NOW, "pulled").ofDisk("BACKUP-01", "ab12"),
          "a subject; $(touch /tmp/never)",
          "a body\n");

  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // JUnit fills in the directory
  ToldCommandIT() {}

  @Test
  void theCommandReadsTheNewsAtItsStandardInput() throws Exception {
    var heard = directory.resolve("heard");

    var delivery = run(Duration.ofSeconds(10), "cat > \"$1\"; env > \"$1.env\"", heard.toString());

    assertThat(delivery).isEqualTo(new Delivery.Done());
    var json = new JsonMapper().readTree(Files.readString(heard));
    assertThat(json.get("event").asString()).isEqualTo("pulled-while-attached");
    assertThat(json.get("severity").asString()).isEqualTo("critical");
    assertThat(Files.readString(Path.of(heard + ".env")).lines())
        .as("a bare environment")
        .allMatch(
            line ->
                line.matches(
                    "(PATH|HOME|USER|LOGNAME|LANG|LC_ALL|LC_CTYPE|TZ|PWD|SHLVL|_|OLDPWD)=.*"));
  }

  @Test
  void aCommandThatDoesNotReadIsFreeNotTo() throws Exception {
    assertThat(run(Duration.ofSeconds(10), "exit 0")).isEqualTo(new Delivery.Done());
  }

  @Test
  void aCommandThatFailsIsTriedAnotherTimeWithItsComplaint() throws Exception {
    var delivery = run(Duration.ofSeconds(10), "echo the pager is broken >&2; exit 3");

    assertThat(delivery)
        .isEqualTo(new Delivery.Failed("/bin/sh ended with 3: the pager is broken"));
  }

  @Test
  void aCommandThatReadsNothingOfALongDigestIsEndedInTimeAllTheSame() throws Exception {
    var digest = new Message("id", PULLED.news(), "a digest", "a line\n".repeat(100_000));

    var delivery =
        command(List.of("/bin/sh", "-c", "sleep 600"), Duration.ofMillis(300))
            .deliver(digest, Duration.ofSeconds(30));

    assertThat(delivery)
        .isInstanceOfSatisfying(
            Delivery.Failed.class, failed -> assertThat(failed.why()).contains("not done within"));
  }

  @Test
  void aCommandThatIsNotDoneIsEndedWithWhatItStarted() throws Exception {
    var started = directory.resolve("started");

    var delivery =
        run(Duration.ofMillis(500), "sleep 600 & echo $! > \"$1\"; wait", started.toString());

    assertThat(delivery).isInstanceOf(Delivery.Failed.class);
    long pid = Long.parseLong(Files.readString(started).strip());
    ProcessHandle.of(pid).ifPresent(child -> child.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aCommandThatIsNotThereIsToldByItsName() throws Exception {
    var nobody = command(List.of("/nonexistent/pager"), Duration.ofSeconds(1));

    assertThat(nobody.deliver(PULLED, Duration.ofSeconds(1)))
        .isInstanceOfSatisfying(
            Delivery.Failed.class,
            failed -> assertThat(failed.why()).contains("/nonexistent/pager"));
  }

  private static Delivery run(Duration timeout, String script, String... arguments)
      throws InterruptedException {
    var words = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    words.addAll(List.of(arguments));
    return command(words, timeout).deliver(PULLED, Duration.ofSeconds(30));
  }

  private static ToldCommand command(List<String> words, Duration timeout) {
    return new ToldCommand(words, timeout, System.getenv(), new OwnPrograms(), () -> NOW);
  }
}
