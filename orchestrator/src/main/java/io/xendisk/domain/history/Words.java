package io.xendisk.domain.history;

import org.jspecify.annotations.Nullable;

/** Texts that are kept: of bounded length, and without what no database takes. Pure. */
final class Words {
  private static final int SHORT = 300;

  private Words() {}

  static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : cut(text, SHORT);
  }

  static String cut(String text) {
    return cut(text, SHORT);
  }

  static String cut(String text, int longest) {
    var plain = text.replace('\u0000', '\ufffd');
    return plain.length() <= longest
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, plain.codePointCount(0, longest - 2)))
            + "…";
  }
}
