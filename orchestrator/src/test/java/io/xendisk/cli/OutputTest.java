package io.xendisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Failure;
import io.xendisk.answer.Prose;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.attach.Problem;
import io.xendisk.testing.Problems;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutputTest {
  private static final Answer ANSWER =
      new Answer(
          Exit.DONE,
          Map.of("outcome", "released"),
          List.of("SAFE TO PULL  xs1 bay 2:0:0:0", "second line"),
          List.of("BACKUP-01"),
          List.of("Wait 10 s before you pull it."));
  private final Failure failure =
      new Failure(
          new Explanation("disk-in-use", Exit.CONFLICT, "BACKUP-01 is in use", "Detach it first."),
          new Failure.PoolError("VDI_IN_USE", List.of("OpaqueRef:1")));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Output output = new Output(stream(out), stream(err));

  static List<Problem> problems() {
    return Problems.all();
  }

  @ParameterizedTest
  @CsvSource({
    "TABLE, 'SAFE TO PULL  xs1 bay 2:0:0:0\nsecond line\n'",
    "JSON, '{\"outcome\":\"released\"}\n'",
    "YAML, '---\noutcome: \"released\"\n'",
    "NAME, 'BACKUP-01\n'",
  })
  void printsDataToStdoutAndTalkToStderrInEveryForm(Format format, String data) {
    output.print(format, ANSWER);

    assertThat(out).hasToString(data);
    assertThat(err).hasToString("Wait 10 s before you pull it.\n");
  }

  @ParameterizedTest
  @EnumSource(names = {"TABLE", "NAME"})
  void printsAFailureForPeopleToStderr(Format format) {
    output.printFailure(format, failure);

    assertThat(out).hasToString("");
    assertThat(err).hasToString("error: BACKUP-01 is in use\n       Detach it first.\n");
  }

  @Test
  void printsAFailureAsTheDocumentOfTheContract() {
    output.printFailure(Format.JSON, failure);

    assertThat(out)
        .hasToString(
            "{\"error\":{\"id\":\"disk-in-use\",\"message\":\"BACKUP-01 is in use\","
                + "\"advice\":\"Detach it first.\","
                + "\"xapi\":{\"code\":\"VDI_IN_USE\",\"params\":[\"OpaqueRef:1\"]}}}\n");
    assertThat(err).hasToString("");
  }

  @Test
  void leavesOutWhatThePoolDidNotSay() {
    output.printFailure(Format.JSON, new Failure(failure.explanation()));

    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("xapi");
  }

  @ParameterizedTest
  @MethodSource("problems")
  void wrapsWordsWithinTheWidthOfATerminalAndLosesNone(Problem problem) {
    var explanation = Advice.on(problem);

    var lines = String.join("\n", Prose.of(explanation)).lines().toList();

    assertThat(String.join(" ", lines).replaceAll("\\s+", " "))
        .isEqualTo("error: %s %s".formatted(explanation.message(), explanation.advice()));
    assertThat(lines.getFirst()).startsWith("error: ");
    assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("       "));
    assertThat(lines)
        .allSatisfy(line -> assertThat(line.length() <= 96 || isOneWord(line)).as(line).isTrue())
        .noneMatch(line -> line.endsWith(" "));
  }

  @Test
  void neverCutsAWordThatIsTooLong() {
    var word = "x".repeat(200);

    var lines = Prose.of(new Explanation("id", Exit.FAILED, word, "short " + word));

    assertThat(String.join("\n", lines)).contains("error:\n       " + word, "\n       " + word);
  }

  private static boolean isOneWord(String line) {
    return !line.strip().contains(" ");
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
