package io.xendisk.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.attach.BootSettings.GuestPort;
import io.xendisk.xenapi.Fingerprint;
import io.xendisk.xenapi.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in docs/configuration.md is one that xendisk reads, with every member there is. */
class ConfigurationDocTest {
  private static final Path DOCS = Path.of("../docs/configuration.md");
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @TempDir Path home;

  @Test
  void theExampleMeansWhatItSays() throws IOException {
    var file = Files.writeString(home.resolve("config.yaml"), example());

    var config = ConfigFile.read(file, home.resolve("known_hosts"));

    var boot =
        new BootSettings(
            Duration.ofMinutes(2), new GuestPort("nas01.example.org", 22), Duration.ofMinutes(10));
    var lab =
        new PoolSettings(
            new Reach(
                List.of(
                    URI.create("https://xs1.example.org"), URI.create("https://xs2.example.org")),
                pinned("0"),
                Map.of("192.0.2.2", pinned("1")),
                Path.of("/etc/xendisk/known_hosts")),
            "backup-operator",
            new PasswordSource.InFile(Path.of("/etc/xendisk/lab.password")),
            Map.of("nas01", boot));
    assertThat(config).isEqualTo(new Config("lab", Map.of("lab", lab)));
  }

  private static Trust pinned(String digit) {
    return new Trust.Pinned(Fingerprint.parse("sha256:" + digit.repeat(64)));
  }

  private static String example() throws IOException {
    var example = EXAMPLE.matcher(Files.readString(DOCS));
    assertThat(example.find()).as("an example in %s", DOCS).isTrue();
    return example.group(1);
  }
}
