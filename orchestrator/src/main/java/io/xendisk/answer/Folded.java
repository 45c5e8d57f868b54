package io.xendisk.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Folds long lines, so that an answer fits on one screen. Pure. */
public final class Folded {
  static final int COLUMNS = 100;

  /** A command between backticks stays in one piece, to be copied, as long as it fits. */
  private static final Pattern PIECE = Pattern.compile("[^\\s`]*`[^`]{1,80}`[^\\s`]*|\\S+");

  private Folded() {}

  /** The text after a head, further lines below its beginning. */
  static List<String> lines(String head, String text) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder(head);
    boolean empty = true;
    var pieces = PIECE.matcher(text);
    while (pieces.find()) {
      var piece = pieces.group();
      if (!empty && line.length() + 1 + piece.length() > COLUMNS) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(head.length()));
        empty = true;
      }
      line.append(empty ? "" : " ").append(piece);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }
}
