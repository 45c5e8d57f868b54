package io.xendisk.domain.dom0;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The difference of two texts as {@code diff -u} shows it, with three lines around. Immutable. */
final class UnifiedDiff {
  private static final int AROUND = 3;

  private final List<String> before;
  private final List<String> after;
  private final int[][] common;

  private record Line(char kind, String text, int oldAt, int newAt) {}

  private UnifiedDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
    this.common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
  }

  /** Empty where nothing changes; a text that is null is no file. */
  static String of(String path, @Nullable String before, @Nullable String after) {
    var diff = new UnifiedDiff(lines(before), lines(after));
    var hunks = diff.hunks();
    if (hunks.isEmpty()) {
      return "";
    }
    return "--- %s%n+++ %s%n"
            .formatted(before == null ? "/dev/null" : path, after == null ? "/dev/null" : path)
            .replace(System.lineSeparator(), "\n")
        + hunks;
  }

  private static List<String> lines(@Nullable String text) {
    return text == null ? List.of() : text.lines().toList();
  }

  private String hunks() {
    var lines = aligned();
    var text = new StringBuilder();
    int at = 0;
    while (at < lines.size()) {
      if (lines.get(at).kind == ' ') {
        at++;
        continue;
      }
      int from = Math.max(0, at - AROUND);
      int to = at;
      int quiet = 0;
      while (to < lines.size() && quiet <= 2 * AROUND) {
        quiet = lines.get(to).kind == ' ' ? quiet + 1 : 0;
        to++;
      }
      to -= Math.max(0, quiet - AROUND);
      append(text, lines.subList(from, to));
      at = to;
    }
    return text.toString();
  }

  private static void append(StringBuilder text, List<Line> hunk) {
    long olds = hunk.stream().filter(line -> line.kind != '+').count();
    long news = hunk.stream().filter(line -> line.kind != '-').count();
    text.append(
        "@@ -%d,%d +%d,%d @@\n"
            .formatted(
                hunk.getFirst().oldAt + (olds > 0 ? 1 : 0),
                olds,
                hunk.getFirst().newAt + (news > 0 ? 1 : 0),
                news));
    hunk.forEach(line -> text.append(line.kind).append(line.text).append('\n'));
  }

  private List<Line> aligned() {
    var lines = new ArrayList<Line>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      boolean same = i < before.size() && j < after.size() && before.get(i).equals(after.get(j));
      if (same) {
        lines.add(new Line(' ', before.get(i), i++, j++));
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line('-', before.get(i), i++, j));
      } else {
        lines.add(new Line('+', after.get(j), i, j++));
      }
    }
    return lines;
  }
}
