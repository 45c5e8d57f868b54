package io.xendisk.domain.disk;

import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of a VBD of ours when its VM stops (safety rule R12). */
public enum Keep {
  /** The next boot has the disk; until then only {@code xendisk vm start} starts the VM. */
  KEPT("keep"),
  /** Likewise, but {@code vm start} takes it away and puts nothing back. */
  UNTIL_SHUTDOWN("until-shutdown"),
  /** Nothing keeps anybody from starting the VM with whatever is behind the VDI by then. */
  UNGUARDED("unguarded");

  private final String word;

  Keep(String word) {
    this.word = word;
  }

  /** As it stands in notes and in JSON. */
  public String word() {
    return word;
  }

  /** The one with this word. */
  public static Optional<Keep> of(String word) {
    return Stream.of(values()).filter(keep -> keep.word.equals(word)).findFirst();
  }
}
