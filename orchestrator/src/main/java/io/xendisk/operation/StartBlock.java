package io.xendisk.operation;

import io.xendisk.domain.VmId;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.guard.BootBlock;
import io.xendisk.port.Pool;

/**
 * Keeps a VM from being started by anybody else while it has VBDs of ours (safety rule R12), and
 * leaves alone what others forbid. Several may come to one VM at once, each for a disk of its own:
 * who adds makes the VBD first and then looks, who removes looks again afterwards, so that one of
 * the two sees the other. Thread-safe.
 */
final class StartBlock {
  /** An attach may come in between again and again, but not for ever. */
  private static final int ROUNDS = 3;

  private final Pool pool;

  StartBlock(Pool pool) {
    this.pool = pool;
  }

  /** Forbids what nothing forbids yet, before there is a VBD; what stands there stays. */
  void put(Vm vm, BootBlock.Kept disk) {
    var blocks = vm.blocks();
    var text = BootBlock.of(vm.id(), vm.name(), disk).text();
    for (var operation : blocks.missing()) {
      pool.block(vm.id(), operation, text);
    }
  }

  /**
   * The same for a VBD that was just made, beside what is kept already: one call, and none where
   * the block says so already. The look has to be a moment old (ADR 0040).
   */
  void putInOneCall(Vm seen, BootBlock.Kept disk) {
    var blocks = seen.blocks();
    var block =
        blocks
            .ours()
            .map(there -> there.and(disk))
            .orElseGet(() -> BootBlock.of(seen.id(), seen.name(), disk));
    if (!blocks.say(block)) {
      pool.blockAll(seen.id(), blocks.with(block));
    }
  }

  /** Makes it what the VBDs that are there ask for: nothing, where none of ours is left. */
  void settle(VmId vm) {
    for (int round = 0; round < ROUNDS; round++) {
      var seen = pool.ownVbds(vm);
      if (seen.isEmpty()) {
        return;
      }
      var blocks = seen.get().blocks();
      var wanted = seen.get().wanted();
      if (wanted.isPresent()) {
        if (!blocks.say(wanted.get())) {
          pool.blockAll(vm, blocks.with(wanted.get()));
        }
        return;
      }
      if (blocks.ourOperations().isEmpty()) {
        return;
      }
      blocks.ourOperations().forEach(operation -> pool.unblock(vm, operation));
    }
  }
}
