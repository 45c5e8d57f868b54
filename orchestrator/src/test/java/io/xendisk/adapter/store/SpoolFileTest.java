package io.xendisk.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits in the spool gets out of it whole, and once it was kept, never again. */
class SpoolFileTest {
  @TempDir Path directory;

  private SpoolFile spool() {
    return new SpoolFile(file());
  }

  private Path file() {
    return directory.resolve("state/spool");
  }

  @Test
  void givesWhatWasAddedAndNothingAfterwards() throws Exception {
    assertThat(spool().add(List.of("one", "two"))).isTrue();
    assertThat(spool().add(List.of("three"))).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");

    var taken = spool().take().orElseThrow();

    assertThat(taken.lines()).containsExactly("one", "two", "three");
    taken.done();
    assertThat(spool().take()).isEmpty();
  }

  @Test
  void whatWasTakenAndNotKeptIsTakenAgainBeforeWhatCameSince() {
    spool().add(List.of("one"));
    assertThat(spool().take().orElseThrow().lines()).containsExactly("one");
    spool().add(List.of("two"));

    var again = spool().take().orElseThrow();
    assertThat(again.lines()).containsExactly("one");
    again.done();
    assertThat(spool().take().orElseThrow().lines()).containsExactly("two");
  }

  @Test
  void halfALineSpoilsNoOther() throws Exception {
    spool().add(List.of("one"));
    Files.writeString(file(), "{\"half", StandardOpenOption.APPEND);

    spool().add(List.of("two"));

    assertThat(spool().take().orElseThrow().lines()).containsExactly("one", "{\"half", "two");
  }

  @Test
  void isBoundedAndKeepsTheNewest() throws Exception {
    var small = new SpoolFile(file(), 1000);
    IntStream.range(0, 500).forEach(i -> small.add(List.of("line number " + i)));

    long bytes = 0;
    var lines = new ArrayList<String>();
    for (var taken = small.take(); taken.isPresent(); taken = small.take()) {
      lines.addAll(taken.get().lines());
      bytes += String.join("\n", taken.get().lines()).length();
      taken.get().done();
    }

    assertThat(bytes).isLessThan(2100);
    assertThat(lines).endsWith("line number 498", "line number 499");
    assertThat(lines)
        .isSubsetOf(IntStream.range(0, 500).mapToObj(i -> "line number " + i).toList());
  }

  @Test
  void manyWhoAddAndOneWhoTakesLoseNothing() throws Exception {
    var taken = new TreeSet<String>();
    var writers = new ArrayList<Thread>();
    for (int w = 0; w < 4; w++) {
      int writer = w;
      writers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 50; i++) {
                      assertThat(spool().add(List.of(writer + "-" + i))).isTrue();
                    }
                  }));
    }
    while (writers.stream().anyMatch(Thread::isAlive)) {
      take(taken);
    }
    take(taken);

    assertThat(taken).hasSize(200);
  }

  private void take(Set<String> into) {
    spool()
        .take()
        .ifPresent(
            file -> {
              assertThat(file.lines()).noneMatch(into::contains);
              into.addAll(file.lines());
              file.done();
            });
  }

  @Test
  void whatCannotBeReadIsPutBeside() throws Exception {
    assertThat(spool().putAside(List.of("broken"))).isTrue();

    assertThat(Files.readString(directory.resolve("state/spool.broken"))).isEqualTo("broken\n");
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNoErrorForWhoeverAdds() throws Exception {
    Files.writeString(directory.resolve("state"), "a file");

    assertThat(spool().add(List.of("one"))).isFalse();
    assertThat(spool().take()).isEmpty();
  }
}
