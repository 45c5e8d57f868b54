package io.xendisk.operation;

import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.port.Pool;
import java.time.Instant;
import java.util.List;

/** Writes down, on a VM, which disks it has in this boot (safety rule R9). Thread-safe. */
final class Hold {
  private final Surroundings surroundings;
  private final Pool pool;

  Hold(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
  }

  /** The disks that a VM booted with: the notes of the boot before are void. */
  void renew(List<VmDisks.Of> disks, Vm vm) {
    for (var of : disks) {
      if (of.vbd().isOurs()) {
        var held = held(of, vm);
        pool.erase(vm.id(), held.key());
        pool.note(vm.id(), held.key(), held.text());
      }
    }
  }

  private HeldDisk held(VmDisks.Of of, Vm vm) {
    var started = vm.boot() == null ? Instant.EPOCH : vm.boot().startTime();
    return HeldDisk.afterBoot(of.disk(), of.vbd(), started, surroundings.clock().now());
  }
}
