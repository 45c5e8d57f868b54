package io.xendisk;

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
    WatchedPools.ofThisTest().assertHarmless();
  }
}
