package io.xendisk.adapter.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNoteBookTest {
  private static final String KEY = "xendisk:told:2026-11-25:disk-overdue:set.a/../b";

  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // JUnit fills in the directory
  FileNoteBookTest() {}

  @Test
  void keepsWhatWasAddedUntilItIsRemoved() {
    var book = book();

    assertThat(book.all()).isEmpty();
    assertThat(book.add(KEY, "one")).isTrue();
    assertThat(book.add(KEY, "another")).isFalse();
    assertThat(book().all()).isEqualTo(Map.of(KEY, "one"));
    book.remove(KEY);
    book.remove(KEY);
    assertThat(book.all()).isEmpty();
  }

  @Test
  void oneOfManyWhoAddTheSameKeyGetsIt() throws InterruptedException {
    var won = new AtomicInteger();
    var threads =
        IntStream.range(0, 20)
            .mapToObj(
                n ->
                    Thread.ofVirtual()
                        .start(() -> won.addAndGet(book().add(KEY, "by " + n) ? 1 : 0)))
            .toList();
    for (var thread : threads) {
      thread.join();
    }

    assertThat(won).hasValue(1);
    assertThat(book().all()).hasSize(1);
  }

  @Test
  void nobodyElseMayReadIt() throws Exception {
    book().add(KEY, "one");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(notes())))
        .isEqualTo("rwx------");
  }

  private FileNoteBook book() {
    return new FileNoteBook(notes());
  }

  private Path notes() {
    return directory.resolve("state").resolve("told");
  }
}
