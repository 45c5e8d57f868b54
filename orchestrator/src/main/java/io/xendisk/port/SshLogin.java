package io.xendisk.port;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who logs in where by SSH, and by what. The password is never shown. Immutable.
 *
 * @param knownHosts where the host's key has to stand
 * @param keys private keys to try, those that are there
 * @param agent the socket of an agent, null for none
 * @param password null unless one was asked for
 * @param old whether to speak to an OpenSSH of 2006 as well
 */
public record SshLogin(
    Target target,
    Path knownHosts,
    List<Path> keys,
    @Nullable Path agent,
    @Nullable String password,
    boolean old) {
  public SshLogin {
    keys = List.copyOf(keys);
  }

  /** {@code root@xs1.example:22}. */
  public record Target(String user, String host, int port) {
    private static final Pattern TEXT =
        Pattern.compile("([A-Za-z0-9._-]+)@(\\[[0-9A-Fa-f:.%]+]|[^\\s@:\\[\\]]+)(?::(\\d{1,5}))?");
    private static final int STANDARD = 22;
    private static final int LAST = 65535;

    /** Reads {@code USER@HOST} or {@code USER@HOST:PORT}, an IPv6 address in brackets. */
    public static Target parse(String text) {
      var parts = TEXT.matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "expected USER@HOST or USER@HOST:PORT, such as root@xs1, was '%s'".formatted(text));
      }
      int port = parts.group(3) == null ? STANDARD : Integer.parseInt(parts.group(3));
      if (port < 1 || port > LAST) {
        throw new IllegalArgumentException("there is no port %d".formatted(port));
      }
      return new Target(parts.group(1), parts.group(2).replaceAll("[\\[\\]]", ""), port);
    }

    /** As a file of known hosts names it. */
    public String knownName() {
      return port == STANDARD ? host : "[%s]:%d".formatted(host, port);
    }

    @Override
    public String toString() {
      return "%s@%s%s".formatted(user, host, port == STANDARD ? "" : ":" + port);
    }
  }

  @Override
  public String toString() {
    return target.toString();
  }
}
