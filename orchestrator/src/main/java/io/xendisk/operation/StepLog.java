package io.xendisk.operation;

import io.xendisk.operation.StepReport.Status;
import io.xendisk.port.Ticker;
import java.util.ArrayList;
import java.util.List;

/** Times steps as they are done, and tells who waits. Confined to one thread. */
final class StepLog {
  private final Surroundings surroundings;
  private final List<StepReport> reports = new ArrayList<>();

  /** What one step does. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws InterruptedException;
  }

  StepLog(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  <T> T timed(String step, Work<T> work) throws InterruptedException {
    Ticker ticker = surroundings.ticker();
    surroundings.progress().tell(step);
    long start = ticker.nanos();
    boolean done = false;
    try {
      T result = work.run();
      done = true;
      return result;
    } finally {
      reports.add(new StepReport(step, done ? Status.DONE : Status.FAILED, ticker.since(start)));
    }
  }

  void did(String step, Runnable work) throws InterruptedException {
    boolean _ =
        timed(
            step,
            () -> {
              work.run();
              return true;
            });
  }

  List<StepReport> reports() {
    return List.copyOf(reports);
  }
}
