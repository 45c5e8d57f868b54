package io.xendisk.cli;

import io.xendisk.config.PasswordSource;
import io.xendisk.port.Dom0Door;
import io.xendisk.port.SshLogin;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to get into dom0 by SSH. */
final class SshOptions {
  private static final List<String> STANDARD_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  @Option(
      names = "--known-hosts",
      paramLabel = "FILE",
      description = "Where the host's key has to stand (~/.ssh/known_hosts).")
  @Nullable Path knownHosts;

  @Option(
      names = "--ssh-key",
      paramLabel = "FILE",
      description = "A private key; else those of ~/.ssh, and the agent's (SSH_AUTH_SOCK).")
  @Nullable Path key;

  @Option(names = "--ssh-password", description = "Ask for the password at the terminal.")
  boolean askPassword;

  @Option(
      names = "--ssh-password-file",
      paramLabel = "FILE",
      description = "Holds the password in its first line.")
  @Nullable Path passwordFile;

  @Option(
      names = "--ssh-legacy",
      description = "Speak the algorithms of 2006 as well: the dom0 of XenServer 6.x needs it.")
  boolean legacy;

  /** The door to this host's dom0; what was asked for is asked before anything is opened. */
  Dom0Door door(SshLogin.Target target, Xendisk root) {
    var world = root.world();
    var random = world.random();
    var home = world.home().resolve(".ssh");
    var agent = world.environment().get("SSH_AUTH_SOCK");
    var login =
        new SshLogin(
            target,
            knownHosts == null ? home.resolve("known_hosts") : knownHosts,
            key == null ? STANDARD_KEYS.stream().map(home::resolve).toList() : List.of(key),
            key != null || agent == null || agent.isEmpty() ? null : Path.of(agent),
            password(target, root),
            legacy);
    return () ->
        world
            .dom0()
            .open(login, () -> "%016x%016x".formatted(random.nextLong(), random.nextLong()));
  }

  private @Nullable String password(SshLogin.Target target, Xendisk root) {
    if (!askPassword && passwordFile == null) {
      return null;
    }
    var source = passwordFile == null ? null : new PasswordSource.InFile(passwordFile);
    var prompt = root.options.noInput ? null : root.world().prompt();
    return new Credentials(root.world().environment(), prompt)
        .password(source, target.user(), target.host() + " (SSH)");
  }
}
