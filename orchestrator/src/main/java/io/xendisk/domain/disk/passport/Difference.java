package io.xendisk.domain.disk.passport;

import java.util.Optional;

/**
 * One kind of evidence, as enrolled and as seen now; {@code seen} is empty where it is gone.
 * Immutable.
 */
public record Difference(EvidenceKind kind, String enrolled, Optional<String> seen) {
  @Override
  public String toString() {
    return "%s: enrolled %s, seen %s".formatted(kind.words(), enrolled, seen.orElse("none"));
  }
}
