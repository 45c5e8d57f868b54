package io.xendisk.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was added to a journal is there for the next process, whatever became of the one before. */
class JournalFileTest {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("state/operations");
  }

  private JournalFile journal() {
    return new JournalFile(file());
  }

  @Test
  void givesWhatWasAddedInItsOrder() {
    assertThat(journal().lines()).isEmpty();
    assertThat(journal().add("one")).isTrue();
    assertThat(journal().add("two")).isTrue();

    assertThat(journal().lines()).containsExactly("one", "two");
  }

  @Test
  void halfALineThatWasLeftSpoilsNoOther() throws Exception {
    assertThat(journal().add("one")).isTrue();
    Files.writeString(file(), "{\"half", StandardOpenOption.APPEND);
    assertThat(journal().lines()).containsExactly("one");

    assertThat(journal().add("two")).isTrue();

    assertThat(journal().lines()).startsWith("one").endsWith("two");
  }

  @Test
  void isCutToItsLastLinesWhenItIsRead() throws Exception {
    Files.createDirectories(file().getParent());
    Files.write(file(), IntStream.range(0, 5000).mapToObj(i -> "line " + i).toList());

    assertThat(journal().lines()).hasSize(4000).startsWith("line 1000").endsWith("line 4999");
    assertThat(Files.readAllLines(file())).hasSize(4000);
  }
}
