package io.xendisk.xenapi;

import java.util.Optional;

/** What became of a task that was waited for. Immutable. */
public sealed interface TaskOutcome {
  /** It succeeded; the result is, for example, the reference of what was made. */
  record Done(Optional<String> result) implements TaskOutcome {}

  /**
   * It failed or was cancelled, and said why. A plug that failed may still have attached (§3.4.1).
   */
  record Failed(XenError error) implements TaskOutcome {}

  /** The time is over and the task is not. It goes on. */
  record UnderWay(TaskRecord task) implements TaskOutcome {}

  /**
   * The task is not there: the pool clears finished tasks away, under load within seconds (facts
   * §7). The object that it worked on tells how it ended.
   */
  record Unknown() implements TaskOutcome {}
}
