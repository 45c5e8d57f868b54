package io.xendisk.operation;

import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskSelector;
import org.jspecify.annotations.Nullable;

/** Finds the one disk that a person means. Thread-safe: holds no state of its own. */
public final class ShowDisk {
  private final Finder finder;

  public ShowDisk(Surroundings surroundings) {
    this.finder = new Finder(surroundings.pool(), new DiskReading(surroundings));
  }

  /**
   * Finds it.
   *
   * @param vm the VM that keeps its passport, null if the pool does
   */
  public Found<Disk> run(DiskSelector selector, String text, @Nullable String vm)
      throws InterruptedException {
    var inventory = finder.inventory(vm);
    if (vm != null && finder.vm(inventory, vm) instanceof Found.Not<Vm>(var why)) {
      return new Found.Not<>(why);
    }
    return finder.disk(inventory, selector, text);
  }
}
