package io.xendisk.domain.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of findings in the documents and the code say the same. */
class FindingsDocTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z0-9-]+)` \\| (error|warning|notice) \\| (.+) \\| (.+) \\|$");

  @Test
  void everyKindIsInTheTableWithItsSeverityWhatItMeansAndItsMend() throws IOException {
    var documented = new LinkedHashMap<String, String>();
    for (var line : Files.readAllLines(Path.of("../docs/findings.md"))) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        documented.put(row.group(1), row.group(2));
      }
    }

    var known = new LinkedHashMap<String, String>();
    Arrays.stream(FindingKind.values())
        .forEach(kind -> known.put(kind.id(), kind.severity().text()));
    assertThat(documented).containsExactlyInAnyOrderEntriesOf(Map.copyOf(known));
    assertThat(FindingKind.values()).allSatisfy(kind -> assertThat(kind.why()).isNotBlank());
  }
}
