package io.xendisk.domain.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The notes in the pool of when something was run last, by the time of its schedule: services that
 * follow one another read the same. Immutable.
 *
 * @param what such as {@code check} or {@code rotation.SET}
 * @param times all that are noted; the last one counts
 */
public record Ran(String what, List<Instant> times) {
  public static final String KEY = "xendisk:ran:";
  private static final String PARTED_BY = "~";

  public Ran {
    times = times.stream().sorted().toList();
  }

  public static Ran in(Map<String, String> notes, String what) {
    var prefix = prefix(what);
    return new Ran(
        what,
        notes.keySet().stream()
            .filter(key -> key.startsWith(prefix))
            .map(key -> key.substring(prefix.length()))
            .filter(seconds -> seconds.matches("[0-9]{1,12}"))
            .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
            .toList());
  }

  private static String prefix(String what) {
    return KEY + what + PARTED_BY;
  }

  /** The key of its note for one time. */
  public static String key(String what, Instant time) {
    return prefix(what) + time.getEpochSecond();
  }

  /** What it means that this is scheduled. */
  public sealed interface Due {
    /** Its time has come, or was missed: of several only the last. */
    record Now(Instant time) implements Due {}

    /** Nobody knows it yet: its times count from now on. */
    record Begins(Instant from) implements Due {}

    record NotYet() implements Due {}
  }

  public Due due(Cron cron, Instant now) {
    if (times.isEmpty()) {
      return new Due.Begins(now);
    }
    Optional<Instant> time = cron.last(times.getLast(), now);
    return time.isPresent() ? new Due.Now(time.get()) : new Due.NotYet();
  }
}
