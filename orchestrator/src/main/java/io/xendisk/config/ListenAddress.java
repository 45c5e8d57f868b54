package io.xendisk.config;

import com.google.common.net.HostAndPort;

/**
 * Where the service is to be found. Immutable.
 *
 * @param port 0 for one that is free
 */
public record ListenAddress(String host, int port) {
  /** Nobody but this machine, unless somebody says so. */
  public static final ListenAddress DEFAULT = new ListenAddress("127.0.0.1", 8780);

  public ListenAddress {
    if (host.isBlank()) {
      throw new IllegalArgumentException("an address to listen at needs a host");
    }
  }

  /**
   * Reads {@code HOST:PORT}, {@code HOST} or {@code [::1]:PORT}.
   *
   * @throws IllegalArgumentException with a message for the person who typed it
   */
  public static ListenAddress parse(String text) {
    try {
      var parsed = HostAndPort.fromString(text);
      return new ListenAddress(parsed.getHost(), parsed.getPortOrDefault(DEFAULT.port()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is no address to listen at, such as 127.0.0.1:8780".formatted(text), e);
    }
  }

  /** Whether only this machine can reach it, as far as the text tells. */
  public boolean isLoopback() {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  @Override
  public String toString() {
    return HostAndPort.fromParts(host, port).toString();
  }
}
