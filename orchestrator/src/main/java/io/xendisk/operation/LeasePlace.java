package io.xendisk.operation;

import io.xendisk.domain.VdiId;
import io.xendisk.domain.VmId;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.domain.rotation.Inhibitor;
import io.xendisk.port.Pool;
import java.util.Map;

/**
 * What a lease is held on: a disk, a VM, or the release of any disk of a set. The rules are the
 * same.
 */
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

  /** One of several on the pool's own record, each under a key of its own. */
  record OfInhibitor(String set, Lease lease) implements LeasePlace {
    @Override
    public LeaseMarks marks(Pool pool) {
      var notes = pool.notes();
      var text = notes.get(Inhibitor.keyOf(set, lease));
      return new LeaseMarks(
          text == null ? null : Lease.parse(text), LeaseMarks.of(notes).beats(), Map.of());
    }

    @Override
    public boolean note(Pool pool, String key, String text) {
      return pool.noteOnPool(key(key), text);
    }

    @Override
    public void erase(Pool pool, String key) {
      pool.eraseFromPool(key(key));
    }

    private String key(String key) {
      return key.equals(Lease.KEY) ? Inhibitor.keyOf(set, lease) : key;
    }

    @Override
    public String toString() {
      return "rotation " + set;
    }
  }

  /** What stands there about leases now. */
  LeaseMarks marks(Pool pool);

  /** Adds a key; false if it is there. */
  boolean note(Pool pool, String key, String text);

  void erase(Pool pool, String key);
}
