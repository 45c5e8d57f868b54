package io.xendisk.operation;

import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.port.Deadline;
import io.xendisk.port.Watch;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Waits for others who are at work, for half a minute in all. Confined to one thread. */
final class LeasePatience {
  private static final Duration WITH_OTHERS = Duration.ofSeconds(30);

  private final Surroundings surroundings;
  private final Deadline whole;
  private @Nullable Deadline withOthers;

  LeasePatience(Surroundings surroundings, Deadline whole) {
    this.surroundings = surroundings;
    this.whole = whole;
  }

  /**
   * Waits until it is worth another look; false if there was time enough for that.
   *
   * @param lease whom it waits for: their death is no event
   */
  boolean passed(LeaseVerdict.@Nullable Held lease, Watch watch) throws InterruptedException {
    if (withOthers == null) {
      withOthers = whole.atMost(WITH_OTHERS);
    }
    if (withOthers.isOver()) {
      return false;
    }
    if (lease != null) {
      surroundings
          .progress()
          .tell(
              "waiting for %s (%s, at most %d s)"
                  .formatted(
                      lease.by().owner(), lease.by().operation(), withOthers.left().toSeconds()));
    }
    watch.changed(untilNextLook(lease, withOthers.left()));
    return true;
  }

  private Duration untilNextLook(LeaseVerdict.@Nullable Held lease, Duration atMost) {
    if (lease == null || lease.until().equals(Instant.MAX)) {
      return atMost.compareTo(Duration.ofSeconds(1)) < 0 ? atMost : Duration.ofSeconds(1);
    }
    var untilDead = Duration.between(surroundings.clock().now(), lease.until()).plusSeconds(1);
    return untilDead.compareTo(atMost) < 0 ? untilDead : atMost;
  }
}
