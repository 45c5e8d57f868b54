package io.xendisk.answer;

import java.util.ArrayList;
import java.util.List;

/** Lays rows out in columns, two blanks apart; the last column is not padded. */
public final class TableText {
  private TableText() {}

  public static List<String> of(List<String> header, List<List<String>> rows) {
    var all = new ArrayList<List<String>>();
    all.add(header);
    all.addAll(rows);
    int[] widths = new int[header.size()];
    for (var row : all) {
      if (row.size() != widths.length) {
        throw new IllegalArgumentException(
            "a row of %d cells under a header of %d: %s".formatted(row.size(), widths.length, row));
      }
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return all.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
    }
    return line.toString().stripTrailing();
  }
}
