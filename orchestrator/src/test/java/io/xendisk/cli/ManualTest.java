package io.xendisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualTest {
  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // JUnit fills in the directory
  ManualTest() {}

  @Test
  void hasAPageForEveryCommandThatPeopleType() throws IOException {
    var ran = Terminal.in(directory).run("manual", "--into", directory.toString());

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(directory.resolve("xendisk-rotation-run.1")).content().contains("\\-\\-quiet");
    assertThat(directory.resolve("xendisk-attach.1")).content().doesNotContain("PARAM", "<kept>");
    assertThat(directory.resolve("xendisk.1"))
        .content()
        .contains("\\fBxendisk\\-force\\-detach\\fR(1)", "\\-\\-no\\-input", ".SH EXIT STATUS")
        .doesNotContain("manual\\fR(1)", "null");
    assertThat(directory.resolve("xendisk-manual.1")).doesNotExist();
    try (var pages = Files.list(directory)) {
      assertThat(pages.filter(page -> page.toString().endsWith(".1"))).hasSizeGreaterThan(40);
    }
  }
}
