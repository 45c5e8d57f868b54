package io.xendisk.domain.disk.passport;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of one disk: at most one item of a kind, and the kinds that were looked for and are
 * not on it. What is in neither is unknown, and unknown contradicts nothing. Immutable.
 */
public record Evidence(Map<EvidenceKind, EvidenceItem> items, Set<EvidenceKind> missing) {
  public static final Evidence NONE = new Evidence(Map.of(), Set.of());

  public Evidence {
    var ordered = new EnumMap<EvidenceKind, EvidenceItem>(EvidenceKind.class);
    items.forEach(
        (kind, item) -> {
          if (item.kind() != kind) {
            throw new IllegalArgumentException(
                "a %s was filed as %s".formatted(item.kind().words(), kind.words()));
          }
          ordered.put(kind, item);
        });
    items = Collections.unmodifiableMap(ordered);
    missing = Set.copyOf(missing);
    if (missing.stream().anyMatch(ordered::containsKey)) {
      throw new IllegalArgumentException("what is missing is not there, was " + ordered);
    }
  }

  public static Evidence of(Collection<EvidenceItem> items) {
    var map = new EnumMap<EvidenceKind, EvidenceItem>(EvidenceKind.class);
    items.forEach(item -> map.put(item.kind(), item));
    return new Evidence(map, Set.of());
  }

  public Optional<EvidenceItem> item(EvidenceKind kind) {
    return Optional.ofNullable(items.get(kind));
  }

  public Optional<String> value(EvidenceKind kind) {
    return item(kind).map(EvidenceItem::value);
  }

  /** This evidence and the other; where both have a kind the other's counts. */
  public Evidence and(Evidence other) {
    var map = new EnumMap<EvidenceKind, EvidenceItem>(EvidenceKind.class);
    map.putAll(items);
    other.missing.forEach(map::remove);
    map.putAll(other.items);
    var gone = EnumSet.noneOf(EvidenceKind.class);
    gone.addAll(missing);
    gone.removeAll(other.items.keySet());
    gone.addAll(other.missing);
    return new Evidence(map, gone);
  }

  /** This evidence without what is known of these kinds: they become unknown. */
  public Evidence without(Collection<EvidenceKind> kinds) {
    var map = new EnumMap<EvidenceKind, EvidenceItem>(EvidenceKind.class);
    map.putAll(items);
    kinds.forEach(map::remove);
    var gone = EnumSet.noneOf(EvidenceKind.class);
    gone.addAll(missing);
    gone.removeAll(List.copyOf(kinds));
    return new Evidence(map, gone);
  }

  /** Whether it has an item of the contents, one of the two that R3 asks for. */
  public boolean provesContents() {
    return items.keySet().stream().anyMatch(kind -> kind.side() == EvidenceKind.Side.CONTENTS);
  }

  /** Whether it has the other: a serial, a WWN, or model and size. */
  public boolean provesHardware() {
    return items.containsKey(EvidenceKind.SERIAL)
        || items.containsKey(EvidenceKind.WWN)
        || (items.containsKey(EvidenceKind.MODEL) && items.containsKey(EvidenceKind.SIZE));
  }

  /** Whether both know this kind and mean the same. */
  boolean agrees(Evidence other, EvidenceKind kind) {
    var one = items.get(kind);
    var two = other.items.get(kind);
    return one != null && two != null && kind.agree(one.value(), two.value());
  }
}
