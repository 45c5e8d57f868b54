package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How carrying out a plan ended. */
sealed interface RunEnd {
  List<StepReport> steps();

  /** All steps done; {@code attachment} is the VBD that was made or released, if there was one. */
  record Done(Disk disk, @Nullable Attachment attachment, List<StepReport> steps)
      implements RunEnd {}

  /** What the plan was made on had changed; what was done is undone, decide again. */
  record Stale(List<StepReport> steps) implements RunEnd {}

  /** Stopped; {@code disk} as it was last seen. */
  record Stopped(Problem why, Disk disk, @Nullable Attachment attachment, List<StepReport> steps)
      implements RunEnd {}
}
