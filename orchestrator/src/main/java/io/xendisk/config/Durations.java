package io.xendisk.config;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads durations as people write them: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 8w}. */
public final class Durations {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{1,4})w)?(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?(?:(\\d{1,9})s)?");

  private Durations() {}

  /**
   * The duration in a text.
   *
   * @throws IllegalArgumentException with a message for the person who wrote it
   */
  public static Duration parse(String text) {
    var parts = FORM.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no duration; write it as 90s, 10m or 1h30m".formatted(text));
    }
    return Duration.ofDays(7 * number(parts.group(1)))
        .plusDays(number(parts.group(2)))
        .plusHours(number(parts.group(3)))
        .plusMinutes(number(parts.group(4)))
        .plusSeconds(number(parts.group(5)));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
