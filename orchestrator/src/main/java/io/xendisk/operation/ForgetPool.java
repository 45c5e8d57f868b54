package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.port.Pool;
import io.xendisk.port.PoolNote;
import java.util.List;

/**
 * Takes everything that xendisk ever wrote out of a pool: afterwards no disk is enrolled, and every
 * attach is the first. It touches no VBD and no disk. Thread-safe: holds no state of its own.
 */
public final class ForgetPool {
  private final Pool pool;
  private final Leases leases;

  public ForgetPool(Surroundings surroundings) {
    this.pool = surroundings.pool();
    this.leases = new Leases(surroundings);
  }

  /** What stood in the pool, and whether it was removed. */
  public record Forgotten(List<PoolNote> notes, boolean removed) {}

  /**
   * Finds it, and removes it where that was confirmed; not while somebody works on a disk.
   *
   * @param confirmed whether the person has seen what goes
   */
  public Found<Forgotten> run(boolean confirmed) {
    var inventory = pool.inventory();
    for (var disk : inventory.disks()) {
      if (leases.verdict(disk) instanceof LeaseVerdict.Held held) {
        return new Found.Not<>(new Problem.Leased(disk, held.by()));
      }
    }
    var notes = pool.ownNotes();
    if (confirmed) {
      notes.forEach(pool::erase);
    }
    return new Found.One<>(new Forgotten(notes, confirmed));
  }
}
