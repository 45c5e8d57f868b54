package io.xendisk.domain.access;

import java.util.Arrays;
import java.util.Locale;

/** What somebody may do with the service; each role may what those before it may. */
public enum Role {
  /** Looks, and changes nothing. */
  VIEWER,
  /** Attaches, releases and repairs. */
  OPERATOR,
  /** Takes disks by force besides. */
  SUPERVISOR;

  /**
   * Reads a role as it is written.
   *
   * @throws IllegalArgumentException with a message for a person
   */
  public static Role parse(String text) {
    return Arrays.stream(values())
        .filter(role -> role.word().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a role is viewer, operator or supervisor, not '%.40s'".formatted(text)));
  }

  /** As it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }
}
