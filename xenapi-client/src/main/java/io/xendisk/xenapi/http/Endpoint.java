package io.xendisk.xenapi.http;

import java.net.URI;
import java.util.Locale;

/**
 * Where a host answers: its scheme, address and port. Immutable.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 */
public record Endpoint(boolean tls, String host, int port) {
  public Endpoint {
    if (host.isEmpty()
        || host.length() > 255
        || !host.chars().allMatch(c -> c > ' ' && c < 0x7f && "/@?#[]\\\"<>".indexOf(c) < 0)) {
      throw new IllegalArgumentException("this is no address of a host: %.80s".formatted(host));
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("%d is no port (address %s)".formatted(port, host));
    }
  }

  /** The endpoint of an http or https URL; only its scheme, host and port count. */
  public static Endpoint of(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("the URL must begin with https:// or http://: " + url);
    }
    if (url.getHost() == null || url.getUserInfo() != null) {
      throw new IllegalArgumentException("the URL must name a host and no user: " + url.getHost());
    }
    boolean tls = scheme.equals("https");
    return new Endpoint(
        tls,
        url.getHost().replaceAll("^\\[|]$", ""),
        url.getPort() < 0 ? defaultPort(tls) : url.getPort());
  }

  /**
   * The endpoint with this one's scheme at {@code ADDRESS}, {@code ADDRESS:PORT}, {@code
   * [V6]:PORT}.
   */
  public Endpoint at(String address) {
    String host = address.strip();
    int port = defaultPort(tls);
    int colon = host.lastIndexOf(':');
    boolean bracketed = host.startsWith("[") && host.contains("]");
    if (bracketed ? colon > host.indexOf(']') : colon >= 0 && host.indexOf(':') == colon) {
      try {
        port = Integer.parseInt(host.substring(colon + 1));
      } catch (NumberFormatException _) {
        throw new IllegalArgumentException(
            "this is no address of a host: %.80s".formatted(address));
      }
      host = host.substring(0, colon);
    }
    return new Endpoint(tls, host.replaceAll("^\\[|]$", ""), port);
  }

  /** The address as it stands in a URL and a Host header. */
  public String authority() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return port == defaultPort(tls) ? name : name + ":" + port;
  }

  public URI uri() {
    return URI.create((tls ? "https://" : "http://") + authority());
  }

  private static int defaultPort(boolean tls) {
    return tls ? 443 : 80;
  }

  @Override
  public String toString() {
    return uri().toString();
  }
}
