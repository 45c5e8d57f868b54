package io.xendisk.domain.history;

import java.util.Locale;

/** What sort of thing has happened; its word is stable. */
public enum Topic {
  /** Somebody, or the service, changed something in a pool, or tried to. */
  OPERATION,
  /** People were told something. */
  NEWS,
  /** A disk went from one hand to another. */
  CUSTODY,
  /** A service began or ceased to keep a pool, or its database. */
  SERVICE;

  /** As it stands in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of a word. */
  public static Topic of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
