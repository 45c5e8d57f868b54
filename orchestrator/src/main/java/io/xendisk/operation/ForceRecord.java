package io.xendisk.operation;

import io.xendisk.domain.Fields;
import io.xendisk.domain.VmId;
import io.xendisk.operation.ForceOutcome.Recorded;
import io.xendisk.port.Pool;

/**
 * Writes into the pool who takes a disk by force, and why, before it is done: as a message on the
 * VM, which every client shows, or as a note on it where the account may write no messages. If
 * neither can be written, nothing is forced. Thread-safe.
 */
final class ForceRecord {
  /** Followed by the VBD's uuid: who took its disk by force, and why. */
  static final String KEY_PREFIX = "xendisk:forced:";

  private static final String MESSAGE = "XENDISK_FORCE_DETACH";

  private final Surroundings surroundings;
  private final Pool pool;

  ForceRecord(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
  }

  static String words(String owner, String disk, String vm, String reason) {
    return "%s takes %s from %s by force: %s".formatted(owner, disk, vm, reason);
  }

  Recorded write(VmId vm, String vbd, String words) {
    if (pool.tell(vm, MESSAGE, words)) {
      return Recorded.MESSAGE;
    }
    var key = KEY_PREFIX + vbd;
    var text =
        Fields.ofVersion(1)
            .with("vm", vm.uuid())
            .with("when", surroundings.clock().now())
            .with("what", words)
            .text();
    if (!pool.note(vm, key, text)) {
      pool.erase(vm, key);
      pool.note(vm, key, text);
    }
    return Recorded.NOTE;
  }
}
