package io.xendisk.testing;

import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.domain.lease.LeaseRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Leases by the moment from which on their owner counts as dead. */
public final class Leases {
  private Leases() {}

  public static Lease lease(String owner, String operation, String token, Instant deadAfter) {
    return new Lease(owner, operation, token, null, deadAfter.minus(LeaseRule.DEAD_AFTER));
  }

  /** A record's marks with this lease and nothing else. */
  public static LeaseMarks marks(Lease lease) {
    return new LeaseMarks(lease, List.of(), Map.of());
  }
}
