package io.xendisk.domain.declared;

import java.util.List;

/** A note that is to be added to the pool, and the keys that it replaces. Immutable. */
public record NoteChange(String key, String text, List<String> obsolete) {
  public NoteChange {
    obsolete = List.copyOf(obsolete);
  }
}
