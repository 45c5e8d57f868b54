package io.xendisk.operation;

import io.xendisk.domain.attach.Plan;
import java.util.Optional;

/**
 * Carries out plans, one step after the other. Whatever ends a plan early, an error, a refusal or
 * an interrupt, what it did is undone before that is passed on: a VBD of its own that was not
 * plugged is taken away, and the lease is dropped. Thread-safe: a run's state is its own.
 */
final class PlanRunner {
  private final Surroundings surroundings;
  private final DiskReading reading;

  PlanRunner(Surroundings surroundings, DiskReading reading) {
    this.surroundings = surroundings;
    this.reading = reading;
  }

  RunEnd carryOut(Plan plan, Work work) throws InterruptedException {
    var run = new Run(surroundings, reading, work);
    try {
      for (var step : plan.steps()) {
        Optional<RunEnd> end = run.perform(step);
        if (end.isPresent()) {
          run.undo();
          return end.get();
        }
      }
      return run.done();
    } catch (InterruptedException | RuntimeException e) {
      run.undo();
      throw e;
    }
  }
}
