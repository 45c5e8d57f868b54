package io.xendisk.port;

import java.util.List;
import java.util.Optional;

/**
 * Lines that wait on this machine until a service takes them in: bounded, and in the order in which
 * they came. Thread-safe, between processes too.
 */
public interface Spool {
  /** Where that is, for a person. */
  String place();

  /**
   * Adds lines, all of them or none.
   *
   * @return whether they are there; nobody's work stops for a full disk
   */
  boolean add(List<String> lines);

  /** Sets aside what has come so far; nothing where nothing has. */
  Optional<Taken> take();

  /** Puts lines that nobody could read where a person finds them; whether it could be done. */
  boolean putAside(List<String> broken);

  /**
   * Lines that were set aside: whoever is killed before they are {@link #done} takes them again.
   */
  interface Taken {
    /**
     * All of them.
     *
     * @throws java.io.UncheckedIOException if they cannot be read now; they stay
     */
    List<String> lines();

    /** They are kept elsewhere now, and are taken by nobody again. */
    void done();
  }
}
