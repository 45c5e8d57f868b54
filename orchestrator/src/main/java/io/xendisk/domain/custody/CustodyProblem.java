package io.xendisk.domain.custody;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.tell.Subject;
import java.util.List;

/** Why a disk was not handed over. */
public sealed interface CustodyProblem {
  /** Somebody else has it. */
  record CheckedOut(Handover by) implements CustodyProblem {}

  /** The pool says that a VM has it. */
  record InUse(Subject passport, Disk disk) implements CustodyProblem {}

  /** The log in the pool cannot be read, so that nothing can be added to it. */
  record Unreadable(List<String> keys) implements CustodyProblem {
    public Unreadable {
      keys = List.copyOf(keys);
    }
  }

  /** Others wrote to the log again and again. */
  record Contended(Subject passport) implements CustodyProblem {}

  /** The log is not as it was written. */
  record Broken(ChainCheck.Flaw flaw) implements CustodyProblem {}
}
