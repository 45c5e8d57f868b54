package io.xendisk;

import io.xendisk.fixtures.Dom0;
import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.fixtures.world.WorldReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A way into the dom0 of a simulated host, as a person has it: a known key and a password file. */
final class Dom0Login {
  private final Dom0 dom0;
  private final Path knownHosts;
  private final Path passwordFile;
  private final String address;

  Dom0Login(SimulatedPool pool, String host, Path directory) {
    this.dom0 = pool.dom0(host);
    this.knownHosts = directory.resolve("known_hosts-" + host);
    this.passwordFile = directory.resolve("password");
    this.address = "root@%s:%d".formatted(dom0.ssh().getHostString(), dom0.ssh().getPort());
    write(knownHosts, dom0.knownHostsLine() + "\n");
    write(passwordFile, pool.password() + "\n");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A world that ships, with something else in it, as a file. */
  static String world(Path directory, UnaryOperator<String> change) {
    try (InputStream in =
        Objects.requireNonNull(WorldReader.class.getResourceAsStream("nas.yaml"))) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Files.writeString(directory.resolve("world.yaml"), change.apply(text)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The default world, whose hosts have no rule of their own for SATA disks. */
  static String withoutRules(Path directory) {
    return world(directory, text -> text.replace("local-rules: true", "local-rules: false"));
  }

  Dom0 dom0() {
    return dom0;
  }

  Path knownHosts() {
    return knownHosts;
  }

  /** The words of a command, and how to log in by the password. */
  String[] words(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--ssh-password-file", passwordFile.toString()));
    return wordsWithoutPassword(all.toArray(String[]::new));
  }

  /** The same where something else than the password opens the door. */
  String[] wordsWithoutPassword(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--ssh", address, "--known-hosts", knownHosts.toString(), "-o", "json"));
    return all.toArray(String[]::new);
  }
}
