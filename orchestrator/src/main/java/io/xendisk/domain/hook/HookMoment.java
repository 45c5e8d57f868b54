package io.xendisk.domain.hook;

import java.util.Locale;

/** When a hook runs; the words are part of the public contract. */
public enum HookMoment {
  /** Before a guest is asked to let go of a disk; a failure stops the release. */
  BEFORE_DETACH,
  /** After a guest got a disk; a failure leaves it attached. */
  AFTER_ATTACH,
  /** While a guest has a disk: prints how many bytes of it are used and free. */
  USAGE;

  /** The word in the configuration and in JSON: {@code before-detach}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
