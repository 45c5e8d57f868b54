package io.xendisk.operation;

import io.xendisk.domain.VbdId;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.port.Deadline;
import io.xendisk.port.Pool;
import io.xendisk.port.Sight;
import io.xendisk.port.TaskEnd;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes away a VBD whose plug did not come to a good end. After a failed plug the pool may still
 * say that it is attached (facts §3.4.1), so it is looked at, unplugged if need be, and destroyed.
 * Thread-safe.
 */
final class VbdRemoval {
  private final Pool pool;

  VbdRemoval(Pool pool) {
    this.pool = pool;
  }

  /**
   * Removes it.
   *
   * @return what is left behind, in words for a person; null if nothing is
   */
  @Nullable String remove(Disk disk, Vm vm, VbdId vbd, Deadline deadline)
      throws InterruptedException {
    while (true) {
      var sight = pool.look(disk, vm, vbd);
      var left = attachment(sight, vbd);
      if (sight.disk() == null) {
        // The VM may have it all the same (trace vbd_gc): that it is gone is no end (R9).
        return "VBD %s, whose disk's record went away".formatted(vbd.uuid());
      }
      if (left.isEmpty()) {
        return null;
      }
      var attachment = left.get();
      if (!attachment.operations().isEmpty()) {
        if (!sight.watch().changed(deadline.left()) && deadline.isOver()) {
          return "VBD %s, on which %s still runs"
              .formatted(attachment.vbd().uuid(), String.join(", ", attachment.operations()));
        }
        continue;
      }
      if (attachment.attached()
          && pool.unplug(vbd, sight, deadline.left()).end() instanceof TaskEnd.Failed(var code, _)
          && !code.equals("DEVICE_ALREADY_DETACHED")) {
        return "VBD %s, which could not be unplugged again (%s)"
            .formatted(attachment.vbd().uuid(), code);
      }
      if (pool.destroyVbd(vbd)) {
        return null;
      }
      // Somebody else destroyed it, or it was collected with its disk's record: the next look
      // tells.
    }
  }

  /**
   * Destroys a VBD that is out of the VM, and with it the note that the VM has the disk. That it is
   * gone already proves nothing by itself: the collector removes the VBD of a running VM too, once
   * the disk's record is lost (trace vbd_gc). As long as that is there, xapi has let nobody destroy
   * a VBD that was attached, so the note goes only if the record is seen after the VBD was gone.
   */
  void destroy(Disk disk, Attachment out) {
    boolean wasOut = pool.destroyVbd(out.vbd()) || pool.look(disk, null).disk() != null;
    if (out.isOurs() && wasOut) {
      pool.erase(out.holder().vm(), HeldDisk.KEY_PREFIX + out.vbd().uuid());
    }
  }

  static Optional<Attachment> attachment(Sight sight, VbdId vbd) {
    return sight.disk() == null
        ? Optional.empty()
        : sight.disk().attachments().stream()
            .filter(a -> a.vbd().ref().equals(vbd.ref()))
            .findFirst();
  }
}
