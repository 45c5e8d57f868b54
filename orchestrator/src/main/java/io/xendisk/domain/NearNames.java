package io.xendisk.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a person may have meant by a name that nothing has. */
public final class NearNames {
  private static final int AT_MOST = 5;

  private NearNames() {}

  /** The names most like {@code typed}, the nearest first; none that has little in common. */
  public static List<String> to(String typed, Collection<String> names) {
    var wanted = typed.toLowerCase(Locale.ROOT);
    record Near(String name, int distance) {}
    return names.stream()
        .distinct()
        .map(name -> new Near(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
        .filter(near -> near.distance <= Math.max(2, wanted.length() / 2))
        .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
        .limit(AT_MOST)
        .map(Near::name)
        .toList();
  }

  /** Levenshtein's distance: insertions, deletions and replacements from one to the other. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
