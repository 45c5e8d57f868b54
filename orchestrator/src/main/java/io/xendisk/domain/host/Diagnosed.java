package io.xendisk.domain.host;

import org.jspecify.annotations.Nullable;

/**
 * A finding, and what mends it if that is safe. Immutable.
 *
 * @param fix null where a person has to decide
 */
public record Diagnosed(Finding finding, @Nullable Fix fix) {
  public Diagnosed {
    if (finding.safe() != (fix != null)) {
      throw new IllegalArgumentException("a finding is safe to mend if and only if it has a fix");
    }
  }

  static Diagnosed of(FindingKind kind, String about, String evidence, String mend) {
    return new Diagnosed(Finding.of(kind, about, evidence, mend), null);
  }

  static Diagnosed of(FindingKind kind, String about, String evidence, String mend, Fix fix) {
    return new Diagnosed(new Finding(kind, about, evidence, mend, true), fix);
  }
}
