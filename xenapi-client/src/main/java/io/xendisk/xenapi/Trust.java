package io.xendisk.xenapi;

import java.nio.file.Path;

/**
 * How a host proves that it is the one that was meant. It holds for one client only: nothing of the
 * JVM's own settings is touched. Immutable.
 */
public sealed interface Trust {
  /** A certificate that the JVM's trust store vouches for, made out for the host's name. */
  record SystemStore() implements Trust {}

  /** A certificate that one of the PEM file's vouches for, made out for the host's name. */
  record CaFile(Path file) implements Trust {}

  /**
   * Exactly this certificate, whatever its name and dates say. A pool has one certificate a host,
   * so give the other hosts theirs ({@link ClientOptions.Builder#trust(String, Trust)}).
   */
  record Pinned(Fingerprint fingerprint) implements Trust {}

  /**
   * The certificate that the host showed when it was first met; a later change is refused. The file
   * holds one line a host: {@code HOST:PORT sha256:...}. It is made readable by its owner only.
   */
  record OnFirstUse(Path knownHosts) implements Trust {}

  /**
   * Reads {@code system}, {@code ca:FILE}, {@code sha256:FINGERPRINT} or {@code tofu}.
   *
   * @param knownHosts the file that {@code tofu} keeps
   * @throws IllegalArgumentException if it is none of them
   */
  static Trust parse(String text, Path knownHosts) {
    if (text.equals("system")) {
      return new SystemStore();
    }
    if (text.equals("tofu")) {
      return new OnFirstUse(knownHosts);
    }
    if (text.startsWith("ca:") && text.length() > 3) {
      return new CaFile(Path.of(text.substring(3)));
    }
    if (text.startsWith("sha256:")) {
      return new Pinned(Fingerprint.parse(text));
    }
    throw new IllegalArgumentException(
        "trust is system, ca:FILE, sha256:FINGERPRINT or tofu, not %.80s".formatted(text));
  }
}
