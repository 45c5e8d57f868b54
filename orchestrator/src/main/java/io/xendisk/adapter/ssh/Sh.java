package io.xendisk.adapter.ssh;

/** Words for a POSIX shell. */
final class Sh {
  private Sh() {}

  /** The text as one word, whatever is in it. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
