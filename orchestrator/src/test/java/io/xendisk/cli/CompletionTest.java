package io.xendisk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Completion scripts, shown to the shells that this machine has. */
class CompletionTest {
  private static final List<String> COMMANDS =
      List.of(
          "disks",
          "disk",
          "attach",
          "detach",
          "force-detach",
          "explain",
          "status",
          "watch",
          "repair",
          "notify",
          "history",
          "demo",
          "completion");

  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // JUnit fills in the directory
  CompletionTest() {}

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish", "BASH"})
  void namesEveryCommandAndItsOptions(String shell) {
    var ran = Terminal.in(directory).run("completion", shell);

    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains(COMMANDS).contains("if-halted", "accept-unclean", "no-input");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void printsAScriptThatItsShellAccepts(String shell) throws IOException, InterruptedException {
    assumeThat(isHere(shell)).as("%s is on this machine", shell).isTrue();
    var script = script(shell);

    assertThat(run(shell, "-n", script.toString())).isEmpty();
  }

  /** The last word is completed. */
  @ParameterizedTest
  @CsvSource({
    "deta, detach",
    "attach BACKUP-02 --if-halted s, start",
    "disks -o j, json",
    "detach --acc, --accept-unclean",
    "completion f, fish",
  })
  void completesWordsInBash(String words, String expected)
      throws IOException, InterruptedException {
    assumeThat(isHere("bash")).isTrue();
    var script = script("bash");

    var said =
        run(
            "bash",
            "-c",
            // compopt complains where no terminal is completing.
            "source '%s'; COMP_WORDS=(xendisk %s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                    .formatted(script, words)
                + " %s 2>/dev/null; echo ${COMPREPLY[*]}".formatted(functionOf(script)));

    assertThat(said.strip()).isEqualTo(expected);
  }

  /** Descriptions hold quotes, which would end a text of the script. */
  @Test
  void leavesNoQuoteOpenInTheScriptForFish() {
    var script = Terminal.in(directory).run("completion", "fish").out();

    assertThat(script.lines())
        .allSatisfy(
            line ->
                assertThat(line.replace("\\'", "").chars().filter(c -> c == '\'').count())
                    .as(line)
                    .isEven());
  }

  private Path script(String shell) throws IOException {
    return Files.writeString(
        directory.resolve("xendisk." + shell),
        Terminal.in(directory).run("completion", shell).out());
  }

  private static String functionOf(Path script) throws IOException {
    return Files.readAllLines(script).stream()
        .filter(line -> line.startsWith("complete -F "))
        .map(line -> line.replaceAll("^complete -F (\\S+) .*", "$1"))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isHere(String shell) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, shell)));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var said = process.inputReader()) {
      var text = said.readAllAsString();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return text;
    } finally {
      process.destroyForcibly();
    }
  }
}
