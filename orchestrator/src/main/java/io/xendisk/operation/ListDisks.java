package io.xendisk.operation;

import io.xendisk.domain.disk.Disk;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.util.Comparator;
import java.util.List;

/**
 * Finds every disk of the pool with its attachments and contents, as far as reading them disturbs
 * nobody. Thread-safe: holds no state of its own.
 */
public final class ListDisks {
  private static final Comparator<Disk> BY_PLACE =
      Comparator.<Disk, String>comparing(disk -> disk.seat().host().name())
          .thenComparingInt(disk -> disk.seat().device().length())
          .thenComparing(disk -> disk.seat().device());

  private final Pool pool;
  private final DiskReading reading;

  public ListDisks(Surroundings surroundings) {
    this.pool = surroundings.pool();
    this.reading = new DiskReading(surroundings);
  }

  /** The disks by host and letter, and the inventory that they came from. */
  public record Listing(Inventory inventory, List<Disk> disks) {}

  public Listing run() throws InterruptedException {
    var inventory = pool.inventory();
    var disks = reading.readWhereAllowed(pool.withAttachments(inventory.disks()));
    return new Listing(inventory, sorted(disks));
  }

  static List<Disk> sorted(List<Disk> disks) {
    return disks.stream().sorted(BY_PLACE).toList();
  }
}
