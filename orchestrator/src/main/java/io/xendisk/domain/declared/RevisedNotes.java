package io.xendisk.domain.declared;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Named texts in a pool's {@code other_config}. One that has changed is written under its next
 * revision before the last one goes, so that a kill between the two loses neither, and of two
 * writers one is refused; the highest revision counts. Immutable.
 */
final class RevisedNotes {
  private final String prefix;
  private final Map<String, Note> byName;

  /** A text, its revision, and the keys of earlier ones. */
  private record Note(String text, int revision, List<String> older) {}

  private RevisedNotes(String prefix, Map<String, Note> byName) {
    this.prefix = prefix;
    this.byName = Collections.unmodifiableMap(byName);
  }

  static RevisedNotes in(Map<String, String> notes, String prefix) {
    var byName = new TreeMap<String, Note>();
    notes.forEach(
        (key, text) -> {
          int tilde = key.lastIndexOf('~');
          if (key.startsWith(prefix) && tilde > prefix.length()) {
            revision(key.substring(tilde + 1))
                .ifPresent(
                    number -> {
                      var name = key.substring(prefix.length(), tilde);
                      byName.merge(
                          name,
                          new Note(text, number, List.of()),
                          (one, other) -> newer(prefix + name, one, other));
                    });
          }
        });
    return new RevisedNotes(prefix, byName);
  }

  private static Optional<Integer> revision(String text) {
    return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static Note newer(String key, Note one, Note other) {
    boolean oneIsLast = one.revision > other.revision;
    var last = oneIsLast ? one : other;
    var before = oneIsLast ? other : one;
    var older = new ArrayList<>(one.older);
    older.addAll(other.older);
    older.add(key + "~" + before.revision);
    return new Note(last.text, last.revision, List.copyOf(older));
  }

  Map<String, String> texts() {
    var texts = new TreeMap<String, String>();
    byName.forEach((name, note) -> texts.put(name, note.text));
    return texts;
  }

  /** What has to be written so that a name has this text; nothing where it has. */
  Optional<NoteChange> with(String name, String text) {
    var note = byName.get(name);
    if (note == null) {
      return Optional.of(new NoteChange(prefix + name + "~1", text, List.of()));
    }
    return note.text.equals(text)
        ? Optional.empty()
        : Optional.of(
            new NoteChange(prefix + name + "~" + (note.revision + 1), text, keys(name, note)));
  }

  /** The keys that go so that a name has no text. */
  List<String> keysOf(String name) {
    var note = byName.get(name);
    return note == null ? List.of() : keys(name, note);
  }

  private List<String> keys(String name, Note note) {
    var keys = new ArrayList<>(note.older);
    keys.add(prefix + name + "~" + note.revision);
    return keys;
  }
}
