package io.xendisk.xenapi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Many objects of a pool as they were in one answer, which cost one call. The pool gives no word
 * about an object that does not exist: it is {@link #missing}. Immutable.
 */
public final class Look {
  private final XenApi api;
  private final Set<String> classes;
  private final Set<XenRef> asked;
  private final EventBatch batch;

  Look(XenApi api, Set<String> classes, Set<XenRef> asked, EventBatch batch) {
    this.api = api;
    this.classes = classes;
    this.asked = asked;
    this.batch = batch;
  }

  /** The object's record, if it exists and was asked for. */
  public Optional<XenRecord> get(XenRef ref) {
    return Optional.ofNullable(batch.records().get(ref));
  }

  /** The object's record as one of the class. */
  public <R extends XenRecord> Optional<R> get(XenClass<R> type, XenRef ref) {
    return get(ref).filter(record -> ref.type() == type).map(type::cast);
  }

  /** Every record of the class in this look, in the order of the answer. */
  public <R extends XenRecord> List<R> all(XenClass<R> type) {
    return batch.records().values().stream()
        .filter(record -> record.ref().type() == type)
        .map(type::cast)
        .toList();
  }

  /** Where the pool's history stood; opaque. */
  public String token() {
    return batch.token().text();
  }

  /** What was asked for by reference and does not exist. */
  public Set<XenRef> missing() {
    var missing = new LinkedHashSet<>(asked);
    missing.removeAll(batch.records().keySet());
    return missing;
  }

  /** Follows the same objects from here on. */
  public EventStream follow() {
    return new EventStream(api, classes, asked, batch);
  }
}
