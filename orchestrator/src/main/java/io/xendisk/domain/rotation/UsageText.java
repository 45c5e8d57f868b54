package io.xendisk.domain.rotation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a {@code usage} hook printed: two numbers of bytes, used and free. Of all that it said the
 * last line counts that says so, because ssh and shells say more. Pure.
 */
public final class UsageText {
  private static final String NUMBER = "(\\d{1,18}(?:\\.\\d{1,6})?)([KMGTP]?)(?:i?B)?";
  private static final Pattern AMOUNT = Pattern.compile(NUMBER);
  private static final Pattern USED = named("used");
  private static final Pattern FREE = named("free|avail|available");

  /** A line of {@code df DIRECTORY} has it, and before it three numbers: size, used, free. */
  private static final Pattern PERCENT = Pattern.compile("\\d{1,3}%");

  private static final Map<String, Integer> POWERS =
      Map.of("", 0, "K", 1, "M", 2, "G", 3, "T", 4, "P", 5);
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE / 4);

  /** A filesystem that is smaller than this part of its disk is another one. */
  private static final double LEAST = 0.1;

  private static final double MOST_OF_IT = 1.01;

  private UsageText() {}

  private static Pattern named(String words) {
    return Pattern.compile(
        "\\b(?:" + words + ")\"?\\s*[:=]\\s*\"?" + NUMBER + "\\b", Pattern.CASE_INSENSITIVE);
  }

  /** What was understood. */
  public sealed interface Read {
    record Understood(UsagePoint point) implements Read {}

    /** It is of no use, and why. */
    record Not(String why) implements Read {}
  }

  private record Bytes(long used, long free) {}

  /**
   * Reads it.
   *
   * @param size of the disk: numbers that do not fit it are of another one, or no bytes
   */
  public static Read read(String output, long size, Instant now) {
    var found = labelled(output).or(() -> lastLine(output));
    if (found.isEmpty()) {
      return new Read.Not("it printed no two numbers of bytes, used and free");
    }
    var bytes = found.get();
    double part = ((double) bytes.used + bytes.free) / size;
    return part > MOST_OF_IT || part < LEAST
        ? new Read.Not(
            "it printed %d used and %d free, and the disk has %d bytes: are these bytes, and of"
                    .formatted(bytes.used, bytes.free, size)
                + " this disk?")
        : new Read.Understood(UsagePoint.of(now, bytes.used, bytes.free));
  }

  /** {@code {"used":1,"free":2}} or {@code used=1 free=2}, on one line or several. */
  private static Optional<Bytes> labelled(String output) {
    return last(USED, output)
        .flatMap(used -> last(FREE, output).map(free -> new Bytes(used, free)));
  }

  private static Optional<Long> last(Pattern pattern, String output) {
    return pattern.matcher(output).results().reduce((_, later) -> later).map(UsageText::amount);
  }

  private static Optional<Bytes> lastLine(String output) {
    return output.lines().flatMap(line -> bytes(line).stream()).reduce((_, later) -> later);
  }

  private static Optional<Bytes> bytes(String line) {
    var numbers = new ArrayList<Long>();
    boolean ofDf = false;
    for (var word : List.of(line.strip().split("[\\s,;]+"))) {
      var amount = AMOUNT.matcher(word);
      if (amount.matches()) {
        numbers.add(amount(amount.toMatchResult()));
      }
      ofDf |= PERCENT.matcher(word).matches();
    }
    int of = ofDf ? 1 : 0;
    return numbers.size() == of + 2
        ? Optional.of(new Bytes(numbers.get(of), numbers.get(of + 1)))
        : Optional.empty();
  }

  private static long amount(MatchResult found) {
    int power = POWERS.getOrDefault(found.group(2).toUpperCase(Locale.ROOT), 0);
    return new BigDecimal(found.group(1)).multiply(KIBI.pow(power)).min(MOST).longValue();
  }
}
