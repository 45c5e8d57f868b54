package io.xendisk.domain.history;

/**
 * Who did it. Immutable.
 *
 * @param name that of a token, or {@code user@machine} of a command, or of a service
 * @param from an address, or what it was asked by
 */
public record Who(String name, String from) {
  public Who {
    name = Words.cut(name);
    from = Words.cut(from);
  }
}
