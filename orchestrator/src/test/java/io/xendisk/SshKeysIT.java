package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in at a dom0 by a key, made by OpenSSH's own tools, where those are there. */
class SshKeysIT {
  private static final Path AGENT = Path.of("/usr/bin/ssh-agent");

  @TempDir Path directory;

  @BeforeAll
  static void theToolsAreThere() {
    assumeThat(AGENT).exists();
    assumeThat(Path.of("/usr/bin/ssh-keygen")).exists();
    assumeThat(Path.of("/usr/bin/ssh-add")).exists();
  }

  private Path key(String type) throws Exception {
    var file = directory.resolve("id_" + type);
    run(List.of("ssh-keygen", "-q", "-t", type, "-N", "", "-f", file.toString()), "");
    return file;
  }

  private static void run(List<String> command, String socket) throws Exception {
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("SSH_AUTH_SOCK", socket);
    var process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s", command).isTrue();
    assertThat(process.exitValue()).as("%s", command).isZero();
  }

  @Test
  void aKeyInAFileOpensTheDoor() throws Exception {
    var key = key("ed25519");
    try (var pool = SimulatedPool.start(Dom0Login.withoutRules(directory))) {
      var login = new Dom0Login(pool, "xs1", directory);
      login.dom0().write("/root/.ssh/authorized_keys", Files.readString(Path.of(key + ".pub")));

      var ran =
          Shell.on(pool)
              .run(
                  login.wordsWithoutPassword(
                      "host",
                      "prepare",
                      "xs1",
                      "--kernel",
                      "sdb",
                      "--plan",
                      "--ssh-key",
                      key.toString()));

      assertThat(ran.exit()).as(ran.out()).isZero();
    }
  }

  @Test
  void aKeyThatOnlyTheAgentHasOpensTheDoor() throws Exception {
    var key = key("rsa");
    var socket = directory.resolve("agent").toString();
    var agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket).start();
    try (var pool = SimulatedPool.start(Dom0Login.withoutRules(directory))) {
      awaitFile(Path.of(socket));
      run(List.of("ssh-add", "-q", key.toString()), socket);
      var login = new Dom0Login(pool, "xs1", directory);
      login.dom0().write("/root/.ssh/authorized_keys", Files.readString(Path.of(key + ".pub")));
      var words = login.wordsWithoutPassword("host", "prepare", "xs1", "--kernel", "sdb", "--plan");

      var ran = Shell.on(pool).with("SSH_AUTH_SOCK", socket).run(words);
      var without = Shell.on(pool).run(words);

      assertThat(ran.exit()).as(ran.out()).isZero();
      assertThat(without.exit()).isEqualTo(8);
      assertThat(without.json().get("error").get("id").asString()).isEqualTo("ssh-login-refused");
    } finally {
      agent.destroy();
    }
  }

  private static void awaitFile(Path file) {
    await("the agent's socket").until(() -> Files.exists(file));
  }
}
