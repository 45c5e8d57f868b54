package io.xendisk.operation;

import io.xendisk.domain.attach.FirstAttach;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.DiskKey;

/** Writes down that a VM had a disk after its boot (safety rule R8). Thread-safe. */
final class FirstAttachMemory {
  private final Surroundings surroundings;

  FirstAttachMemory(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  void write(Vm vm, DiskKey disk, String evidence) {
    var pool = surroundings.pool();
    var memory = new FirstAttach(vm.id().uuid(), surroundings.clock().now(), evidence);
    var key = FirstAttach.keyFor(disk);
    if (!pool.note(vm.id(), key, memory.text())) {
      // A clone carried another VM's memory along (R8): it is void, and ours takes its place.
      pool.erase(vm.id(), key);
      pool.note(vm.id(), key, memory.text());
    }
  }
}
