package io.xendisk.config;

/**
 * How much of the service one client can take. Immutable.
 *
 * @param requests of one token a minute; without one a tenth of it from one address
 * @param connections open at one time, of all clients together
 * @param body bytes of a request
 */
public record ServiceLimits(int requests, int connections, int body) {
  public static final ServiceLimits DEFAULT = new ServiceLimits(1200, 512, 65536);

  public ServiceLimits {
    if (requests < 10 || connections < 1 || body < 1024) {
      throw new IllegalArgumentException(
          "limits are at least 10 requests, 1 connection and 1024 bytes, not %d, %d and %d"
              .formatted(requests, connections, body));
    }
  }
}
