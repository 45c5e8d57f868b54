package io.xendisk.xenapi;

/** Keeps what cannot be a reference out of requests, filters and cookies. Stateless. */
final class RefText {
  private static final int LONGEST = 200;

  private RefText() {}

  /**
   * Throws if the text could not be a reference; xapi's own are ASCII of less than 60 characters.
   */
  static void check(String type, String value) {
    if (value.length() > LONGEST
        || value.chars().anyMatch(c -> c <= ' ' || c == '"' || c == ';' || c >= 0x7f)) {
      throw new IllegalArgumentException("%s: this is no reference: %.60s".formatted(type, value));
    }
  }
}
