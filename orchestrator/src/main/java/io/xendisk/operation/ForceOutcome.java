package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.force.ForceStep;
import java.util.List;

/** What became of taking a disk by force. */
public sealed interface ForceOutcome {
  /** Where who did it and why can be read. */
  enum Recorded {
    /** A message on the VM. */
    MESSAGE,
    /** A note on the VM: the account may write no messages. */
    NOTE
  }

  /**
   * It was taken.
   *
   * @param gone whether the host says that the disk is not there any more
   */
  record Taken(Disk disk, Attachment from, boolean gone, Recorded recorded, List<StepReport> steps)
      implements ForceOutcome {}

  /**
   * The disk had been pulled: what was left of it in the pool is cleared away.
   *
   * @param changed whether there was anything left
   */
  record Cleared(boolean changed, Holding pulled) implements ForceOutcome {}

  /** Nothing was done: this is what would be. */
  record Planned(Disk disk, Attachment from, List<ForceStep> steps) implements ForceOutcome {}

  record NotDone(Problem why, List<StepReport> steps) implements ForceOutcome {}
}
