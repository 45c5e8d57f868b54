package io.xendisk.operation;

import io.xendisk.domain.VdiId;
import io.xendisk.domain.disk.Lease;
import io.xendisk.port.Deadline;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes and drops the lease on a disk. Whoever adds the key has it; the one who adds second is told
 * so by the pool (facts §8). Thread-safe.
 */
final class DiskLease {
  private static final String TAKEOVER = "xendisk:takeover:";

  private final Surroundings surroundings;

  DiskLease(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** A lease that is ours until its end. */
  record Held(VdiId disk, String token, Deadline end) {}

  /** The lease, or nothing if somebody was quicker. */
  Optional<Held> take(VdiId disk, String operation, String token, Duration length) {
    var pool = surroundings.pool();
    var end = Deadline.in(length, surroundings.ticker());
    var lease =
        new Lease(surroundings.owner(), operation, token, surroundings.clock().now().plus(length));
    return pool.note(disk, Lease.KEY, lease.text())
        ? Optional.of(new Held(disk, token, end))
        : Optional.empty();
  }

  /** Drops it; one that has ended is left alone, because somebody else may have taken it over. */
  void drop(Held held) {
    if (!held.end().isOver()) {
      surroundings.pool().erase(held.disk(), Lease.KEY);
    }
  }

  /**
   * Clears a lease whose time is over. Two who see the same dead lease must not both clear it, or
   * the slower would take away the quicker one's new lease: only who adds the takeover key does.
   */
  void clear(VdiId disk, Lease dead) {
    var pool = surroundings.pool();
    var takeover = TAKEOVER + dead.token();
    if (pool.note(disk, takeover, surroundings.owner())) {
      try {
        pool.erase(disk, Lease.KEY);
      } finally {
        pool.erase(disk, takeover);
      }
    }
  }

  /** Drops the lease on the way out of a failure: it ends by itself if even that fails. */
  void dropQuietly(Held held) {
    try {
      drop(held);
    } catch (PoolException e) {
      surroundings
          .progress()
          .tell(
              "the lease on VDI %s could not be dropped, it ends by itself in %d s: %s"
                  .formatted(held.disk().uuid(), held.end().left().toSeconds(), e.getMessage()));
    }
  }
}
