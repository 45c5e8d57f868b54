package io.xendisk.domain.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rows of the table in docs/first-attach.md. Immutable. */
record DecisionTable(List<Row> rows) {
  private static final String HEADER =
      "| VM | Had it before | Evidence of a boot | `--if-halted` | What happens |";

  /** Each condition is {@code any} or a list of the words that it holds for. */
  record Row(String power, String memory, String evidence, String ifHalted, String happens) {
    boolean covers(FirstAttachCase its) {
      return holds(power, its.powerWord())
          && holds(memory, its.memoryWord())
          && holds(evidence, its.evidenceWord())
          && holds(ifHalted, its.ifHaltedWord());
    }

    private static boolean holds(String condition, String word) {
      return condition.equals("any") || List.of(condition.split(", ")).contains(word);
    }
  }

  /** Reads the page, wherever below the project's root the test runs. */
  static DecisionTable ofTheDocs() throws IOException {
    var rows = new ArrayList<Row>();
    var lines = Files.readAllLines(page());
    for (int i = lines.indexOf(HEADER) + 2; lines.get(i).startsWith("|"); i++) {
      var cells = lines.get(i).split("\\|", -1);
      rows.add(
          new Row(
              cells[1].strip(),
              cells[2].strip(),
              cells[3].strip(),
              cells[4].strip(),
              cells[5].strip()));
    }
    return new DecisionTable(rows);
  }

  private static Path page() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      var page = at.resolve("docs/first-attach.md");
      if (Files.isRegularFile(page)) {
        return page;
      }
    }
    throw new IllegalStateException("docs/first-attach.md is not above " + Path.of("").toUri());
  }
}
