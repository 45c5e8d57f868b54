package io.xendisk;

import io.xendisk.port.NoteBook;
import java.util.Map;

/** The notes of a workstation that keeps none, because the pool takes them all. Immutable. */
final class NoNotes implements NoteBook {
  @Override
  public Map<String, String> all() {
    return Map.of();
  }

  @Override
  public boolean add(String key, String text) {
    return false;
  }

  @Override
  public void remove(String key) {
    // there is none
  }
}
