package io.xendisk.adapter.xenapi;

import io.xendisk.port.Deadline;
import io.xendisk.port.TaskEnd;
import io.xendisk.port.Ticker;
import io.xendisk.xenapi.EventStream;
import io.xendisk.xenapi.PoolException;
import io.xendisk.xenapi.TaskRef;
import io.xendisk.xenapi.VbdRecord;
import io.xendisk.xenapi.VbdRef;
import io.xendisk.xenapi.XenApi;
import io.xendisk.xenapi.XenClass;
import java.time.Duration;

/**
 * Plugs a VBD in one call that lasts as long as the plug does (ADR 0009), and looks at the VBD once
 * afterwards. At the deadline the task behind the call, which the VBD names, is asked to stop;
 * where the answer is lost the VBD tells what was done. Thread-safe.
 */
final class PlugCall {
  private static final Duration TO_STOP = Duration.ofSeconds(10);
  private static final Duration TO_SETTLE = Duration.ofSeconds(5);

  private final XenApi api;
  private final Ticker ticker;

  PlugCall(XenApi api, Ticker ticker) {
    this.api = api;
    this.ticker = ticker;
  }

  /** Plugs it; {@code stream} follows the VBD, and has seen its end when this returns. */
  TaskEnd plug(VbdRef vbd, EventStream stream, Duration atMost) throws InterruptedException {
    var deadline = Deadline.in(atMost, ticker);
    try {
      api.plug(vbd, atMost);
    } catch (PoolException.Rejected e) {
      if (e.is("SESSION_INVALID") || e.is("HOST_IS_SLAVE")) {
        throw e;
      }
      StreamWatch.next(stream, Duration.ZERO);
      return new TaskEnd.Failed(e.code(), e.params());
    } catch (PoolException.ReplyLost lost) {
      return afterSilence(lost, vbd, stream, deadline);
    }
    TaskWait.waitUntil(() -> isAttached(vbd, stream), stream, Deadline.in(TO_SETTLE, ticker));
    return new TaskEnd.Succeeded();
  }

  private TaskEnd afterSilence(
      PoolException.ReplyLost lost, VbdRef vbd, EventStream stream, Deadline deadline)
      throws InterruptedException {
    if (lost.reason() == PoolException.ReplyLost.Reason.INTERRUPTED) {
      throw (InterruptedException) new InterruptedException(lost.getMessage()).initCause(lost);
    }
    stream.watch(vbd);
    if (deadline.isOver()) {
      boolean asked = stream.latest(XenClass.VBD, vbd).map(this::askToStop).orElse(false);
      TaskWait.waitUntil(() -> TaskWait.isIdle(stream, vbd), stream, Deadline.in(TO_STOP, ticker));
      // It may have come to a good end in the last moment; but one that was stopped may leave the
      // VBD attached too, without a device (facts §3.4.1), and then it is no end at all.
      return !asked && isAttached(vbd, stream) ? new TaskEnd.Succeeded() : new TaskEnd.Pending();
    }
    TaskWait.waitUntil(() -> TaskWait.isIdle(stream, vbd), stream, deadline);
    if (!isAttached(vbd, stream)) {
      throw lost;
    }
    return new TaskEnd.Succeeded();
  }

  /** The keys of the current operations are the tasks behind them. Whether there was a plug. */
  private boolean askToStop(VbdRecord vbd) {
    boolean asked = false;
    for (var operation : vbd.currentOperations().entrySet()) {
      if (operation.getValue().equals("plug")) {
        asked = true;
        try {
          api.cancelTask(new TaskRef(operation.getKey()));
        } catch (PoolException e) {
          // It has just ended, or cannot be stopped: the VBD tells.
        }
      }
    }
    return asked;
  }

  /** Whether the guest has it, and nothing is under way on it. */
  private static boolean isAttached(VbdRef vbd, EventStream stream) {
    return stream
        .latest(XenClass.VBD, vbd)
        .filter(record -> record.currentlyAttached() && record.currentOperations().isEmpty())
        .isPresent();
  }
}
