package io.xendisk.domain.tell;

import java.util.Locale;

/** How much news matters; the later, the more. */
public enum Severity {
  /** Good to know. */
  INFO,
  /** Somebody has to do something, today or tomorrow. */
  WARNING,
  /** Data is at risk now. */
  CRITICAL;

  /** As it stands in configuration and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isAtLeast(Severity other) {
    return compareTo(other) >= 0;
  }
}
