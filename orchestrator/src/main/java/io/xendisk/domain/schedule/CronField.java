package io.xendisk.domain.schedule;

import com.google.common.collect.ImmutableList;
import java.util.BitSet;
import java.util.Locale;

/**
 * One of the five fields of a cron expression: the numbers that it allows. Immutable.
 *
 * @param all whether it begins with {@code *}: then it says nothing by itself
 */
record CronField(BitSet numbers, boolean all) {
  /** What a field may hold; names stand for numbers from the lowest on. */
  enum Kind {
    MINUTE(0, 59, ""),
    HOUR(0, 23, ""),
    DAY(1, 31, ""),
    MONTH(1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    /** Both 0 and 7 are Sunday. */
    WEEKDAY(0, 7, "sun mon tue wed thu fri sat");

    private final int lowest;
    private final int highest;
    private final ImmutableList<String> names;

    Kind(int lowest, int highest, String names) {
      this.lowest = lowest;
      this.highest = highest;
      this.names = ImmutableList.copyOf(names.split(" ", -1));
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private int number(String text) {
      int name = names.indexOf(text.toLowerCase(Locale.ROOT));
      if (name >= 0 && !text.isEmpty()) {
        return lowest + name;
      }
      int number = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
      if (number < lowest || number > highest) {
        throw new IllegalArgumentException(
            "'%s' is no %s; that is %d to %d".formatted(text, word(), lowest, highest));
      }
      return number;
    }
  }

  static CronField parse(Kind kind, String text) {
    var numbers = new BitSet();
    for (var part : text.split(",", -1)) {
      add(kind, part, numbers);
    }
    if (kind == Kind.WEEKDAY && numbers.get(7)) {
      numbers.set(0);
    }
    return new CronField(numbers, text.startsWith("*"));
  }

  private static void add(Kind kind, String part, BitSet numbers) {
    var stepped = part.split("/", 2);
    var ends = stepped[0].split("-", 2);
    int from;
    int to;
    if (stepped[0].equals("*")) {
      from = kind.lowest;
      to = kind == Kind.WEEKDAY ? 6 : kind.highest;
    } else {
      from = kind.number(ends[0]);
      to = ends.length == 2 ? kind.number(ends[1]) : stepped.length == 2 ? kind.highest : from;
    }
    if (from > to) {
      throw new IllegalArgumentException(
          "'%s' goes backwards; write it as two, parted by a comma".formatted(part));
    }
    for (int number = from; number <= to; number += step(stepped)) {
      numbers.set(number);
    }
  }

  private static int step(String[] stepped) {
    if (stepped.length < 2) {
      return 1;
    }
    int step = stepped[1].matches("[0-9]{1,2}") ? Integer.parseInt(stepped[1]) : 0;
    if (step < 1) {
      throw new IllegalArgumentException("'/%s' is no step".formatted(stepped[1]));
    }
    return step;
  }

  boolean allows(int number) {
    return numbers.get(number);
  }
}
