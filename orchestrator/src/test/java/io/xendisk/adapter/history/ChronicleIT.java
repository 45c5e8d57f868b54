package io.xendisk.adapter.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.adapter.store.SpoolFile;
import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.domain.history.HistoryQuery;
import io.xendisk.domain.history.HistoryQuery.Cursor;
import io.xendisk.domain.history.HistoryQuery.Filter;
import io.xendisk.port.History;
import io.xendisk.service.Machine;
import io.xendisk.service.Meter;
import io.xendisk.service.history.Chronicle;
import io.xendisk.service.history.HistoryState;
import io.xendisk.testing.TurnedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of the database, whoever adds goes on, and each entry is kept once. */
class ChronicleIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int EACH = 1500;

  @TempDir Path directory;
  private final TurnedTime time = new TurnedTime();
  private final List<String> added = new ArrayList<>();

  private SpoolFile spool() {
    return new SpoolFile(directory.resolve("spool"));
  }

  private Path file() {
    return directory.resolve("history.db");
  }

  private Chronicle start(History.Opening opening) {
    return Chronicle.start(
        new Chronicle.Plan(opening, spool(), Duration.ofDays(400), "alice@here", entry -> entry),
        new Machine(time, time, time, new Random(1), Meter.NONE));
  }

  private void addMany(Chronicle chronicle) {
    for (int i = 0; i < EACH; i++) {
      var id = "n" + added.size();
      added.add(id);
      chronicle.add(HistoryContract.entry(id, HistoryContract.MONDAY));
    }
  }

  private static List<String> all(Chronicle chronicle) {
    var ids = new ArrayList<String>();
    Cursor cursor = null;
    do {
      var page = chronicle.find(new HistoryQuery(Filter.ALL, cursor, 500));
      cursor = page.isEmpty() ? null : Cursor.of(page.getLast());
      page.stream().map(HistoryEntry::id).forEach(ids::add);
    } while (cursor != null);
    return ids;
  }

  private void awaitAllOf(Chronicle chronicle) {
    await("all is kept")
        .atMost(SOON)
        .ignoreException(History.Unavailable.class)
        .untilAsserted(() -> assertThat(all(chronicle)).containsExactlyInAnyOrderElementsOf(added));
  }

  private static void awaitLost(Chronicle chronicle) {
    await("the loss is seen")
        .atMost(SOON)
        .until(() -> chronicle.state() instanceof HistoryState.Lost);
  }

  @Test
  void aFullDiskLosesNothingThatTheSpoolCanTake() {
    var opening =
        new AtomicReference<History.Opening>(
            () -> HistoryDatabase.sqlite(file(), "PRAGMA max_page_count = 60"));
    try (var chronicle = start(() -> opening.get().open())) {
      addMany(chronicle);
      awaitLost(chronicle);
      assertThat(((HistoryState.Lost) chronicle.state()).why()).contains("full", "history.db");
      addMany(chronicle);

      opening.set(() -> HistoryDatabase.sqlite(file()));

      awaitAllOf(chronicle);
      assertThat(chronicle.state()).isInstanceOf(HistoryState.Kept.class);
    }
    assertThat(spool().take()).isEmpty();
  }

  @Test
  void whatCouldNotBeKeptWaitsForTheNextService() {
    try (var chronicle =
        start(
            () -> {
              throw new History.Unavailable("nobody is there", new IllegalStateException());
            })) {
      addMany(chronicle);
    }

    try (var next = start(() -> HistoryDatabase.sqlite(file()))) {
      awaitAllOf(next);
    }
  }

  @Test
  void aFileThatIsRemovedIsMadeAnewAndTheRestGoesOn() throws Exception {
    try (var chronicle = start(() -> HistoryDatabase.sqlite(file()))) {
      addMany(chronicle);
      awaitAllOf(chronicle);
      Files.delete(file());
      Files.deleteIfExists(directory.resolve("history.db-wal"));
      Files.deleteIfExists(directory.resolve("history.db-shm"));
      added.clear();

      addMany(chronicle);

      await().atMost(SOON).until(() -> Files.exists(file()));
      await()
          .atMost(SOON)
          .ignoreException(History.Unavailable.class)
          .until(() -> all(chronicle).containsAll(added));
    }
  }

  @Test
  void brokenLinesAreTakenFromNobodyElse() throws Exception {
    spool().add(List.of("{\"half", "{}"));
    try (var chronicle = start(() -> HistoryDatabase.sqlite(file()))) {
      addMany(chronicle);

      awaitAllOf(chronicle);
    }
    assertThat(Files.readString(directory.resolve("spool.broken"))).isEqualTo("{\"half\n{}\n");
  }

  @Test
  void aServerThatIsStoppedForAWhileMissesNothing() throws Exception {
    try (var postgres = Postgres.start();
        var chronicle =
            start(
                () ->
                    HistoryDatabase.postgres(
                        new HistoryDatabase.Server(postgres.url(), postgres.user(), null)))) {
      addMany(chronicle);
      awaitAllOf(chronicle);
      postgres.stop();
      addMany(chronicle);
      awaitLost(chronicle);
      addMany(chronicle);

      postgres.again();

      awaitAllOf(chronicle);
    }
  }
}
