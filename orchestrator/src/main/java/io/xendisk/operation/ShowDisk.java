package io.xendisk.operation;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.port.Pool;

/** Finds the one disk that a person means. Thread-safe: holds no state of its own. */
public final class ShowDisk {
  private final Pool pool;
  private final Finder finder;

  public ShowDisk(Surroundings surroundings) {
    this.pool = surroundings.pool();
    this.finder = new Finder(pool, new DiskReading(surroundings));
  }

  public Found<Disk> run(DiskSelector selector, String text) throws InterruptedException {
    return finder.disk(pool.inventory(), selector, text);
  }
}
