package io.xendisk.operation;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.dom0.RulesPlan;
import io.xendisk.domain.dom0.RulesProblem;
import java.util.List;

/** What became of an order for the rules of a host. */
public sealed interface RulesOutcome {
  record Refused(RulesProblem why) implements RulesOutcome {}

  /**
   * The rules are as they should be, or it was shown what would make them so.
   *
   * @param changed whether anything was done on the host
   * @param disks of the rules that the pool shows now
   * @param remarks what could not be done, or is left for a person
   */
  record Done(
      Word word,
      boolean changed,
      Host host,
      RulesPlan.Change plan,
      List<Disk> disks,
      List<StepReport> steps,
      List<String> remarks)
      implements RulesOutcome {
    public Done {
      disks = List.copyOf(disks);
      steps = List.copyOf(steps);
      remarks = List.copyOf(remarks);
    }
  }

  /** The contract's word for it, in upper case. */
  enum Word {
    PREPARED,
    ALREADY_PREPARED,
    REMOVED,
    ALREADY_REMOVED,
    PLANNED
  }
}
