package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.passport.Passport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an enrolment. */
public sealed interface EnrolOutcome {
  /**
   * The disk is enrolled; {@code passport} is null if only a rebinding was settled, {@code keptOn}
   * is the VM that keeps it, null if the pool does.
   */
  record Enrolled(
      boolean changed,
      Disk disk,
      @Nullable Passport passport,
      @Nullable Vm keptOn,
      List<String> notes)
      implements EnrolOutcome {}

  record NotDone(Problem why) implements EnrolOutcome {}
}
