package io.xendisk.domain.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules of every release, as udev itself reads them: {@code udevadm verify}, which came with
 * systemd 254. Where there is none, or an older one, this is left out; {@code XENDISK_UDEVADM}
 * names another.
 */
class UdevSyntaxIT {
  private static final int VERIFIES_SINCE = 254;

  @TempDir Path rules;

  @Test
  void udevTakesTheRulesOfEveryRelease() throws IOException, InterruptedException {
    assumeTrue(version() >= VERIFIES_SINCE, "no udevadm of systemd 254 or later is here");
    var command = new ArrayList<>(List.of(udevadm(), "verify"));
    for (var golden : GoldenRules.cases()) {
      var file = rules.resolve(golden.fileName());
      Files.writeString(file, inTodaysWords(golden.rules().text()));
      command.add(file.toString());
    }

    var said = run(command);

    assertThat(said.exit()).as(said.out()).isZero();
  }

  @Test
  void aRuleThatIsNoneIsToldSoThatTheCheckIsOne() throws IOException, InterruptedException {
    assumeTrue(version() >= VERIFIES_SINCE, "no udevadm of systemd 254 or later is here");
    var file = Files.writeString(rules.resolve("wrong.rules"), "SUBSYSTEMZ==\"block\"\n");

    assertThat(run(List.of(udevadm(), "verify", file.toString())).exit()).isNotZero();
  }

  /** udev 098 renamed these keys and took the old names for years; no later release has them. */
  private static String inTodaysWords(String text) {
    return text.replace(", BUS==", ", SUBSYSTEMS==").replace(", ID==", ", KERNELS==");
  }

  private static String udevadm() {
    return System.getenv().getOrDefault("XENDISK_UDEVADM", "udevadm");
  }

  private static int version() throws InterruptedException {
    try {
      var said = run(List.of(udevadm(), "--version"));
      return Integer.parseInt(said.out().strip().replaceFirst("[^0-9].*", ""));
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private record Said(int exit, String out) {}

  private static Said run(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Said(process.exitValue(), out);
  }
}
