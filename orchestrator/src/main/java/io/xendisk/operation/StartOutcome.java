package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.start.KeptVerdict.Goes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a start; each tells what was done about the VM's disks. */
public sealed interface StartOutcome {
  /** The disk went before the start, and why. */
  record Taken(Disk disk, Goes why) {}

  /** What became of a VM's removable disks. */
  record Disks(List<Disk> kept, List<Taken> taken, List<PutBack.Back> back) {
    public static final Disks NONE = new Disks(List.of(), List.of(), List.of());

    public Disks {
      kept = List.copyOf(kept);
      taken = List.copyOf(taken);
      back = List.copyOf(back);
    }
  }

  /** It runs; {@code changed} is false if it did before, and nothing was left to do. */
  record Runs(boolean changed, boolean startedNow, Vm vm, Disks disks) implements StartOutcome {}

  /** Nothing was done: this is what would be. */
  record Planned(Vm vm, Disks disks) implements StartOutcome {}

  /** Not done, or not all of it; {@code changed} tells whether anything was, as a start. */
  record NotDone(boolean changed, Problem why, @Nullable Vm vm, Disks disks)
      implements StartOutcome {}
}
