package io.xendisk.domain.declared;

import io.xendisk.domain.Fields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the service lets alone until somebody resumes it: a pool, VMs, sets of a rotation. Commands
 * that a person types are not held up. Immutable.
 */
public record Pauses(Map<String, String> by) {
  /** Nothing is held up. */
  public static final Pauses NONE = new Pauses(Map.of());

  private static final String KEY = "xendisk:paused:";
  private static final String POOL = "pool";
  private static final int VERSION = 1;

  public Pauses {
    by = Map.copyOf(by);
  }

  /** What can be paused. */
  public sealed interface What {
    /** All that is in it. */
    record ThePool() implements What {}

    record OfVm(String uuid) implements What {}

    record OfSet(String name) implements What {}

    /** The key of the note. */
    default String key() {
      return KEY
          + switch (this) {
            case ThePool _ -> POOL;
            case OfVm(var uuid) -> "vm:" + uuid;
            case OfSet(var name) -> "set:" + name;
          };
    }
  }

  public static Pauses in(Map<String, String> notes) {
    var by = new TreeMap<String, String>();
    notes.forEach(
        (key, text) -> {
          if (key.startsWith(KEY)) {
            // A text that cannot be read pauses too: somebody wanted it.
            by.put(key, Fields.parse(text).flatMap(fields -> fields.get("by")).orElse("somebody"));
          }
        });
    return new Pauses(by);
  }

  public static String text(String by, Instant at) {
    return Fields.ofVersion(VERSION).with("by", by).with("at", at).text();
  }

  /** What is held up, and by whom. */
  public Map<What, String> all() {
    var all = new LinkedHashMap<What, String>();
    new TreeMap<>(by)
        .forEach((key, who) -> what(key.substring(KEY.length())).ifPresent(w -> all.put(w, who)));
    return all;
  }

  private static Optional<What> what(String name) {
    if (name.equals(POOL)) {
      return Optional.of(new What.ThePool());
    }
    if (name.startsWith("vm:")) {
      return Optional.of(new What.OfVm(name.substring(3)));
    }
    return name.startsWith("set:")
        ? Optional.of(new What.OfSet(name.substring(4)))
        : Optional.empty();
  }

  public boolean holds(What what) {
    return by.containsKey(what.key());
  }

  /** Whether this VM is to be let alone, or the whole pool. */
  public boolean ofVm(String uuid) {
    return holds(new What.ThePool()) || holds(new What.OfVm(uuid));
  }

  /** Whether this set is to be let alone, or the whole pool. */
  public boolean ofSet(String name) {
    return holds(new What.ThePool()) || holds(new What.OfSet(name));
  }
}
