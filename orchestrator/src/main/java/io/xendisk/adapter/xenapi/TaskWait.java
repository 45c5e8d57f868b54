package io.xendisk.adapter.xenapi;

import io.xendisk.port.Deadline;
import io.xendisk.port.TaskEnd;
import io.xendisk.port.Ticker;
import io.xendisk.xenapi.EventStream;
import io.xendisk.xenapi.PoolException;
import io.xendisk.xenapi.TaskRecord;
import io.xendisk.xenapi.TaskRef;
import io.xendisk.xenapi.TaskStatus;
import io.xendisk.xenapi.VbdRecord;
import io.xendisk.xenapi.VbdRef;
import io.xendisk.xenapi.XenApi;
import io.xendisk.xenapi.XenClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Starts something as a task of the pool and waits for its end by events; the task is removed
 * afterwards. At the deadline, or at an interrupt, the pool is asked to stop it. Thread-safe.
 */
final class TaskWait {
  private static final Duration TO_STOP = Duration.ofSeconds(10);
  private static final Duration TO_SETTLE = Duration.ofSeconds(5);

  private final XenApi api;
  private final Ticker ticker;

  TaskWait(XenApi api, Ticker ticker) {
    this.api = api;
    this.ticker = ticker;
  }

  /** Runs a task that has to do with no VBD. */
  TaskEnd run(Supplier<TaskRef> start, EventStream stream, Duration atMost)
      throws InterruptedException {
    return await(start.get(), stream, Deadline.in(atMost, ticker));
  }

  /**
   * Runs the unplug of a VBD, until the pool has done with the VBD too: the task's end and the end
   * of the VBD's current operation are two events (trace careful_attach).
   */
  TaskEnd unplug(Supplier<TaskRef> start, VbdRef vbd, EventStream stream, Duration atMost)
      throws InterruptedException {
    var deadline = Deadline.in(atMost, ticker);
    TaskEnd end;
    try {
      end = await(start.get(), stream, deadline);
    } catch (PoolException.Rejected e) {
      if (!e.is("TOO_MANY_PENDING_TASKS")) {
        throw e;
      }
      return new TaskEnd.Failed(e.code(), e.params());
    } catch (PoolException.ReplyLost lost) {
      end = settled(lost, vbd, stream, deadline);
    }
    waitUntil(() -> isIdle(stream, vbd), stream, Deadline.in(TO_SETTLE, ticker));
    return end;
  }

  /** Nobody may repeat what may have been done: the VBD tells whether it was. */
  private static TaskEnd settled(
      PoolException.ReplyLost lost, VbdRef vbd, EventStream stream, Deadline deadline)
      throws InterruptedException {
    stream.watch(vbd);
    waitUntil(() -> isIdle(stream, vbd), stream, deadline);
    boolean attached =
        stream.latest(XenClass.VBD, vbd).map(VbdRecord::currentlyAttached).orElse(true);
    if (attached || !isIdle(stream, vbd)) {
      throw lost;
    }
    return new TaskEnd.Succeeded();
  }

  private TaskEnd await(TaskRef task, EventStream stream, Deadline deadline)
      throws InterruptedException {
    boolean over = false;
    try {
      stream.also(task);
      waitUntil(() -> isOver(stream, task), stream, deadline);
      over = isOver(stream, task);
      return over ? end(stream.latest(XenClass.TASK, task)) : stopped(task, stream);
    } finally {
      if (!over) {
        cancelQuietly(task);
      }
      destroyQuietly(task);
    }
  }

  private TaskEnd stopped(TaskRef task, EventStream stream) throws InterruptedException {
    cancelQuietly(task);
    waitUntil(() -> isOver(stream, task), stream, Deadline.in(TO_STOP, ticker));
    // It may have come to a good end in the last moment.
    return end(stream.latest(XenClass.TASK, task)) instanceof TaskEnd.Succeeded done
        ? done
        : new TaskEnd.Pending();
  }

  static void waitUntil(BooleanSupplier done, EventStream stream, Deadline deadline)
      throws InterruptedException {
    while (!done.getAsBoolean() && !deadline.isOver()) {
      StreamWatch.next(stream, deadline.left());
    }
  }

  static boolean isIdle(EventStream stream, VbdRef vbd) {
    return stream
        .latest(XenClass.VBD, vbd)
        .map(record -> record.currentOperations().isEmpty())
        .orElse(true);
  }

  /** Status tells, progress does not (facts §7). */
  private static boolean isOver(EventStream stream, TaskRef task) {
    return stream.isGone(task)
        || stream.latest(XenClass.TASK, task).map(record -> isEnd(record.status())).orElse(false);
  }

  private static boolean isEnd(TaskStatus status) {
    return switch (status) {
      case SUCCESS, FAILURE, CANCELLED -> true;
      case PENDING, CANCELLING, UNKNOWN -> false;
    };
  }

  private static TaskEnd end(Optional<TaskRecord> task) {
    if (task.isEmpty()) {
      // The pool removes tasks early under load (facts §7): how it ended nobody can tell.
      return new TaskEnd.Failed("TASK_GONE", List.of());
    }
    var record = task.get();
    if (record.status() == TaskStatus.SUCCESS) {
      return new TaskEnd.Succeeded();
    }
    var error = record.errorInfo();
    return error.isEmpty()
        ? new TaskEnd.Failed("TASK_" + record.status(), List.of())
        : new TaskEnd.Failed(error.getFirst(), error.subList(1, error.size()));
  }

  private void cancelQuietly(TaskRef task) {
    quietly(() -> api.cancelTask(task));
  }

  private void destroyQuietly(TaskRef task) {
    quietly(() -> api.destroyTask(task));
  }

  /** Cleaning up must neither hide how the task ended nor be cut off by an interrupt. */
  private static void quietly(Runnable cleanUp) {
    boolean interrupted = Thread.interrupted();
    try {
      cleanUp.run();
    } catch (PoolException e) {
      // The pool removes a finished task by itself, after 65 minutes at the latest (facts §7).
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
