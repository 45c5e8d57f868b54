package io.xendisk.domain.force;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Waiting;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.lease.LeaseVerdict;
import java.util.List;

/** What is made of the wish to take a disk by force. */
public sealed interface ForceDecision {
  /** No VM has it. */
  record NothingThere() implements ForceDecision {}

  record Refuse(Problem why) implements ForceDecision {}

  record Wait(Waiting what) implements ForceDecision {}

  record ClearLease(LeaseVerdict.Dead dead) implements ForceDecision {}

  record Act(Attachment from, List<ForceStep> steps) implements ForceDecision {
    public Act {
      steps = List.copyOf(steps);
    }
  }
}
