package io.xendisk.xenapi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One answer of event.from: what is there now and what is gone. Events of classes that this library
 * does not know are passed over; the SDK would lose the whole batch (facts §9). Immutable.
 *
 * @param records by their references, in the order of the answer
 * @param isEverything whether this holds all that there is, and not changes only
 * @param counts live objects of each class by its event name, as the pool counts them
 */
record EventBatch(
    Map<XenRef, XenRecord> records,
    Set<XenRef> gone,
    Map<String, Long> counts,
    Token token,
    boolean isEverything) {
  /** A place in the pool's history, as one login knows it; it must not be used by another. */
  record Token(String text, long serial) {}

  EventBatch {
    records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
    gone = Collections.unmodifiableSet(new LinkedHashSet<>(gone));
    counts = Map.copyOf(counts);
  }

  static EventBatch read(@Nullable Object value, long serial, boolean isEverything) {
    Struct answer = Struct.of(value);
    String token = answer.string("token");
    if (token.isEmpty() || !(answer.raw("events") instanceof Object[] events)) {
      throw new IllegalArgumentException("event.from answers with neither token nor events");
    }
    var records = new LinkedHashMap<XenRef, XenRecord>();
    var gone = new LinkedHashSet<XenRef>();
    for (Object each : events) {
      Struct event = Struct.of(each);
      Optional<XenClass<?>> type = XenClass.ofEvent(event.string("class"));
      if (type.isPresent()) {
        take(event, type.get(), records, gone);
      }
    }
    return new EventBatch(records, gone, counts(answer), new Token(token, serial), isEverything);
  }

  private static void take(
      Struct event, XenClass<?> type, Map<XenRef, XenRecord> records, Set<XenRef> gone) {
    XenRef ref = type.ref(event.string("ref"));
    Object snapshot = event.raw("snapshot");
    // An object that vanished while the answer was made comes without a snapshot as well (facts
    // §6.1).
    if (event.string("operation").equals("del") || !(snapshot instanceof Map<?, ?>)) {
      records.remove(ref);
      gone.add(ref);
    } else {
      records.put(ref, type.decode(ref.value(), Struct.of(snapshot)));
      gone.remove(ref);
    }
  }

  private static Map<String, Long> counts(Struct answer) {
    var counts = new LinkedHashMap<String, Long>();
    answer
        .map("valid_ref_counts")
        .forEach(
            (type, count) -> {
              try {
                counts.put(type, Long.valueOf(count));
              } catch (NumberFormatException e) {
                throw new IllegalArgumentException("a count of objects is no number", e);
              }
            });
    return counts;
  }
}
