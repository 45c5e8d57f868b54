package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What the document has people type is typed here. */
class ApiDocIT {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{23})\"");

  @Test
  void everyLineForCurlIsOneThatWorks() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl here");
    var lines =
        Files.readAllLines(Path.of("../docs/service-api.md")).stream()
            .filter(line -> line.startsWith("curl "))
            .toList();
    assertThat(lines).hasSizeGreaterThan(3);
    try (var pool = SimulatedPool.start("nas");
        var service = RunningService.start(Shell.on(pool))) {
      var id = "none";
      var answers = new ArrayList<String>();
      for (var line : lines) {
        var typed = line.replace("/POOL/", "/127.0.0.1/").replace("/ID", "/" + id);
        var answer = typed(service, typed);
        assertThat(answer).as(typed).isNotBlank().doesNotContain("urn:xendisk:error");
        answers.add(answer);
        var found = ID.matcher(answer);
        id = found.find() ? found.group(1) : id;
      }

      assertThat(answers.getFirst()).contains("\"disks\"");
      assertThat(answers.get(2)).contains("\"state\":\"done\"", "\"outcome\":\"attached\"");
      assertThat(answers.get(3)).startsWith(": here");
    }
  }

  /** What listens goes on for ever; a second of that is enough. */
  private static String typed(RunningService service, String line) throws Exception {
    var bounded = line.replace("curl -N ", "curl -N --max-time 1 ");
    var builder =
        new ProcessBuilder(List.of("bash", "-c", bounded.replaceFirst("^curl", "curl -s")));
    builder.environment().put("URL", service.url().toString());
    builder.environment().put("TOKEN", service.token());
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return said;
  }
}
