package io.xendisk.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration file. Immutable. */
public record Config(@Nullable String defaultPool, Map<String, PoolSettings> pools) {
  public static final Config EMPTY = new Config(null, Map.of());

  public Config {
    pools = Map.copyOf(pools);
  }
}
