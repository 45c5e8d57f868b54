package io.xendisk.domain.rotation;

import java.util.Locale;
import java.util.regex.Pattern;

/** A period of days, weeks or months by the calendar. Immutable. */
public record Every(int count, Unit unit) {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,3}) ?)?(d|days?|w|weeks?|months?)");

  /** What is counted. */
  public enum Unit {
    DAY,
    WEEK,
    MONTH
  }

  public Every {
    if (count < 1) {
      throw new IllegalArgumentException("a swap every %d %s never comes".formatted(count, unit));
    }
  }

  /**
   * Reads {@code day}, {@code 2 weeks}, {@code 10d}, {@code month}.
   *
   * @throws IllegalArgumentException with a message for the person who wrote it
   */
  public static Every parse(String text) {
    var parts = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no period; write it as day, week, month, 10 days or 2 weeks".formatted(text));
    }
    int count = parts.group(1) == null ? 1 : Integer.parseInt(parts.group(1));
    var unit =
        switch (parts.group(2).charAt(0)) {
          case 'd' -> Unit.DAY;
          case 'w' -> Unit.WEEK;
          default -> Unit.MONTH;
        };
    return new Every(count, unit);
  }

  @Override
  public String toString() {
    var word = unit.name().toLowerCase(Locale.ROOT);
    return count == 1 ? word : count + " " + word + "s";
  }
}
