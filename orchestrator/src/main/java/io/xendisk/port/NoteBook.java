package io.xendisk.port;

import java.util.Map;

/**
 * Short texts under keys, of which each is written once: of several who add one key exactly one
 * gets true. Thread-safe.
 */
public interface NoteBook {
  Map<String, String> all();

  /** Adds a text, unless there is one under this key; false if there is. */
  boolean add(String key, String text);

  /** Removes a text; none is no error. */
  void remove(String key);
}
