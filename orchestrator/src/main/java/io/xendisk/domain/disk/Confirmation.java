package io.xendisk.domain.disk;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The word by which a person shows that they look at this very disk: at least the last six
 * characters of its serial number or of its VDI's uuid. Immutable.
 */
public record Confirmation(String word) {
  public static final int LEAST = 6;

  private static final int SHOWN = 8;

  public Confirmation {
    word = word.strip();
  }

  /** Whether it is the end of one of these; a serial that nobody knows is null. */
  public boolean fits(@Nullable String serial, String vdi) {
    return word.length() >= LEAST
        && Stream.of(serial, vdi).filter(Objects::nonNull).anyMatch(this::isEndOf);
  }

  private boolean isEndOf(String name) {
    return name.strip().toLowerCase(Locale.ROOT).endsWith(word.toLowerCase(Locale.ROOT));
  }

  /**
   * How the names begin by whose ends one confirms: enough to know which is meant, and not what
   * would have to be typed.
   */
  public static List<String> beginnings(@Nullable String serial, String vdi) {
    return Stream.of(serial, vdi).filter(Objects::nonNull).map(Confirmation::beginning).toList();
  }

  private static String beginning(String name) {
    return name.substring(0, Math.clamp(name.length() - LEAST, 0, SHOWN)) + "...";
  }
}
