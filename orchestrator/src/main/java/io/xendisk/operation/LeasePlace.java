package io.xendisk.operation;

import io.xendisk.domain.VmId;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.domain.rotation.Inhibitor;
import io.xendisk.port.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a lease is held on: a disk, a VM, or the release of any disk of a set. The rules are the
 * same.
 */
sealed interface LeasePlace {
  record OfDisk(Disk disk) implements LeasePlace {
    @Override
    public String name() {
      return disk.name();
    }

    @Override
    public LeaseMarks marks(Pool pool) {
      return pool.leases(disk.vdi());
    }

    @Override
    public Optional<Seen> look(Pool pool) {
      var now = pool.look(disk, null).disk();
      return now == null ? Optional.empty() : Optional.of(new Seen(now.marks().leases(), now));
    }

    @Override
    public boolean note(Pool pool, String key, String text) {
      return pool.note(disk.vdi(), key, text);
    }

    @Override
    public void erase(Pool pool, String key) {
      pool.erase(disk.vdi(), key);
    }

    @Override
    public String toString() {
      return "VDI " + disk.vdi();
    }
  }

  record OfVm(VmId vm, String name) implements LeasePlace {
    static OfVm of(Vm vm) {
      return new OfVm(vm.id(), vm.name());
    }

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
    public String name() {
      return set;
    }

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

  /**
   * What stands on a record about leases, and the disk that it is of, with the VBDs that a dead
   * owner may have left; no disk where the lease is on something else.
   */
  record Seen(LeaseMarks marks, @Nullable Disk disk) {
    List<Attachment> vbds() {
      return disk == null ? List.of() : disk.attachments();
    }
  }

  /** What a person calls it. */
  String name();

  /** What stands there about leases now. */
  LeaseMarks marks(Pool pool);

  /** The same with all that a dead owner may have left; nothing if there is no record any more. */
  default Optional<Seen> look(Pool pool) {
    return Optional.of(new Seen(marks(pool), null));
  }

  /** Adds a key; false if it is there. */
  boolean note(Pool pool, String key, String text);

  void erase(Pool pool, String key);
}
