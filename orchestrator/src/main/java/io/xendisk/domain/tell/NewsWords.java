package io.xendisk.domain.tell;

import java.util.Locale;

/** The words of kinds and severities, read back. Pure. */
final class NewsWords {
  private NewsWords() {}

  static NewsKind kind(String word) {
    return NewsKind.of(word)
        .orElseThrow(() -> new IllegalArgumentException("no news is called '%s'".formatted(word)));
  }

  static Severity severity(String word) {
    return Severity.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
