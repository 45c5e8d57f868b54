package io.xendisk.port;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Lines in a file that nobody but its owner may read or write. Thread-safe, between processes too.
 */
public interface PrivateFile {
  /** Others may read or write it, or it cannot be read or written. */
  final class Unsafe extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unsafe(String why) {
      super(why);
    }

    /** In words for a person. */
    public String why() {
      return String.valueOf(getMessage());
    }
  }

  /** Where that is, for a person. */
  String place();

  /**
   * The lines, none if there is no file.
   *
   * @throws Unsafe if they may be somebody else's
   */
  List<String> lines();

  /**
   * Changes the lines in one step; nobody else changes any meanwhile.
   *
   * @throws Unsafe as above
   */
  void change(UnaryOperator<List<String>> change);
}
