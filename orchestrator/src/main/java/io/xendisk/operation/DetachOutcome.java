package io.xendisk.operation;

import io.xendisk.domain.attach.Decision;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.hook.Hook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a release. */
public sealed interface DetachOutcome {
  /**
   * The disk is with no VM, and safe to pull; {@code from} is the VBD it was released from, null if
   * no VM had it; {@code sameEnclosure} are others behind its enclosure that are attached (R11).
   */
  record Out(
      boolean changed,
      Disk disk,
      @Nullable Attachment from,
      List<StepReport> steps,
      List<Disk> sameEnclosure)
      implements DetachOutcome {
    public Out {
      steps = List.copyOf(steps);
      sameEnclosure = List.copyOf(sameEnclosure);
    }
  }

  /** Nothing was done: this is what would be, after these hooks. */
  record Planned(Disk disk, Decision decision, List<Hook> hooks) implements DetachOutcome {}

  /** Not safe to pull; {@code disk} as last seen and {@code from} where they are known. */
  record NotDone(
      Problem why, @Nullable Disk disk, @Nullable Attachment from, List<StepReport> steps)
      implements DetachOutcome {}
}
