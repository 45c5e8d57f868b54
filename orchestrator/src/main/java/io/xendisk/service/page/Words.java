package io.xendisk.service.page;

import java.util.Locale;

/** Words that several pages need. Pure. */
final class Words {
  private Words() {}

  static String title(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
