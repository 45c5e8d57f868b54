package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.port.Deadline;
import io.xendisk.port.Pool;
import io.xendisk.port.Sight;
import io.xendisk.port.TaskEnd;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks a guest to let go of a disk, and waits for it: asked again at growing intervals, because a
 * refused request stays pending in the guest and may come true at any time (facts §3.4.2); never by
 * force. Thread-safe.
 */
final class GuestRelease {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(40),
          Duration.ofSeconds(60));

  /** The guest has not let go yet; a time-out of the pool is looked at, not believed. */
  private static final Set<String> NOT_YET =
      Set.of("DEVICE_DETACH_REJECTED", "DEVICE_DETACH_TIMEOUT", "INTERNAL_ERROR");

  private final Surroundings surroundings;
  private final Pool pool;
  private final HeldLease lease;

  GuestRelease(Surroundings surroundings, HeldLease lease) {
    this.surroundings = surroundings;
    this.lease = lease;
    this.pool = surroundings.pool();
  }

  /**
   * Releases it.
   *
   * @return why it is not released, or null when it is
   */
  @Nullable Problem release(Disk disk, Attachment attachment, Deadline deadline)
      throws InterruptedException {
    var sight = pool.look(disk, null);
    for (int attempt = 0; ; attempt++) {
      if (VbdRemoval.attachment(sight, attachment.vbd()).isEmpty()) {
        return new Problem.Vanished(
            disk, "its VBD %s is gone from the pool".formatted(attachment.vbd().uuid()));
      }
      if (sight.disk() == null || !lease.mayWrite(sight.disk().marks().leases())) {
        return new Problem.LeaseLost(disk, "detach");
      }
      var ended = pool.unplug(attachment.vbd(), sight, deadline.left());
      switch (ended.end()) {
        case TaskEnd.Succeeded _ -> {
          return null;
        }
        case TaskEnd.Pending _ -> {
          return new Problem.GuestHolds(disk, attachment, deadline.waited());
        }
        case TaskEnd.Failed(var code, var parameters) -> {
          if (code.equals("DEVICE_ALREADY_DETACHED")) {
            return null;
          }
          if (!NOT_YET.contains(code)) {
            return new Problem.UnplugFailed(disk, attachment, code, parameters);
          }
        }
      }
      sight = awaitRelease(disk, attachment, ended.after(), deadline.atMost(pause(attempt)));
      if (deadline.isOver()) {
        return new Problem.GuestHolds(disk, attachment, deadline.waited());
      }
    }
  }

  /** Until the guest has let go, or it is time to ask again. */
  private Sight awaitRelease(Disk disk, Attachment attachment, Sight from, Deadline deadline)
      throws InterruptedException {
    surroundings
        .progress()
        .tell(
            "%s still uses %s; asking again in at most %d s"
                .formatted(
                    attachment.holder().name(),
                    attachment.device() == null ? disk.name() : "/dev/" + attachment.device(),
                    deadline.left().toSeconds()));
    var sight = from;
    while (VbdRemoval.attachment(sight, attachment.vbd()).filter(Attachment::attached).isPresent()
        && sight.watch().changed(deadline.left())) {
      sight = pool.look(disk, null);
    }
    return pool.look(disk, null);
  }

  /** With jitter, so that two who wait do not ask in step. */
  private Duration pause(int attempt) {
    var pause = PAUSES.get(Math.min(attempt, PAUSES.size() - 1));
    return pause.plusMillis(surroundings.random().nextLong(pause.toMillis() / 10 + 1));
  }
}
