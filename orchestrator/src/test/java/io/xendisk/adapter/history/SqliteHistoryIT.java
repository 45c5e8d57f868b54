package io.xendisk.adapter.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xendisk.domain.history.HistoryQuery;
import io.xendisk.domain.history.HistoryQuery.Filter;
import io.xendisk.port.History;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history in a file of SQLite. */
class SqliteHistoryIT extends HistoryContract {
  @TempDir Path directory;

  @Override
  History fresh() {
    return HistoryDatabase.sqlite(file());
  }

  private Path file() {
    return directory.resolve("state/history.db");
  }

  @Test
  void isNobodyElsesToRead() throws Exception {
    try (var files = Files.list(file().getParent())) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void isThereForTheNextService() {
    try (var first = HistoryDatabase.sqlite(file())) {
      first.keep(List.of(entry("a", MONDAY)));
    }

    try (var next = HistoryDatabase.sqlite(file())) {
      assertThat(next.find(new HistoryQuery(Filter.ALL, null, 9))).hasSize(1);
    }
  }

  @Test
  void aFullDiskIsSaidAndWhatWasKeptCanStillBeRead() {
    try (var full = HistoryDatabase.sqlite(file(), "PRAGMA max_page_count = 40")) {
      full.keep(List.of(entry("first", MONDAY)));
      var many = IntStream.range(0, 2000).mapToObj(i -> entry("n" + i, MONDAY)).toList();

      assertThatThrownBy(() -> full.keep(many))
          .isInstanceOf(History.Unavailable.class)
          .hasMessageContaining("full")
          .hasMessageContaining("history.db");

      assertThat(full.find(new HistoryQuery(Filter.ALL, null, 9)))
          .extracting(entry -> entry.id())
          .containsExactly("first");
    }
    try (var roomAgain = HistoryDatabase.sqlite(file())) {
      roomAgain.keep(List.of(entry("second", MONDAY)));
    }
  }

  @Test
  void aFileThatWasRemovedIsMissed() throws Exception {
    try (var history = HistoryDatabase.sqlite(file())) {
      history.keep(List.of(entry("a", MONDAY)));
      Files.delete(file());

      assertThatThrownBy(() -> history.keep(List.of(entry("b", MONDAY))))
          .isInstanceOf(History.Unavailable.class)
          .hasMessageContaining("removed");
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsSaid() throws Exception {
    var other = Files.writeString(directory.resolve("text"), "no database ".repeat(100));

    assertThatThrownBy(() -> HistoryDatabase.sqlite(other))
        .isInstanceOf(History.Unavailable.class)
        .hasMessageContaining(other.toString());
  }
}
