package io.xendisk.operation;

import io.xendisk.domain.VdiId;
import io.xendisk.domain.VmId;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.port.Pool;

/** What a lease is held on: a disk, or a VM. The rules are the same for both. */
sealed interface LeasePlace {
  record OfDisk(VdiId disk) implements LeasePlace {
    @Override
    public LeaseMarks marks(Pool pool) {
      return pool.leases(disk);
    }

    @Override
    public boolean note(Pool pool, String key, String text) {
      return pool.note(disk, key, text);
    }

    @Override
    public void erase(Pool pool, String key) {
      pool.erase(disk, key);
    }

    @Override
    public String toString() {
      return "VDI " + disk;
    }
  }

  record OfVm(VmId vm) implements LeasePlace {
    @Override
    public LeaseMarks marks(Pool pool) {
      return pool.leases(vm);
    }

    @Override
    public boolean note(Pool pool, String key, String text) {
      return pool.note(vm, key, text);
    }

    @Override
    public void erase(Pool pool, String key) {
      pool.erase(vm, key);
    }

    @Override
    public String toString() {
      return "VM " + vm;
    }
  }

  /** What stands there about leases now. */
  LeaseMarks marks(Pool pool);

  /** Adds a key; false if it is there. */
  boolean note(Pool pool, String key, String text);

  void erase(Pool pool, String key);
}
