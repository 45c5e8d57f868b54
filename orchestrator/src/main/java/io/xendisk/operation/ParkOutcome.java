package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of parking a VM's removable disks. */
public sealed interface ParkOutcome {
  /** One disk; {@code why} is null where it is out. */
  record Out(Disk disk, @Nullable Problem why) {
    public boolean isOut() {
      return why == null;
    }
  }

  /** None of them is with the VM; {@code changed} is false if that was so before. */
  record Parked(boolean changed, Vm vm, List<Out> disks) implements ParkOutcome {
    public Parked {
      disks = List.copyOf(disks);
    }
  }

  /** Nothing was done: these would be taken out. */
  record Planned(Vm vm, List<Disk> disks) implements ParkOutcome {
    public Planned {
      disks = List.copyOf(disks);
    }
  }

  /** Some are with the VM still. */
  record NotDone(Problem why, @Nullable Vm vm, List<Out> disks) implements ParkOutcome {
    public NotDone {
      disks = List.copyOf(disks);
    }
  }
}
