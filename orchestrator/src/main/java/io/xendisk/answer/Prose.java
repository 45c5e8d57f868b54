package io.xendisk.answer;

import io.xendisk.domain.Explanation;
import java.util.List;

/** An explanation as lines for a person at a terminal. Stateless. */
public final class Prose {
  private static final int WIDTH = 96;

  private Prose() {}

  /** What failed and why, then what to do. */
  public static List<String> of(Explanation explanation) {
    return List.of(
        wrapped("error: " + explanation.message(), "       "),
        wrapped("       " + explanation.advice(), "       "));
  }

  private static String wrapped(String text, String indent) {
    var lines = new StringBuilder();
    int column = 0;
    for (var word : text.split("(?<=\\S) ", -1)) {
      if (column > 0 && column + word.length() + 1 > WIDTH) {
        lines.append('\n').append(indent);
        column = indent.length();
      } else if (column > 0) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.toString();
  }
}
