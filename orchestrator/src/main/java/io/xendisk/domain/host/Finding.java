package io.xendisk.domain.host;

/**
 * One thing that was found. Immutable.
 *
 * @param about what it is about, with its name and uuid: {@code host xs1 (1f...)}
 * @param evidence what was seen
 * @param mend the command that mends it, or what a person has to do
 * @param safe whether it may be mended without asking: nothing that a person made or a VM has
 *     changes by it
 */
public record Finding(FindingKind kind, String about, String evidence, String mend, boolean safe) {
  public Finding {
    if (about.isBlank() || evidence.isBlank() || mend.isBlank()) {
      throw new IllegalArgumentException(
          "a finding says what it is about, what was seen and what mends it: " + kind.id());
    }
  }

  /** A finding that only a person may mend. */
  public static Finding of(FindingKind kind, String about, String evidence, String mend) {
    return new Finding(kind, about, evidence, mend, false);
  }

  public String id() {
    return kind.id();
  }

  public Severity severity() {
    return kind.severity();
  }

  /** Whether it makes the report one of something wrong. */
  public boolean isWrong() {
    return severity() != Severity.NOTICE;
  }
}
