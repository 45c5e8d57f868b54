package io.xendisk.xenapi;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows objects of a pool: each {@link #next} waits in one call for the next changes and keeps
 * the newest record of everything. It holds nothing on the pool, so it needs no end. After a lost
 * session, whose history is gone with it, everything is read anew. Confined to one thread; an
 * interrupt ends a wait at once.
 */
public final class EventStream {
  /** A wait of one call is never longer than this; routers forget silent connections. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final XenApi api;
  private final Set<String> classes;
  private final Set<XenRef> objects;
  private final Map<XenRef, XenRecord> latest;
  private final Set<XenRef> gone = new HashSet<>();
  private EventBatch.Token token;

  EventStream(XenApi api, Set<String> classes, Set<XenRef> objects, EventBatch first) {
    this.api = api;
    this.classes = Set.copyOf(classes);
    this.objects = new LinkedHashSet<>(objects);
    this.latest = new HashMap<>(first.records());
    this.token = first.token();
    objects.stream().filter(ref -> !latest.containsKey(ref)).forEach(gone::add);
  }

  /**
   * Follows one object more that is younger than this stream, such as a VBD or task that was made
   * since. The pool says nothing of an older one until it changes: for those use {@link #watch}.
   */
  public void also(XenRef ref) {
    if (objects.add(ref)) {
      gone.remove(ref);
    }
  }

  /**
   * Follows one object more, of which this record was read since the stream's last answer: the pool
   * may tell of it once more, and that is no change.
   */
  public void also(XenRecord known) {
    also(known.ref());
    latest.putIfAbsent(known.ref(), known);
  }

  /** Follows one object more, and reads it now, which costs a call. */
  public Optional<XenRecord> watch(XenRef ref) {
    also(ref);
    Optional<XenRecord> now = api.get(ref);
    now.ifPresentOrElse(record -> latest.put(ref, record), () -> gone.add(ref));
    return now;
  }

  /**
   * Waits for changes in one call.
   *
   * @param max how long at most; a longer wait than {@link #LONGEST_WAIT} is cut to that
   * @return whether anything that this library knows of changed; false also where the wait was cut
   * @throws PoolException as for every read
   */
  public boolean next(Duration max) {
    Duration wait = max.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : max;
    EventBatch batch =
        api.events(
            XenApi.subscription(classes, objects), token, wait.isNegative() ? Duration.ZERO : wait);
    token = batch.token();
    return batch.isEverything() ? replace(batch) : apply(batch);
  }

  /** The newest record; empty if the object is gone, never existed, or was not heard of yet. */
  public Optional<XenRecord> latest(XenRef ref) {
    return Optional.ofNullable(latest.get(ref));
  }

  /** The newest record as one of the class. */
  public <R extends XenRecord> Optional<R> latest(XenClass<R> type, XenRef ref) {
    return latest(ref).filter(record -> ref.type() == type).map(type::cast);
  }

  /** Whether the pool said that the object does not exist any more, or never did. */
  public boolean isGone(XenRef ref) {
    return gone.contains(ref);
  }

  /** Everything that is there now, by reference. */
  public Map<XenRef, XenRecord> all() {
    return Map.copyOf(latest);
  }

  private boolean replace(EventBatch everything) {
    var before = Map.copyOf(latest);
    latest.clear();
    latest.putAll(everything.records());
    gone.addAll(before.keySet());
    gone.addAll(objects);
    gone.removeAll(latest.keySet());
    return !before.equals(latest);
  }

  /**
   * The pool also tells of changes in fields that no record here has, and of what was read since.
   */
  private boolean apply(EventBatch batch) {
    boolean changed = false;
    for (var record : batch.records().values()) {
      changed |= !record.equals(latest.put(record.ref(), record));
    }
    gone.removeAll(batch.records().keySet());
    for (var ref : batch.gone()) {
      latest.remove(ref);
      changed |= gone.add(ref);
    }
    return changed;
  }
}
