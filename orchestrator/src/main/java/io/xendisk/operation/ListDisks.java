package io.xendisk.operation;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Recognised;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

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

  /**
   * The disks by host and letter, the inventory that they came from, and what could not be found
   * out, in words.
   */
  public record Listing(Inventory inventory, List<Disk> disks, List<String> remarks) {}

  public Listing run() throws InterruptedException {
    return run(_ -> true);
  }

  /** The same, but only these are read; the others are shown as they are known. */
  Listing run(Predicate<Disk> wanted) throws InterruptedException {
    var inventory = pool.inventory();
    var all = pool.withAttachments(inventory);
    var read = reading.readWhereAllowed(all.stream().filter(wanted).toList());
    var disks = Finder.merged(all, read);
    var recognised = Recognised.among(disks, Finder.passports(inventory).all());
    return new Listing(inventory, sorted(recognised), reading.remarks());
  }

  static List<Disk> sorted(List<Disk> disks) {
    return disks.stream().sorted(BY_PLACE).toList();
  }
}
