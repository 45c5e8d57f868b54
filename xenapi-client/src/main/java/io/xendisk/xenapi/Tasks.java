package io.xendisk.xenapi;

import io.xendisk.xenapi.http.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waits for tasks by events, and finds the ones that others have lost. Thread-safe. */
final class Tasks {
  private final XenApi api;
  private final Calls calls;

  Tasks(XenApi api, Calls calls) {
    this.api = api;
    this.calls = calls;
  }

  TaskOutcome await(TaskRef task, Duration max) {
    Deadline deadline = calls.deadline(max);
    EventStream stream = api.look(List.of(task), List.of()).follow();
    while (true) {
      Optional<TaskRecord> now = stream.latest(XenClass.TASK, task);
      if (now.isEmpty()) {
        return new TaskOutcome.Unknown();
      }
      if (now.get().status().isFinal()) {
        clear(task);
        return outcome(now.get());
      }
      Duration left = deadline.left();
      if (left.isZero()) {
        return new TaskOutcome.UnderWay(now.get());
      }
      stream.next(left);
    }
  }

  private static TaskOutcome outcome(TaskRecord task) {
    return task.failure("task")
        .<TaskOutcome>map(failure -> new TaskOutcome.Failed(failure.error()))
        .orElseGet(() -> new TaskOutcome.Done(task.resultText()));
  }

  /** Every asynchronous call leaves a task until somebody destroys it (facts §7). */
  private void clear(TaskRef task) {
    try {
      api.destroyTask(task);
    } catch (PoolException _) {
      // The pool clears it away by itself after an hour, and its outcome is what counts.
    }
  }

  List<TaskRecord> underWay(Map<String, String> currentOperations) {
    return currentOperations.keySet().stream()
        .filter(key -> key.startsWith("OpaqueRef:")) // synchronous calls of old releases have none
        .map(key -> api.get(XenClass.TASK, new TaskRef(key)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Until no VBD of the VDI belongs to a control domain. */
  boolean awaitLetGo(VdiRef vdi, Duration max) {
    Deadline deadline = calls.deadline(max);
    EventStream stream = api.look(List.of(vdi), List.of()).follow();
    while (stream.latest(XenClass.VDI, vdi).filter(this::isHeldByAControlDomain).isPresent()) {
      Duration left = deadline.left();
      if (left.isZero()) {
        return false;
      }
      stream.next(left);
    }
    return true;
  }

  private boolean isHeldByAControlDomain(VdiRecord vdi) {
    return vdi.vbds().stream()
        .map(vbd -> api.get(XenClass.VBD, vbd))
        .flatMap(Optional::stream)
        .map(vbd -> api.get(XenClass.VM, vbd.vm()))
        .flatMap(Optional::stream)
        .anyMatch(VmRecord::isControlDomain);
  }
}
