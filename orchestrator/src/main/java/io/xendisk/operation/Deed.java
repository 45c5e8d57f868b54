package io.xendisk.operation;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.rotation.Due;
import java.util.List;

/** What a run of a rotation did. */
public sealed interface Deed {
  Disk disk();

  List<StepReport> steps();

  /** {@code outOfTurn}: it was another one's turn. */
  record Attached(Disk disk, List<StepReport> steps, List<String> notes, boolean outOfTurn)
      implements Deed {}

  record Released(Disk disk, List<StepReport> steps, Due.Reason why) implements Deed {}
}
