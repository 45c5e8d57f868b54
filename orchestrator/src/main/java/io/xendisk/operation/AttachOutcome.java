package io.xendisk.operation;

import io.xendisk.domain.attach.BootEvidence;
import io.xendisk.domain.attach.Decision;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.hook.Hook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an attach. */
public sealed interface AttachOutcome {
  /** The guest has it now, and had not before; {@code notes} are for the person who asked. */
  record Attached(
      Disk disk,
      Vm vm,
      Attachment attachment,
      boolean firstAttach,
      @Nullable BootEvidence evidence,
      List<StepReport> steps,
      List<String> notes)
      implements AttachOutcome {}

  record AlreadyAttached(Disk disk, Vm vm, Attachment attachment) implements AttachOutcome {}

  /** The VM is halted, had the disk before, and will start with it. */
  record AtNextBoot(
      boolean changed, Disk disk, Vm vm, Attachment attachment, List<StepReport> steps)
      implements AttachOutcome {}

  /** Nothing was done: this is what would be, and these hooks after it. */
  record Planned(Disk disk, Vm vm, Decision decision, List<Hook> hooks) implements AttachOutcome {}

  record NotDone(Problem why, List<StepReport> steps) implements AttachOutcome {}
}
