package io.xendisk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.attach.BootSettings.GuestPort;
import io.xendisk.testing.SeededText;
import io.xendisk.xenapi.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  private static final Path KNOWN_HOSTS = Path.of("/home/operator/.config/xendisk/known_hosts");

  @TempDir Path directory;

  @Test
  void readsEverythingThatMayBeSaid() throws IOException {
    var config =
        read(
            """
            # two pools
            default-pool: lab
            pools:
              lab:
                url: https://xs1.example.org
                user: backup
                password:
                  file: /etc/xendisk/lab.password
                trust: sha256:%s
                vms:
                  nas01:
                    boot-port: nas01.example.org:2049
                    boot-uptime: 10m
                    settled-uptime: 90s
                  nas02:
                    boot-port: "[fd00::2]:22"
              office:
                url: http://10.0.0.1:8080
                trust: tofu
                password: {env: OFFICE_PASSWORD}
            """
                .formatted("ab".repeat(32)));

    assertThat(config.defaultPool()).isEqualTo("lab");
    assertThat(config.pools()).containsOnlyKeys("lab", "office");
    var lab = pool(config, "lab");
    assertThat(lab.url()).isEqualTo(URI.create("https://xs1.example.org"));
    assertThat(lab.user()).isEqualTo("backup");
    assertThat(lab.password())
        .isEqualTo(new PasswordSource.InFile(Path.of("/etc/xendisk/lab.password")));
    assertThat(lab.trust()).isEqualTo(Trust.parse("sha256:" + "ab".repeat(32), KNOWN_HOSTS));
    assertThat(lab.bootOf("nas01"))
        .isEqualTo(
            new BootSettings(
                Duration.ofSeconds(90),
                new GuestPort("nas01.example.org", 2049),
                Duration.ofMinutes(10)));
    assertThat(lab.bootOf("nas02"))
        .isEqualTo(
            new BootSettings(BootSettings.DEFAULT.settled(), new GuestPort("fd00::2", 22), null));
    assertThat(pool(config, "office").trust()).isEqualTo(new Trust.OnFirstUse(KNOWN_HOSTS));
    assertThat(pool(config, "office").password())
        .isEqualTo(new PasswordSource.InEnvironment("OFFICE_PASSWORD"));
  }

  @Test
  void fillsInWhatWasNotSaid() throws IOException {
    var config = read("pools: {lab: {url: 'https://xs1'}}");

    assertThat(config.defaultPool()).isNull();
    assertThat(config.pools())
        .isEqualTo(
            Map.of(
                "lab",
                new PoolSettings(
                    Reach.of(URI.create("https://xs1"), new Trust.SystemStore()),
                    "root",
                    null,
                    Map.of(),
                    Map.of(),
                    List.of())));
    assertThat(pool(config, "lab").bootOf("any")).isEqualTo(BootSettings.DEFAULT);
  }

  /** Uptime alone is never evidence of a boot unless the user said so (safety rule R7). */
  @Test
  void allowsNoUptimeAloneByItself() {
    assertThat(BootSettings.DEFAULT.uptimeAlone()).isNull();
  }

  @Test
  void readsSeveralAddressesAndWhatEachHostShows() throws IOException {
    var config =
        read(
            """
            pools:
              lab:
                host-trust:
                  XS2.example.org:8443: sha256:%s
                  "[fd00::3]": tofu
                known-hosts: /var/lib/xendisk/known_hosts
                trust: tofu
                url:
                  - https://xs1.example.org
                  - https://xs2.example.org:8443
                legacyTls: false
            """
                .formatted("ab".repeat(32)));

    var file = Path.of("/var/lib/xendisk/known_hosts");
    assertThat(pool(config, "lab").reach())
        .isEqualTo(
            new Reach(
                List.of(
                    URI.create("https://xs1.example.org"),
                    URI.create("https://xs2.example.org:8443")),
                new Trust.OnFirstUse(file),
                Map.of(
                    "xs2.example.org:8443",
                    Trust.parse("sha256:" + "ab".repeat(32), file),
                    "fd00::3",
                    new Trust.OnFirstUse(file)),
                file));
  }

  @Test
  void findsACredentialOfSystemd() throws IOException {
    var config = read("pools: {lab: {url: 'https://xs1', password: {credential: lab}}}");

    assertThat(pool(config, "lab").password()).isEqualTo(new PasswordSource.InCredential("lab"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# nothing yet\n", "---\n", "---\n...\n", "null"})
  void takesAFileThatSaysNothingForNoPools(String text) throws IOException {
    assertThat(read(text)).isEqualTo(Config.EMPTY);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("an unknown name", 2, "did you mean pools", "default-pool: x", "pool:"),
        mistake("an empty list of addresses", 3, "needs a url", "pools:", " lab:", "  url: []"),
        mistake(
            "the second address wrong",
            5,
            "ftp://xs2",
            "pools:",
            " lab:",
            "  url:",
            "   - https://xs1",
            "   - ftp://xs2"),
        mistake(
            "TLS 1.0 for one pool",
            4,
            "url: http://HOST",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  legacyTls: true"),
        mistake(
            "TLS 1.0 perhaps",
            4,
            "true or false",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  legacyTls: perhaps"),
        mistake(
            "TLS 1.0 by another name",
            4,
            "did you mean legacyTls",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  legacy-tls: true"),
        mistake(
            "a host of no address",
            5,
            "is no address of a host",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  host-trust:",
            "   xs2:x: tofu"),
        mistake(
            "a host of no trust",
            5,
            "trust is system",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  host-trust:",
            "   xs2: yes"),
        mistake("a pool's unknown name", 3, "did you mean url", "pools:", " lab:", "  ulr: x"),
        mistake("no such name at all", 1, "known are default-pool, pools", "whatever: 1"),
        mistake(
            "the password itself",
            4,
            "password has to hold names and values, on lines of their own: file, env, credential",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  password: hunter2"),
        mistake(
            "a password in two places",
            4,
            "names 2 places; name one; known are file, env, credential",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  password: {file: a, env: B}"),
        mistake(
            "a password nowhere",
            4,
            "known are file, env, credential",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  password: {}"),
        mistake(
            "a password by unknown means",
            4,
            "did you mean file",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  password: {fil: x}"),
        mistake("no pools", 1, "pools has to hold names and values", "pools: lab"),
        mistake("a list of pools", 2, "pools has to hold names and values", "pools:", " - lab"),
        mistake("empty pools", 1, "pools has to hold names and values", "pools:"),
        mistake("an empty pool", 2, "pool 'lab' has to hold names and values", "pools:", " lab:"),
        mistake("a text", 1, "the file has to hold names and values", "just a text"),
        mistake("a list", 1, "default-pool, pools", "- pools"),
        mistake("no url", 3, "such as https://xs1.example.org", "pools:", " lab:", "  user: x"),
        mistake(
            "no URL's form",
            4,
            "'xs1' is not the URL of a host, such as https://xs1.example.org",
            "pools:",
            " lab:",
            "  user: x",
            "  url: xs1"),
        mistake(
            "another scheme",
            3,
            "such as https://xs1.example.org",
            "pools:",
            " lab:",
            "  url: ftp://xs1"),
        mistake(
            "a URL with a blank",
            3,
            "such as https://xs1.example.org",
            "pools:",
            " lab:",
            "  url: https://xs 1"),
        mistake(
            "a url that is a map",
            3,
            "'url' has to be a single value, on the same line",
            "pools:",
            " lab:",
            "  url: {host: xs1}"),
        mistake(
            "a url that is nothing",
            3,
            "'url' has to be a single value, on the same line",
            "pools:",
            " lab:",
            "  url:"),
        mistake(
            "no such trust",
            4,
            "trust is system, ca:FILE, sha256:FINGERPRINT or tofu",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  trust: all"),
        mistake(
            "a fingerprint cut short",
            4,
            "64 hexadecimal digits",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  trust: sha256:abcd"),
        mistake(
            "a port without host",
            6,
            "HOST:PORT",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  vms:",
            "   nas01:",
            "    boot-port: 2049"),
        mistake(
            "a port that is none",
            6,
            "a port from 1 to 65535",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  vms:",
            "   nas01:",
            "    boot-port: nas01:70000"),
        mistake(
            "an uptime without unit",
            7,
            "write it as 90s, 10m or 1h30m",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  vms:",
            "   nas01:",
            "    settled-uptime: 90s",
            "    boot-uptime: 90"),
        mistake(
            "a VM's unknown name",
            6,
            "did you mean boot-uptime",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  vms:",
            "   nas01:",
            "    boot-uptme: 90s"),
        mistake(
            "no such default pool",
            1,
            "did you mean lab",
            "default-pool: lb",
            "pools:",
            " lab: {url: 'https://xs1'}"),
        mistake("a default pool and no pools", 1, "there is no such pool", "default-pool: lab"),
        mistake(
            "a pool twice",
            3,
            "lab",
            "pools:",
            " lab: {url: 'https://xs1'}",
            " lab: {url: 'https://xs2'}"),
        mistake(
            "a trust twice",
            5,
            "trust",
            "pools:",
            " lab:",
            "  url: https://xs1",
            "  trust: system",
            "  trust: tofu"),
        mistake("a tab", 2, "the YAML is wrong", "pools:", "\tlab: x"),
        mistake("no end of a text", 2, "the YAML is wrong", "default-pool: \"lab", ""));
  }

  private static Arguments mistake(String what, int line, String says, String... lines) {
    return Arguments.of(what, line, says, String.join("\n", lines));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void namesFileAndLineOfAMistakeAndWhatToWriteInstead(
      String what, int line, String says, String text) throws IOException {
    var file = file(text);

    assertThatThrownBy(() -> ConfigFile.read(file, KNOWN_HOSTS))
        .isInstanceOf(ConfigException.class)
        .hasMessageMatching(Pattern.quote(file + ":" + line) + ":\\d+: (?s:.*)")
        .hasMessageContaining(says)
        .hasMessageNotContainingAny("hunter2", "null");
  }

  @Test
  void saysThatThereIsNoSuchFile() {
    var file = directory.resolve("none.yaml");

    assertThatThrownBy(() -> ConfigFile.read(file, KNOWN_HOSTS))
        .isInstanceOf(ConfigException.class)
        .hasMessage(file + " cannot be read: there is no such file");
  }

  @Test
  void saysThatADirectoryIsNoFile() {
    assertThatThrownBy(() -> ConfigFile.read(directory, KNOWN_HOSTS))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(directory + " cannot be read: ");
  }

  @Test
  void saysThatBytesAreNoText() throws IOException {
    var file = Files.write(directory.resolve("config.yaml"), new byte[] {'a', (byte) 0xff, '\n'});

    assertThatThrownBy(() -> ConfigFile.read(file, KNOWN_HOSTS))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(file + " cannot be read: ");
  }

  static Stream<Named<SeededText>> seeds() {
    return SeededText.seeds(100);
  }

  /** Whatever stands in the file, it is a configuration or a mistake that is explained. */
  @ParameterizedTest
  @MethodSource("seeds")
  void neverFailsInAnotherWay(SeededText texts) throws IOException {
    for (var start : new String[] {"", "pools: ", "pools:\n lab: ", "pools:\n lab:\n  url: "}) {
      var file = file(start + texts.next());
      try {
        assertThat(ConfigFile.read(file, KNOWN_HOSTS)).isNotNull();
      } catch (ConfigException e) {
        assertThat(e).hasMessageStartingWith(file.toString());
      }
    }
  }

  private Config read(String text) throws IOException {
    return ConfigFile.read(file(text), KNOWN_HOSTS);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("config.yaml"), text);
  }

  private static PoolSettings pool(Config config, String name) {
    return Objects.requireNonNull(config.pools().get(name));
  }
}
