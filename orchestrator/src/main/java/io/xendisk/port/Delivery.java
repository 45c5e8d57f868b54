package io.xendisk.port;

/** What became of telling something. */
public sealed interface Delivery {
  /** Somebody took it, and stands for it from now on. */
  record Done() implements Delivery {}

  /**
   * Nobody took it, as far as is known; it is worth trying again later.
   *
   * @param why in words for a person, without secrets
   */
  record Failed(String why) implements Delivery {}

  /** Nobody will take it, however often it is tried. */
  record Refused(String why) implements Delivery {}
}
