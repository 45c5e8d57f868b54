package io.xendisk.domain.tell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands in notes about telling people: what they were told, and what they are still to be
 * told. {@code superseded} are keys of notes that a later one took the place of. Immutable.
 */
public record TellBook(
    Map<NewsKey, Told> told, Map<String, Pending> pending, List<String> superseded) {
  public TellBook {
    told = Map.copyOf(told);
    pending = Map.copyOf(pending);
    superseded = List.copyOf(superseded);
  }

  public static TellBook in(Map<String, String> notes) {
    var told = new HashMap<NewsKey, Told>();
    var pending = new HashMap<String, Pending>();
    var superseded = new ArrayList<String>();
    notes.forEach(
        (key, note) -> {
          Told.read(key, note).ifPresent(found -> told.put(found.key(), found));
          Pending.read(key, note)
              .ifPresent(
                  found -> {
                    var other = pending.put(found.token(), found);
                    if (other != null && other.revision() > found.revision()) {
                      pending.put(found.token(), other);
                      superseded.add(found.noteKey());
                    } else if (other != null) {
                      superseded.add(other.noteKey());
                    }
                  });
        });
    return new TellBook(told, pending, superseded);
  }

  public boolean isEmpty() {
    return told.isEmpty() && pending.isEmpty() && superseded.isEmpty();
  }

  /** Whether somebody else has told, or tells, what this stands for. */
  public boolean isOfAnother(Pending news) {
    var by = told.get(news.key());
    return by != null && !by.token().equals(news.token());
  }
}
