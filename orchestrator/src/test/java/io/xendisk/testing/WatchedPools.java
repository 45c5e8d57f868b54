package io.xendisk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pools that the commands of one test work on, so that they can be looked at after it. A thread
 * works for the test that started it, so tests may run side by side. Thread-safe.
 */
public final class WatchedPools {
  private static final InheritableThreadLocal<WatchedPools> OF_THREAD =
      new InheritableThreadLocal<>();

  private final Set<SimulatedPool> pools = ConcurrentHashMap.newKeySet();

  /** From here on this thread, and those that it starts, work for another test. */
  public static WatchedPools begin() {
    var fresh = new WatchedPools();
    fresh.adopt();
    return fresh;
  }

  /** Those of the test that this thread works for. */
  public static WatchedPools ofThisTest() {
    var known = OF_THREAD.get();
    return known == null ? begin() : known;
  }

  /** Lets this thread, which an earlier test may have started, work for this test. */
  public void adopt() {
    OF_THREAD.set(this);
  }

  public void watch(SimulatedPool pool) {
    pools.add(pool);
  }

  /** Somebody does there on purpose what nobody may do. */
  public void ignore(SimulatedPool pool) {
    pools.remove(pool);
  }

  /** Of the pool's violations the one that holds in the middle of everything, and for ever. */
  public static boolean isOfTwoWriters(String violation) {
    return violation.contains(" is written by ");
  }

  /** Whatever a test is about: none of its pools has seen what no pool may see. */
  public void assertHarmless() {
    for (var pool : pools) {
      assertThat(pool.calls().readsOfAttachedDisks())
          .as("VDIs that were read while a guest had them")
          .isEmpty();
      // Many a test ends on purpose with a disk that was pulled; none with two writers of one.
      assertThat(pool.violations().stream().filter(WatchedPools::isOfTwoWriters))
          .as("disks with two writers")
          .isEmpty();
    }
  }

  public List<SimulatedPool> all() {
    return List.copyOf(pools);
  }
}
