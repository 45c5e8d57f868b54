package io.xendisk.domain.lease;

import java.time.Instant;
import java.util.List;

/** What the marks on a disk mean for somebody who wants to work on it. */
public sealed interface LeaseVerdict {
  /** Nobody is at work. */
  record Free() implements LeaseVerdict {}

  /** Somebody is; without another sign of life they count as dead after {@code until}. */
  record Held(Lease by, Instant until) implements LeaseVerdict {}

  /**
   * Everybody who was at work is dead: the owner, and those who were clearing after one another, in
   * this order.
   */
  record Dead(List<Lease> chain) implements LeaseVerdict {
    public Dead {
      chain = List.copyOf(chain);
      if (chain.isEmpty()) {
        throw new IllegalArgumentException("nobody is dead where there is no lease");
      }
    }

    /** Whose lease it is. */
    public Lease owner() {
      return chain.getFirst();
    }

    /** Of several who see this, the one who adds this key clears. */
    String claimKey() {
      return chain.getLast().takeoverKey();
    }
  }
}
