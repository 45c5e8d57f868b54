package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.testing.WatchedPools;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Safety rule R6 over the whole suite: after every test, no pool that its commands worked on was
 * asked for the bytes of a disk while a guest had it; and none has a disk with two writers.
 * Registered for all tests by its service file; thread-safe.
 */
public final class NoReadUnderAGuest implements BeforeEachCallback, AfterEachCallback {
  @Override
  public void beforeEach(ExtensionContext test) {
    var _ = WatchedPools.begin();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    for (var pool : WatchedPools.ofThisTest().all()) {
      assertThat(pool.calls().readsOfAttachedDisks())
          .as("VDIs that were read while a guest had them")
          .isEmpty();
      // Many a test ends on purpose with a disk that was pulled; none with two writers of one.
      assertThat(pool.violations().stream().filter(WatchedPools::isOfTwoWriters))
          .as("disks with two writers")
          .isEmpty();
    }
  }
}
