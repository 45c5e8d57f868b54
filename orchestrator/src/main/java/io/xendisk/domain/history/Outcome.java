package io.xendisk.domain.history;

import org.jspecify.annotations.Nullable;

/**
 * What became of it. Immutable.
 *
 * @param word {@code running}, {@code done}, {@code failed}, {@code cancelled}, {@code lost}; of
 *     what is only told, {@code told}
 * @param exit the command's exit code, null where there is none
 * @param text in words for a person; empty where there is nothing to say
 */
public record Outcome(String word, @Nullable Integer exit, String text) {
  private static final int LONGEST = 1000;

  public Outcome {
    word = Words.cut(word);
    text = Words.cut(text, LONGEST);
  }

  public static Outcome running() {
    return new Outcome("running", null, "");
  }

  /** Of something that is only told. */
  public static Outcome told(String text) {
    return new Outcome("told", null, text);
  }
}
