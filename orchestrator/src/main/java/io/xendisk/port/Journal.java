package io.xendisk.port;

import java.util.List;

/** Lines that are kept in the order in which they came, the last ones of them. Thread-safe. */
public interface Journal {
  /** Those that are kept; half a line that a killed process left counts for nothing. */
  List<String> lines();

  /**
   * Adds one, and it stays.
   *
   * @return whether it could be kept; a full disk stops nobody's work
   */
  boolean add(String line);
}
