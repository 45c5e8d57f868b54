package io.xendisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.cli.Terminal.Ran;
import io.xendisk.config.PasswordSource;
import io.xendisk.xenapi.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines up to the login: what scripts rely on before any pool comes into it. */
class CommandRunnerTest {
  private static final List<String> COMMANDS =
      List.of(
          "disks", "disk", "attach", "detach", "status", "watch", "repair", "demo", "completion");

  @TempDir Path home;
  private Terminal terminal;

  @SuppressWarnings("NullAway.Init") // JUnit fills in the directory, then the terminal
  CommandRunnerTest() {}

  @BeforeEach
  void setUp() {
    terminal = Terminal.in(home);
  }

  // Wrong usage.

  static Stream<Arguments> wrongUsage() {
    return Stream.of(
        usage("no command", "Say what to do"),
        usage("no such command", "atach", "atach"),
        usage("no such option", "--colour", "disks", "--colour"),
        usage("too much", "more", "disks", "more"),
        usage("no disk", "DISK", "attach", "--vm", "nas01"),
        usage("no VM", "--vm", "attach", "BACKUP-02"),
        usage("a VM without a name", "--vm", "attach", "BACKUP-02", "--vm"),
        usage(
            "no such choice",
            "[refuse, start, wait]",
            "attach",
            "a",
            "--vm",
            "b",
            "--if-halted",
            "never"),
        usage("a disk that is none", "names no disk", "detach", "label:"),
        usage("a bay that is none", "H:C:T:L", "detach", "bay:xs1/sdb"),
        usage("a time that is none", "90s, 10m or 1h30m", "detach", "a", "--deadline", "5"),
        usage("a time limit that is none", "90s, 10m or 1h30m", "disks", "--timeout", "soon"),
        usage("a port that is none", "HOST:PORT", "attach", "a", "--vm", "b", "--boot-port", "x"),
        usage("no such form", "[table, json, yaml, name]", "disks", "-o", "xml"),
        usage("no such shell", "[bash, zsh, fish]", "completion", "cmd"),
        usage("a disk and nothing to do with it", "Say what to do", "disk"));
  }

