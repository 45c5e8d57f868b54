package io.xendisk.operation;

import java.time.Duration;

/** What became of one step of a plan. Immutable. */
public record StepReport(String step, Status status, Duration took) {
  /** The words of the contract's JSON, in upper case. */
  public enum Status {
    DONE,
    FAILED,
    UNDONE,
    PLANNED
  }
}
