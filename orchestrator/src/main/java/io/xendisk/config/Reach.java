package io.xendisk.config;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import io.xendisk.xenapi.Trust;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the hosts of a pool are, and what each has to show before it is told a password. Immutable.
 *
 * @param urls any hosts of one pool, tried in turn
 * @param trust what every host shows that {@code hostTrust} does not name
 * @param hostTrust by {@code ADDRESS} or {@code ADDRESS:PORT}, in lower case, as the pool's own
 *     records name the host
 * @param knownHosts the file that trust on first use keeps; null for the user's own
 */
public record Reach(
    List<URI> urls, Trust trust, Map<String, Trust> hostTrust, @Nullable Path knownHosts) {
  public Reach {
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("a pool needs a URL, such as https://xs1.example.org");
    }
    urls = List.copyOf(urls);
    hostTrust = Map.copyOf(hostTrust);
    urls.forEach(Reach::check);
  }

  private static void check(URI url) {
    var scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(
          "'%s' is not the URL of a host, such as https://xs1.example.org".formatted(url));
    }
  }

  /** One host, and how it is trusted. */
  public static Reach of(URI url, Trust trust) {
    return new Reach(List.of(url), trust, Map.of(), null);
  }

  /**
   * The host that a trust of its own is for, in the form in which {@link #hostTrust} names it.
   *
   * @throws IllegalArgumentException with a message for the person who typed it
   */
  public static String hostOf(String text) {
    try {
      var host = HostAndPort.fromString(text);
      return (host.getHost() + (host.hasPort() ? ":" + host.getPort() : ""))
          .toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is no address of a host, such as xs2.example.org or 192.0.2.2:443".formatted(text),
          e);
    }
  }

  /**
   * The same hosts with another trust, which also holds for the hosts of the URLs: it is what a
   * person says about the host that they have just been shown.
   */
  public Reach with(Trust other) {
    var others = new HashMap<>(hostTrust);
    for (var url : urls) {
      var host = url.getHost().replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT);
      others.keySet().removeIf(name -> name.equals(host) || name.startsWith(host + ":"));
    }
    return new Reach(urls, other, others, knownHosts);
  }

  /** Whether a password would cross a network in the clear. */
  public boolean isReadableOnTheWay() {
    return urls.stream().anyMatch(url -> "http".equals(url.getScheme()) && !isThisMachine(url));
  }

  private static boolean isThisMachine(URI url) {
    var host = url.getHost();
    // The usual names first: reading an address loads a good deal of Guava.
    return host.equalsIgnoreCase("localhost")
        || host.equals("127.0.0.1")
        || (InetAddresses.isUriInetAddress(host)
            && InetAddresses.forUriString(host).isLoopbackAddress());
  }
}
