package io.xendisk.config;

/** How the service serves. Immutable. */
public record ServiceSettings(ListenAddress listen) {
  public static final ServiceSettings DEFAULT = new ServiceSettings(ListenAddress.DEFAULT);
}
