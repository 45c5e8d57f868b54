package io.xendisk.config;

import io.xendisk.domain.schedule.Schedules;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the service serves. Immutable.
 *
 * @param tokens the file of who may use it; null for one among this user's state
 * @param certificate what it shows over TLS; null where it speaks without
 * @param openMetrics whether {@code /metrics} is for everybody, and not for those with a token only
 * @param plainLog whether it logs lines for people, and not one JSON object a line
 * @param schedules what it does by itself at certain times
 */
public record ServiceSettings(
    ListenAddress listen,
    @Nullable Path tokens,
    @Nullable CertificateSource certificate,
    ServiceLimits limits,
    boolean openMetrics,
    boolean plainLog,
    Schedules schedules) {
  public static final ServiceSettings DEFAULT =
      new ServiceSettings(
          ListenAddress.DEFAULT, null, null, ServiceLimits.DEFAULT, false, false, Schedules.NONE);

  /** The same at another address. */
  public ServiceSettings at(ListenAddress address) {
    return new ServiceSettings(
        address, tokens, certificate, limits, openMetrics, plainLog, schedules);
  }
}