  private static Arguments usage(String what, String says, String... words) {
    return Arguments.of(what, says, words);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongUsage")
  void endsWrongUsageWithTwoAndSaysWhatIsWrongOnStderr(String what, String says, String[] words) {
    var ran = terminal.run(words);

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(says).doesNotContain("Exception", "\tat ");
    assertThat(terminal.logins()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongUsage")
  void answersWrongUsageWithOneDocumentWhereJsonWasAskedFor(
      String what, String says, String[] words) {
    if (what.equals("no such form")) {
      return;
    }
    for (var form :
        new String[] {"-o json", "-ojson", "-o=json", "--output json", "--output=JSON"}) {
      var ran = terminal.run(with(words, form.split(" ")));

      assertThat(ran.exit()).isEqualTo(2);
      assertThat(ran.error().get("id").asString()).isEqualTo("usage");
      assertThat(ran.error().get("message").asString()).contains(says);
      assertThat(ran.error().get("advice").asString()).contains("--help");
      assertThat(ran.error().has("xapi")).isFalse();
      assertThat(ran.err()).isEmpty();
    }
  }

  @Test
  void suggestsTheOptionThatWasMeant() {
    assertThat(terminal.run("disks", "--no-inptu").err()).contains("--no-input");
    assertThat(terminal.run("dsks").err()).contains("disks");
  }

  /** Nobody may find a password in the list of processes. */
  @ParameterizedTest
  @ValueSource(strings = {"--password", "--pass", "-p"})
  void takesNoPasswordOnTheCommandLine(String option) {
    var ran = terminal.run("disks", "--url", "xs1", option, "hunter2");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(terminal.logins()).isEmpty();
  }

  // Which pool.

  @Test
  void saysThatNoPoolIsNamed() {
    var ran = terminal.run("disks");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("no pool is named", "--url", "--pool", "xendisk demo");
    assertThat(terminal.run("disks", "-o", "json").error().get("id").asString()).isEqualTo("usage");
  }

  @Test
  void refusesTwoPoolsAtOnce() {
    var ran = terminal.run("disks", "--pool", "lab", "--url", "https://xs1");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("--pool and --url");
  }

  @Test
  void takesOptionsBeforeAndAfterTheCommand() {
    terminal.with("XENDISK_PASSWORD", "secret");

    terminal.run("--url", "https://xs1", "--user", "backup", "--trust", "tofu", "disks");
    var before = terminal.login();
    terminal.run("disks", "--url", "https://xs1", "--user", "backup", "--trust", "tofu");
    var after = terminal.login();
    terminal.run(
        "--url", "https://xs1", "disk", "--user", "backup", "show", "a", "--trust", "tofu");

    assertThat(after).isEqualTo(before);
    assertThat(terminal.login()).isEqualTo(before);
    assertThat(before.pool().url()).isEqualTo(URI.create("https://xs1"));
    assertThat(before.pool().user()).isEqualTo("backup");
    assertThat(before.pool().trust())
        .isEqualTo(new Trust.OnFirstUse(home.resolve(".config/xendisk/known_hosts")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-o json disks", "disks -o json", "--output json disks"})
  void takesTheFormOfOutputBeforeAndAfterTheCommand(String words) {
    assertThat(terminal.run(words.split(" ")).error().get("id").asString()).isEqualTo("usage");
  }

  @Test
  void takesThePoolFromTheEnvironment() throws IOException {
    var file = Files.writeString(home.resolve("password"), "secret\nmore\n");
    terminal.with("XENDISK_URL", "https://xs1").with("XENDISK_USER", "backup");

    terminal.with("XENDISK_PASSWORD_FILE", file.toString()).run("disks");

    assertThat(terminal.login().password()).isEqualTo("secret");
    assertThat(terminal.login().pool().user()).isEqualTo("backup");
    assertThat(terminal.login().pool().trust()).isEqualTo(new Trust.SystemStore());
  }

  @Test
  void putsOptionsBeforeTheEnvironmentAndThatBeforeTheConfiguration() throws IOException {
    configure("pools: {lab: {url: 'https://configured'}}");
    terminal.with("XENDISK_PASSWORD", "secret").with("XENDISK_USER", "env");

    terminal.run("disks");
    assertThat(terminal.login().pool().url()).isEqualTo(URI.create("https://configured"));

    terminal.with("XENDISK_URL", "https://environment").run("disks");
    assertThat(terminal.login().pool().url()).isEqualTo(URI.create("https://environment"));
    assertThat(terminal.login().pool().user()).isEqualTo("env");

    terminal.run("disks", "--url", "https://option", "--user", "opt");
    assertThat(terminal.login().pool().url()).isEqualTo(URI.create("https://option"));
    assertThat(terminal.login().pool().user()).isEqualTo("opt");

    terminal.run("disks", "--pool", "lab");
    assertThat(terminal.login().pool().url()).isEqualTo(URI.create("https://configured"));
  }

  @Test
  void takesTheConfiguredPasswordBeforeThatOfTheEnvironmentButNotBeforeAnOption()
      throws IOException {
    var configured = Files.writeString(home.resolve("configured"), "configured");
    var option = Files.writeString(home.resolve("option"), "option");
    configure("pools: {lab: {url: 'https://xs1', password: {file: '%s'}}}".formatted(configured));
    terminal.with("XENDISK_PASSWORD", "environment");

    terminal.run("disks");
    assertThat(terminal.login().password()).isEqualTo("configured");

    terminal.run("disks", "--password-file", option.toString());
    assertThat(terminal.login().password()).isEqualTo("option");
    assertThat(terminal.login().pool().password()).isEqualTo(new PasswordSource.InFile(option));
  }

  @Test
  void takesTheDefaultPoolOfSeveralAndAsksForOneWhereThereIsNone() throws IOException {
    var pools = "pools: {lab: {url: 'https://lab'}, office: {url: 'https://office'}}";
    terminal.with("XENDISK_PASSWORD", "secret");

    configure(pools);
    assertThat(terminal.run("disks").err()).contains("no pool is named");

    configure("default-pool: office\n" + pools);
    terminal.run("disks");
    assertThat(terminal.login().pool().url()).isEqualTo(URI.create("https://office"));
  }

  @Test
  void namesThePoolThatMayHaveBeenMeant() throws IOException {
    configure("pools: {lab: {url: 'https://lab'}, office: {url: 'https://office'}}");

    assertThat(terminal.run("disks", "--pool", "ofice").err())
        .contains("no pool 'ofice'", "office");
    assertThat(terminal.run("disks", "--pool", "zzz").err()).contains("lab, office");
  }

  @Test
  void endsWithTwoAndNamesFileAndLineOfABadConfiguration() throws IOException {
    var file = configure("pools:\n lab:\n  url: nowhere\n");

    var ran = terminal.run("disks", "-o", "json");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.error().get("message").asString()).startsWith(file + ":3:8: ");
  }

  @Test
  void endsWithTwoWhereTheConfigurationThatWasNamedIsNotThere() {
    for (var ran :
        List.of(
            terminal.run("disks", "--config", "/nowhere/config.yaml"),
            terminal.with("XENDISK_CONFIG", "/nowhere/config.yaml").run("disks"))) {
      assertThat(ran.exit()).isEqualTo(2);
      assertThat(ran.err()).contains("/nowhere/config.yaml", "no such file");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://xs1", "https://", "https://xs 1", "http:///x", ""})
  void endsWithTwoAtWhatIsNoUrl(String url) {
    var ran = terminal.with("XENDISK_PASSWORD", "secret").run("disks", "--url", url);

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("https://xs1.example.org");
    assertThat(terminal.logins()).isEmpty();
  }

  @Test
  void takesABareHostForOneThatSpeaksHttps() {
    terminal.with("XENDISK_PASSWORD", "secret").run("disks", "--url", "xs1.example.org");

    assertThat(terminal.login().pool().url()).isEqualTo(URI.create("https://xs1.example.org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "sha256:abc", "ca:", "", "SYSTEM"})
  void endsWithTwoAtATrustThatIsNone(String trust) {
    var ran = terminal.with("XENDISK_PASSWORD", "x").run("disks", "--url", "xs1", "--trust", trust);

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("--trust: ");
    assertThat(terminal.logins()).isEmpty();
  }

  // The password.

  @Test
  void asksForThePasswordWhereNobodySaidIt() {
    terminal.where("typed").run("disks", "--url", "https://xs1", "--user", "backup");

    assertThat(terminal.questions()).containsExactly("Password of backup at https://xs1: ");
    assertThat(terminal.login().password()).isEqualTo("typed");
  }

  static Stream<Arguments> missingPasswords() {
    return Stream.of(
        Arguments.of("no terminal", new String[] {}, "no password was given"),
        Arguments.of("never asked", new String[] {"--no-input"}, "no password was given"),
        Arguments.of(
            "no file",
            new String[] {"--password-file", "/nowhere/p"},
            "/nowhere/p cannot be read"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("missingPasswords")
  void endsWithEightWithoutAPassword(String what, String[] options, String says) {
    var ran = terminal.run(with(new String[] {"disks", "--url", "xs1", "-o", "json"}, options));

    assertThat(ran.exit()).isEqualTo(8);
    assertThat(ran.error().get("id").asString()).isEqualTo("no-password");
    assertThat(ran.error().get("message").asString()).contains(says);
    assertThat(ran.error().get("advice").asString()).contains("--password-file");
    assertThat(terminal.logins()).isEmpty();
  }

  @Test
  void neverAsksWhereThatIsForbidden() {
    terminal.where("typed").run("disks", "--url", "xs1", "--no-input");

    assertThat(terminal.questions()).isEmpty();
  }

  @Test
  void endsWithEightAtAnEmptyPasswordFile() throws IOException {
    var file = Files.writeString(home.resolve("password"), "\nsecond line\n");

    var ran = terminal.run("disks", "--url", "xs1", "--password-file", file.toString());

    assertThat(ran.exit()).isEqualTo(8);
    assertThat(ran.err()).contains("is empty").doesNotContain("second line");
  }

  @Test
  void tellsNoPasswordToAnybody() {
    var ran =
        terminal
            .with("XENDISK_PASSWORD", "hunter2")
            .whereThePool(new IllegalStateException("a defect"))
            .run("disks", "--url", "xs1", "-o", "json");

    assertThat(ran.out() + ran.err()).doesNotContain("hunter2");
  }

  // What goes wrong after that.

  @Test
  void endsWith69WhereNoHostCanBeReached() {
    var ran = terminal.with("XENDISK_PASSWORD", "x").run("disks", "--url", "xs1", "-o", "json");

    assertThat(ran.exit()).isEqualTo(69);
    assertThat(ran.error().get("id").asString()).isEqualTo("unreachable");
    assertThat(ran.error().get("advice").asString()).isNotBlank();
  }

  @Test
  void answersItsOwnDefectsWithADocumentTooAndShowsWhereTheyAreOnStderr() {
    terminal.with("XENDISK_PASSWORD", "x").whereThePool(new IllegalStateException("a defect"));

    var ran = terminal.run("disks", "--url", "xs1", "-o", "json");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.error().get("id").asString()).isEqualTo("internal-error");
    assertThat(ran.error().get("message").asString()).contains("a defect");
    assertThat(ran.err()).contains("IllegalStateException", "\tat ");
  }

  // What needs no pool.

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void tellsItsVersionOnStdout(String option) {
    assertThat(terminal.run(option)).isEqualTo(new Ran(0, "xendisk 1.2.3\n", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void helpsOnStdout(String word) {
    var ran = terminal.run(word);

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains(COMMANDS).contains("--pool", "--no-input", "--timeout");
    assertThat(ran.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"disks", "disk", "attach", "detach", "status", "watch", "repair", "completion"})
  void helpsWithEveryCommand(String command) {
    for (var ran : List.of(terminal.run(command, "--help"), terminal.run("help", command))) {
      assertThat(ran.exit()).isZero();
      assertThat(ran.out()).contains("Usage: xendisk " + command);
      assertThat(ran.err()).isEmpty();
    }
  }

  @Test
  void takesTheDefaultsThatTheContractNames() {
    assertThat(inOneLine(terminal.run("detach", "--help").out())).contains("(default 10m)");
    assertThat(inOneLine(terminal.run("disks", "--help").out())).contains("(default 15m");
    assertThat(inOneLine(terminal.run("attach", "--help").out()))
        .contains("refuse a first attach (default)");
  }

  private static String inOneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private Path configure(String text) throws IOException {
    var file = home.resolve(".config/xendisk/config.yaml");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String[] with(String[] words, String[] more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }
}
