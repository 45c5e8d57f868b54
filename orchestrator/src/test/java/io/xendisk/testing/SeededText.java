package io.xendisk.testing;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/**
 * Text as hostile as a disk's label or a user's name may be: control characters, what our own
 * formats use, other scripts, characters outside the basic plane. The seed is part of every case's
 * name, so that a failure can be repeated. Confined to one thread.
 */
public final class SeededText {
  private static final List<String> PIECES =
      List.of(
          ";",
          "=",
          "%",
          "%3B",
          "%00",
          "\0",
          "\n",
          "\r",
          "\t",
          "\u001b[31m",
          "\u007f",
          "\u0085",
          " ",
          "  ",
          "'",
          "\"",
          "\\",
          "<",
          "&",
          "ä",
          "ß",
          "Ж",
          "中",
          "\u202e",
          "\ufeff",
          "\uffff",
          "\ud83d\udcbd",
          "\ud834\udd1e",
          "a",
          "Z",
          "0",
          "-",
          "_",
          ":",
          "/",
          "null",
          "1;vm=x");
  private static final int LONGEST = 24;

  private final RandomGenerator random;

  private SeededText(long seed) {
    this.random = new Random(seed);
  }

  /** So many sources of text, each named by its seed. */
  public static Stream<Named<SeededText>> seeds(int count) {
    return Stream.iterate(1L, seed -> seed + 1)
        .limit(count)
        .map(seed -> Named.of("seed " + seed, new SeededText(seed)));
  }

  public String next() {
    var text = new StringBuilder();
    for (int left = random.nextInt(LONGEST); left > 0; left--) {
      if (random.nextInt(3) > 0) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      } else {
        text.appendCodePoint(codePoint());
      }
    }
    return text.toString();
  }

  public RandomGenerator random() {
    return random;
  }

  /** Any character of Unicode; half a surrogate pair is none. */
  private int codePoint() {
    int point;
    do {
      point = random.nextInt(Character.MAX_CODE_POINT + 1);
    } while (Character.getType(point) == Character.SURROGATE);
    return point;
  }
}
