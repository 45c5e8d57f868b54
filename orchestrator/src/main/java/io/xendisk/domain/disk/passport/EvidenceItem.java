package io.xendisk.domain.disk.passport;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One thing known of a disk, where it came from and when it was seen, by the pool's clock. The
 * value is in the form that its kind keeps. Immutable.
 */
public record EvidenceItem(EvidenceKind kind, String value, Source source, Instant at) {
  public EvidenceItem {
    if (!kind.kept(value).equals(Optional.of(value))) {
      throw new IllegalArgumentException(
          "a %s is kept as %s, was '%s'".formatted(kind.words(), kind.kept(value), value));
    }
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  /** The item, unless the raw text says nothing: blank, or what devices without a serial show. */
  public static Optional<EvidenceItem> of(
      EvidenceKind kind, String raw, Source source, Instant at) {
    return kind.kept(raw).map(value -> new EvidenceItem(kind, value, source, at));
  }
}
