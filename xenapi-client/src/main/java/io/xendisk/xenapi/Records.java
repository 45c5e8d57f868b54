package io.xendisk.xenapi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads records, and learns from them which addresses belong to the pool. Thread-safe. */
final class Records {
  private final Calls calls;

  Records(Calls calls) {
    this.calls = calls;
  }

  <R extends XenRecord> List<R> find(XenClass<R> type, Where filter) {
    return calls.read(
        c -> records(type, c.raw(type.wireName() + ".get_all_records_where", filter.expression())));
  }

  <R extends XenRecord> List<R> all(XenClass<R> type) {
    return calls.read(c -> records(type, c.raw(type.wireName() + ".get_all_records")));
  }

  <R extends XenRecord> Optional<R> get(XenClass<R> type, XenRef ref) {
    if (ref.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          calls.read(
              c ->
                  learnt(
                      type.decode(
                          ref.value(),
                          Struct.of(c.raw(type.wireName() + ".get_record", ref.value()))))));
    } catch (PoolException.Rejected e) {
      if (e.is("HANDLE_INVALID")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Several lists come in no order (facts §1.3): sorted, so that two looks at a pool read alike.
   */
  private <R extends XenRecord> List<R> records(XenClass<R> type, @Nullable Object answer) {
    if (!(answer instanceof Map<?, ?> found)) {
      throw new IllegalArgumentException("a map of records was expected");
    }
    var records = new TreeMap<String, R>();
    found.forEach(
        (ref, record) ->
            records.put((String) ref, learnt(type.decode((String) ref, Struct.of(record)))));
    return new ArrayList<>(records.values());
  }

  /**
   * The changes after a token, or everything: without one, and also with the token of a session
   * that is over, since the history that it points into may be gone (facts §6.1).
   */
  EventBatch events(
      SdkCall c, Set<String> subscription, EventBatch.@Nullable Token after, Duration wait) {
    EventBatch.Token known = after != null && after.serial() == c.serial() ? after : null;
    Object answer =
        c.raw(
            "event.from",
            subscription.toArray(),
            known == null ? "" : known.text(),
            known == null ? 0.0 : wait.toMillis() / 1000.0);
    EventBatch batch = EventBatch.read(answer, c.serial(), known == null);
    batch.records().values().forEach(this::learnt);
    return batch;
  }

  private <R extends XenRecord> R learnt(R record) {
    if (record instanceof HostRecord host) {
      calls.learn(host.address());
    }
    return record;
  }
}
