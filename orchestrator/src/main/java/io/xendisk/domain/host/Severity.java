package io.xendisk.domain.host;

import java.util.Locale;

/** How bad a finding is; notices change no exit code. */
public enum Severity {
  /** Something does not work, or data is at risk. */
  ERROR,
  /** Something will not work, or is about to be lost. */
  WARNING,
  /** Worth knowing. */
  NOTICE;

  /** Its name in JSON and in tables: {@code error}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
