package io.xendisk.operation;

import io.xendisk.domain.hook.HookReport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one step of a plan, or of a hook that ran beside it. Immutable.
 *
 * @param hook how the hook went, null for every other step
 */
public record StepReport(String step, Status status, Duration took, @Nullable HookReport hook) {
  /** The words of the contract's JSON, in upper case. */
  public enum Status {
    DONE,
    FAILED,
    UNDONE,
    PLANNED
  }

  StepReport(String step, Status status, Duration took) {
    this(step, status, took, null);
  }
}
