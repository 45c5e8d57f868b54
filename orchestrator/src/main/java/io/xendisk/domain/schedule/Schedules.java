package io.xendisk.domain.schedule;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has its times. Immutable.
 *
 * @param check when everything is checked; null for never
 * @param rotations when a set takes its turns, by its name; one that is not here whenever it is due
 */
public record Schedules(@Nullable Cron check, Map<String, Cron> rotations) {
  public static final Schedules NONE = new Schedules(null, Map.of());

  public Schedules {
    rotations = Map.copyOf(rotations);
  }

  public Optional<Cron> ofSet(String set) {
    return Optional.ofNullable(rotations.get(set));
  }
}
