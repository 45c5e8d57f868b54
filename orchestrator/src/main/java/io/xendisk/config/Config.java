package io.xendisk.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration file; its pools in the order in which they stand there. Immutable. */
public record Config(
    @Nullable String defaultPool,
    Map<String, PoolSettings> pools,
    NotifySettings notices,
    ServiceSettings service,
    HistorySettings history) {
  public static final Config EMPTY =
      new Config(
          null, Map.of(), NotifySettings.NOBODY, ServiceSettings.DEFAULT, HistorySettings.DEFAULT);

  public Config {
    pools = Collections.unmodifiableMap(new LinkedHashMap<>(pools));
  }
}
