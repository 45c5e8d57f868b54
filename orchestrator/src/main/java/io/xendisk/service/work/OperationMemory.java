package io.xendisk.service.work;

import io.xendisk.port.Journal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last operations, by their ids and by the keys of who asked for them; the journal keeps them
 * beyond the end of the service. Thread-safe.
 */
final class OperationMemory {
  private static final Logger LOG = LoggerFactory.getLogger(OperationMemory.class);
  private static final int KEPT = 1000;

  private final Journal journal;

  /** By id, which begins with when it began: the oldest first. */
  private final ConcurrentSkipListMap<String, Operation> byId = new ConcurrentSkipListMap<>();

  /** The id of the first one that was asked for with this key. */
  private final Map<Key, String> byKey = new ConcurrentHashMap<>();

  /** Those whose last state the journal could not take; kept with the next. Guarded by this. */
  private final TreeSet<String> unkept = new TreeSet<>();

  /** One that knows what the journal does. */
  OperationMemory(Journal journal) {
    this.journal = journal;
    for (var line : journal.lines()) {
      OperationText.parse(line).ifPresent(this::put);
    }
    forget();
  }

  /** What somebody knows an operation by; others may have the same key for theirs. */
  private record Key(String by, String key) {}

  /** Keeps how it stands now. */
  void keep(Operation operation) {
    put(operation);
    forget();
    write(operation);
  }

  /** The oldest first; after one that cannot be kept no other is tried now. */
  private synchronized void write(Operation operation) {
    boolean behind = !unkept.isEmpty();
    unkept.add(operation.id());
    while (!unkept.isEmpty() && isWritten(unkept.first())) {
      unkept.removeFirst();
    }
    if (behind != !unkept.isEmpty()) {
      LOG.atWarn()
          .log(
              behind
                  ? "operations are remembered again"
                  : "operations cannot be remembered: disk full?");
    }
  }

  /** As it stands now; one that is forgotten by now needs it no more. */
  private boolean isWritten(String id) {
    return find(id).map(OperationText::line).map(journal::add).orElse(true);
  }

  private void put(Operation operation) {
    byId.put(operation.id(), operation);
    if (operation.key() != null) {
      byKey.putIfAbsent(new Key(operation.by(), operation.key()), operation.id());
    }
  }

  private void forget() {
    while (byId.size() > KEPT) {
      var oldest = byId.pollFirstEntry().getValue();
      if (oldest.key() != null) {
        byKey.remove(new Key(oldest.by(), oldest.key()), oldest.id());
      }
    }
  }

  Optional<Operation> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The one that somebody asked for with this key. */
  Optional<Operation> withKey(String by, String key) {
    return Optional.ofNullable(byKey.get(new Key(by, key))).flatMap(this::find);
  }

  /** The newest first. */
  List<Operation> all() {
    return List.copyOf(byId.descendingMap().values());
  }
}
