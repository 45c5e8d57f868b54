package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Safety rule R6 over the whole suite: after every test, no pool that xendisk worked on was asked
 * for the bytes of a disk while a guest had it. Registered for all tests by its service file;
 * thread-safe, for tests that run one after the other.
 */
public final class NoReadUnderAGuest implements AfterEachCallback {
  private static final Queue<SimulatedPool> WORKED_ON = new ConcurrentLinkedQueue<>();

  static void watch(SimulatedPool pool) {
    WORKED_ON.add(pool);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    for (var pool = WORKED_ON.poll(); pool != null; pool = WORKED_ON.poll()) {
      assertThat(pool.calls().readsOfAttachedDisks())
          .as("VDIs that were read while a guest had them")
          .isEmpty();
    }
  }
}
