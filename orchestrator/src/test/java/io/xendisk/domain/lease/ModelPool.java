package io.xendisk.domain.lease;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a pool keeps of one disk, and no more: the notes on its record, its VBDs by the token of
 * their maker (true where attached), and the time. It does not keep two VBDs from being attached at
 * once, as real pools do: the protocol has to do without. Immutable.
 */
record ModelPool(
    SortedMap<String, String> notes, SortedMap<String, Boolean> vbds, Instant now, int wipes) {
  static final ModelPool EMPTY =
      new ModelPool(new TreeMap<>(), new TreeMap<>(), Instant.parse("2026-11-22T09:00:00Z"), 0);

  LeaseMarks marks() {
    return LeaseMarks.of(notes);
  }

  boolean canAdd(String key) {
    return !notes.containsKey(key);
  }

  ModelPool add(String key, String text) {
    var more = new TreeMap<>(notes);
    more.put(key, text);
    return new ModelPool(more, vbds, now, wipes);
  }

  ModelPool erase(String key) {
    var fewer = new TreeMap<>(notes);
    fewer.remove(key);
    return new ModelPool(fewer, vbds, now, wipes);
  }

  /** Another client writes the record's whole other_config as it once was. */
  ModelPool wiped() {
    return new ModelPool(new TreeMap<>(), vbds, now, wipes + 1);
  }

  ModelPool withVbd(String token, boolean attached) {
    var more = new TreeMap<>(vbds);
    more.put(token, attached);
    return new ModelPool(notes, more, now, wipes);
  }

  /** One that is attached stays: the pool refuses. */
  ModelPool destroyVbd(String token) {
    if (Boolean.TRUE.equals(vbds.get(token))) {
      return this;
    }
    var fewer = new TreeMap<>(vbds);
    fewer.remove(token);
    return new ModelPool(notes, fewer, now, wipes);
  }

  ModelPool later(long seconds) {
    return new ModelPool(notes, vbds, now.plusSeconds(seconds), wipes);
  }

  long attached() {
    return vbds.values().stream().filter(Boolean::booleanValue).count();
  }
}
