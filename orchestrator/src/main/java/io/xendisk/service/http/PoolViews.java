package io.xendisk.service.http;

import io.xendisk.answer.Failure;
import io.xendisk.operation.ShowRotation.Shown;
import io.xendisk.operation.ShowRotation.View;
import io.xendisk.service.PoolDesk;
import io.xendisk.service.PoolState;
import io.xendisk.service.page.PoolView;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Pools as pages show them: the snapshot that the service has, and the rotations by a look of their
 * own, which is repeated when the snapshot has changed, or after a while. Thread-safe.
 */
final class PoolViews {
  private static final Duration FRESH = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Map<String, Turns> turns = new ConcurrentHashMap<>();

  PoolViews(InstantSource clock) {
    this.clock = clock;
  }

  private record Turns(long change, Instant at, List<View> views) {}

  PoolView of(PoolDesk desk) throws InterruptedException {
    var snapshot = desk.snapshotOfNow().orElse(null);
    var state = desk.state(); // after the wait: what was so before it may not be shown as live
    var known = turns.get(desk.name());
    if (snapshot != null && state instanceof PoolState.Connected) {
      boolean old =
          known == null
              || known.change() != snapshot.change()
              || known.at().plus(FRESH).isBefore(clock.instant());
      if (old) {
        known = new Turns(snapshot.change(), clock.instant(), look(desk, known));
        turns.put(desk.name(), known);
      }
    }
    return new PoolView(
        desk.name(), state, snapshot, keeper(desk), known == null ? List.of() : known.views());
  }

  private static String keeper(PoolDesk desk) {
    var keeper = desk.keeper();
    if (desk.isKept()) {
      return keeper == null ? "" : "this service";
    }
    return keeper == null ? "no service at the moment" : keeper;
  }

  /** What was seen before, where the pool does not answer this very moment. */
  private static List<View> look(PoolDesk desk, @Nullable Turns before)
      throws InterruptedException {
    try {
      return desk.run("rotations", operations -> operations.showRotation().all(null)).stream()
          .filter(Shown.One.class::isInstance)
          .map(shown -> ((Shown.One) shown).view())
          .toList();
    } catch (PoolException | Failure e) {
      return before == null ? List.of() : before.views();
    }
  }
}
