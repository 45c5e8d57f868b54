package io.xendisk.domain.declared;

import io.xendisk.domain.Fields;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the service lets alone until somebody resumes it: a pool, VMs, sets of a rotation. Commands
 * that a person types are not held up. Immutable.
 */
public record Pauses(Map<String, String> by) {
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
