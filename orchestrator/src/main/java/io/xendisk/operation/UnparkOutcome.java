package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.guard.Intent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of putting a VM's disks back. */
public sealed interface UnparkOutcome {
  /** All are there, or there was none. */
  record Back(boolean changed, Vm vm, List<PutBack.Back> disks) implements UnparkOutcome {
    public Back {
      disks = List.copyOf(disks);
    }
  }

  /** The VM is halted, and gets them after its boot. */
  record AfterBoot(Vm vm, List<PutBack.Back> disks) implements UnparkOutcome {
    public AfterBoot {
      disks = List.copyOf(disks);
    }
  }

  /** Nothing was done: these would be put back. */
  record Planned(Vm vm, List<Intent> intents) implements UnparkOutcome {
    public Planned {
      intents = List.copyOf(intents);
    }
  }

  /** Some are not there; their intents stay. */
  record NotDone(Problem why, @Nullable Vm vm, List<PutBack.Back> disks) implements UnparkOutcome {
    public NotDone {
      disks = List.copyOf(disks);
    }
  }
}
