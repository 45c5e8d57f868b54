package io.xendisk.domain.host;

/** One line of a rules file, and what it is for in words for a person. Immutable. */
public record RuleLine(String text, String why) {
  /** A comment or an empty line, which explains itself. */
  static RuleLine plain(String text) {
    return new RuleLine(text, "");
  }
}
