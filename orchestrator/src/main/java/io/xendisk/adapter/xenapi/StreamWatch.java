package io.xendisk.adapter.xenapi;

import io.xendisk.port.Deadline;
import io.xendisk.port.Ticker;
import io.xendisk.port.Watch;
import io.xendisk.xenapi.EventStream;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;

/** A watch on an event stream. Confined to one thread. */
record StreamWatch(EventStream stream, Ticker ticker) implements Watch {
  @Override
  public boolean changed(Duration atMost) throws InterruptedException {
    var deadline = Deadline.in(atMost, ticker);
    do {
      if (next(stream, deadline.left())) {
        return true;
      }
    } while (!deadline.isOver());
    return false;
  }

  /** One wait; an interrupt ends it as an interrupt. */
  static boolean next(EventStream stream, Duration atMost) throws InterruptedException {
    try {
      return stream.next(atMost);
    } catch (PoolException e) {
      if (isInterrupt(e)) {
        throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
      }
      throw e;
    }
  }

  private static boolean isInterrupt(PoolException failure) {
    return switch (failure) {
      case PoolException.NotSent e -> e.reason() == PoolException.NotSent.Reason.INTERRUPTED;
      case PoolException.ReplyLost e -> e.reason() == PoolException.ReplyLost.Reason.INTERRUPTED;
      case PoolException.Rejected _ -> false;
    };
  }
}
