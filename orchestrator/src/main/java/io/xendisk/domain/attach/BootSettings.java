package io.xendisk.domain.attach;

import com.google.common.net.HostAndPort;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the user allows as evidence of a booted guest. {@code settled} is the uptime after which
 * connected PV drivers count; {@code port} is {@code HOST:PORT} of the guest; {@code uptimeAlone}
 * is the uptime that counts by itself. The last two are null unless the user named them. Immutable.
 */
public record BootSettings(
    Duration settled, @Nullable GuestPort port, @Nullable Duration uptimeAlone) {
  public static final BootSettings DEFAULT = new BootSettings(Duration.ofMinutes(2), null, null);

  /** A TCP port that the guest opens once it has booted. */
  public record GuestPort(String host, int port) {
    public GuestPort {
      if (host.isBlank() || port < 1 || port > 65535) {
        throw new IllegalArgumentException(
            "a guest's port is HOST:PORT with a port from 1 to 65535, was %s:%d"
                .formatted(host, port));
      }
    }

    /**
     * Reads {@code HOST:PORT}; an IPv6 address stands in brackets.
     *
     * @throws IllegalArgumentException with a message for the person who typed it
     */
    public static GuestPort parse(String text) {
      try {
        var port = HostAndPort.fromString(text);
        return new GuestPort(port.getHost(), port.getPortOrDefault(0));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "'%s' is not HOST:PORT with a port from 1 to 65535".formatted(text), e);
      }
    }
  }
}
