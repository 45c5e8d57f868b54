package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/rotation.md tells people to write into crontab and systemd works as it stands. */
class RotationDocIT {
  private static final Path DOCS = Path.of("../docs/rotation.md");
  private static final Pattern CRON = Pattern.compile("```crontab\n(.*?)```", Pattern.DOTALL);
  private static final Pattern UNIT =
      Pattern.compile("```ini\n# /etc/systemd/system/(\\S+)\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  /** The words of the line of cron, after its five times. */
  private static List<String> cronWords() throws IOException {
    var line = CRON.matcher(Files.readString(DOCS));
    assertThat(line.find()).isTrue();
    var words = List.of(line.group(1).strip().split("\\s+"));
    assertThat(words.subList(0, 5)).containsExactly("*/5", "*", "*", "*", "*");
    return words.subList(5, words.size());
  }

  private static List<String> serviceWords() throws IOException {
    var line = unit(".service").lines().filter(l -> l.startsWith("ExecStart=")).findFirst();
    var words = List.of(line.orElseThrow().replace("%i", "offsite").split("\\s+"));
    return words.subList(1, words.size());
  }

  private static String unit(String kind) throws IOException {
    return UNIT.matcher(Files.readString(DOCS))
        .results()
        .filter(unit -> unit.group(1).endsWith(kind))
        .map(unit -> unit.group(2))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cron", "service"})
  void theLineDoesWhatIsDueAndIsSilentThen(String whose) throws IOException {
    var words = whose.equals("cron") ? cronWords() : serviceWords();
    assertThat(words.getFirst()).isEqualTo("xendisk");
    var line = words.subList(1, words.size()).toArray(String[]::new);
    try (var pool = RotatedPool.start(directory, 2, "swap: {every: week}")) {
      assertThat(pool.run(line).exit()).isEqualTo(75);
      pool.push("R-1", RotatedPool.BAY);

      var attached = pool.run(line);
      var nothing = pool.run(line);

      assertThat(attached.exit()).as(attached.err()).isZero();
      assertThat(attached.out() + attached.err()).as("quiet").isEmpty();
      assertThat(nothing.exit()).isZero();
      assertThat(nothing.out() + nothing.err()).isEmpty();
      assertThat(pool.stage("R-1")).isEqualTo("attached");
    }
  }

  @Test
  void theUnitsHoldTogether() throws IOException, InterruptedException {
    assertThat(unit(".service")).contains("LoadCredential=lab:", "SuccessExitStatus=75");
    assertThat(unit(".timer")).contains("Persistent=true", "OnCalendar=*:0/5");
    if (!Files.isExecutable(Path.of("/usr/bin/systemd-analyze"))) {
      return; // nothing on this machine can verify a unit
    }
    var service = Files.writeString(directory.resolve("r@x.service"), unit(".service"));
    var timer = Files.writeString(directory.resolve("r@x.timer"), unit(".timer"));
    var verify =
        new ProcessBuilder(
                "/usr/bin/systemd-analyze", "verify", service.toString(), timer.toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(verify.waitFor()).as(said).isZero();
  }
}
