package io.xendisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** What became of each case of the fault matrix, as a table for people. Thread-safe. */
final class FaultTable {
  private static final Path FILE = Path.of("target", "fault-matrix.md");

  private final Map<Play, List<String>> lines = new ConcurrentSkipListMap<>();

  /**
   * One case.
   *
   * @param left what stood in the pool when the command had ended
   * @param again the same command once more; null where it was done
   */
  record Row(String method, String fault, Shell.Ran ran, String left, Shell.@Nullable Ran again) {
    String line(int number) {
      return "| %d | `%s` | %s | %d | %s | %s | %s |"
          .formatted(
              number + 1,
              method.isEmpty() ? "GET /export_raw_vdi" : method,
              fault,
              ran.exit(),
              !ran.json().has("error") ? "" : "`" + ran.json().at("/error/id").asString("") + "`",
              left,
              again == null ? "" : Integer.toString(again.exit()));
    }
  }

  void add(Play play, int number, Row row) {
    synchronized (this) {
      lines
          .computeIfAbsent(play, _ -> new ArrayList<>())
          .add("%03d".formatted(number) + row.line(number));
    }
  }

  /** Writes what was played in this build. */
  synchronized void write() throws IOException {
    var text = new ArrayList<String>();
    text.add("# What becomes of a command when a call goes wrong");
    text.add("");
    text.add("Written by `FaultMatrixIT`; the words are those of docs/safety.md.");
    lines.forEach(
        (play, rows) -> {
          text.add("");
          text.add("## " + play + ": `" + play.line() + "`");
          text.add("");
          text.add("| Call | Method | Fault | Exit | `error.id` | Then the pool holds | Again |");
          text.add("|---|---|---|---|---|---|---|");
          new LinkedHashSet<>(rows.stream().sorted().map(row -> row.substring(3)).toList())
              .forEach(text::add);
        });
    Files.createDirectories(FILE.getParent());
    Files.write(FILE, text);
  }
}
