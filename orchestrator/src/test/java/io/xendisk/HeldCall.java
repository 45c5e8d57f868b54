package io.xendisk;

import io.xendisk.port.Pool;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Stops whoever works on a pool just before one call, as a process is stopped, until it is let go.
 * Every call is carried out by the real pool. Thread-safe.
 */
final class HeldCall {
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);
  private volatile @Nullable String method;
  private volatile @Nullable String afterNote;

  /** Holds the next call of this method of {@link Pool}. */
  void before(String nextMethod) {
    method = nextMethod;
  }

  /** Holds the next call of this method that comes after a note under this key was written. */
  void before(String nextMethod, String afterNoteUnder) {
    method = nextMethod;
    afterNote = afterNoteUnder;
  }

  void awaitReached() throws InterruptedException {
    reached.await();
  }

  void letGo() {
    letGo.countDown();
  }

  Pool on(Pool pool) {
    return (Pool)
        Proxy.newProxyInstance(
            HeldCall.class.getClassLoader(),
            new Class<?>[] {Pool.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals("note") && arguments[1].equals(afterNote)) {
                afterNote = null;
              } else if (called.getName().equals(method) && afterNote == null) {
                method = null;
                reached.countDown();
                letGo.await();
              }
              try {
                return called.invoke(pool, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
