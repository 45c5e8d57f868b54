package io.xendisk.testing;

import io.xendisk.port.NoteBook;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Notes in memory. Thread-safe. */
public final class MemoryNotes implements NoteBook {
  private final Map<String, String> notes = new ConcurrentHashMap<>();

  @Override
  public Map<String, String> all() {
    return Map.copyOf(notes);
  }

  @Override
  public boolean add(String key, String text) {
    return notes.putIfAbsent(key, text) == null;
  }

  @Override
  public void remove(String key) {
    notes.remove(key);
  }
}
