package io.xendisk.cli;

import java.util.Locale;

/** The forms of output. */
enum Format {
  TABLE,
  JSON,
  YAML,
  NAME;

  /** The word that is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
