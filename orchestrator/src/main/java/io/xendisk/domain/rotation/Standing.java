package io.xendisk.domain.rotation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A member of a set by its name there, and its entry; null if it was never enrolled. Immutable. */
public record Standing(String name, @Nullable LedgerEntry entry) {
  boolean takesTurns() {
    return entry == null || entry.stage().isInService();
  }

  boolean isIn() {
    return entry != null && entry.inSince().isPresent();
  }

  @Nullable Instant lastIn() {
    return entry == null ? null : entry.lastIn();
  }

  @Nullable PastTurn lastTurn() {
    return entry == null ? null : entry.lastTurn().orElse(null);
  }
}
