package io.xendisk.domain.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The copies of sets in a pool's {@code other_config}. A set that has changed is written under the
 * next revision before the last one is removed; the highest counts. Immutable.
 *
 * @param unreadable keys that a newer release wrote, or that are damaged
 */
public record KeptSets(Map<String, Kept> byName, List<String> unreadable) {
  /** Followed by the set's name. */
  public static final String KEY = "xendisk:rotation-set:";

  private static final Pattern KEYS =
      Pattern.compile(Pattern.quote(KEY) + "([A-Za-z0-9._-]{1,32})~([0-9]{1,9})");

  /** A copy, its revision, and the keys of earlier ones. */
  public record Kept(RotationSet set, int revision, List<String> older) {}

  public KeptSets {
    byName = Map.copyOf(byName);
    unreadable = List.copyOf(unreadable);
  }

  public static KeptSets in(Map<String, String> notes) {
    var byName = new TreeMap<String, Kept>();
    var unreadable = new ArrayList<String>();
    notes.forEach(
        (key, text) -> {
          var parts = KEYS.matcher(key);
          if (!parts.matches()) {
            return;
          }
          var set = SetText.read(parts.group(1), text);
          if (set.isEmpty()) {
            unreadable.add(key);
          } else {
            var kept = new Kept(set.get(), Integer.parseInt(parts.group(2)), List.of());
            byName.merge(parts.group(1), kept, KeptSets::newer);
          }
        });
    return new KeptSets(byName, unreadable.stream().sorted().toList());
  }

  private static Kept newer(Kept one, Kept other) {
    boolean oneIsLast = one.revision > other.revision;
    var last = oneIsLast ? one : other;
    var before = oneIsLast ? other : one;
    var older = new ArrayList<>(one.older);
    older.addAll(other.older);
    older.add(key(before.set.name(), before.revision));
    return new Kept(last.set, last.revision, List.copyOf(older));
  }

  public Optional<RotationSet> named(String name) {
    return Optional.ofNullable(byName.get(name)).map(Kept::set);
  }

  /** What has to be written so that the pool has this copy, as key, text, and what goes then. */
  public record Change(String key, String text, List<String> obsolete) {}

  /** Nothing where the pool has it already. */
  public Optional<Change> change(RotationSet set) {
    var kept = byName.get(set.name());
    if (kept == null) {
      return Optional.of(new Change(key(set.name(), 1), SetText.write(set), List.of()));
    }
    if (kept.set.equals(set)) {
      return Optional.empty();
    }
    var obsolete = new ArrayList<>(kept.older);
    obsolete.add(key(set.name(), kept.revision));
    return Optional.of(
        new Change(key(set.name(), kept.revision + 1), SetText.write(set), obsolete));
  }

  private static String key(String name, int revision) {
    return KEY + name + "~" + revision;
  }
}
