package io.xendisk.operation;

import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.disk.Disk;
import io.xendisk.port.Inventory;

/**
 * Finds out, before a disk is used, whether it is the one that is meant and fit for it: what is not
 * known of it any more is read again, and what contradicts stops everything. Thread-safe.
 */
final class DiskToUse {
  private final DiskReading reading;
  private final IdentityRule rule = new IdentityRule();

  DiskToUse(DiskReading reading) {
    this.reading = reading;
  }

  /** The disk with all that is known of it now, or what forbids to use it. */
  Found<Disk> of(Inventory inventory, Disk found, AttachOrder order) throws InterruptedException {
    var untouchable = rule.untouchable(found, order.consent());
    if (untouchable.isPresent()) {
      return new Found.Not<>(untouchable.get());
    }
    var disk = withHealth(inventory, known(inventory, found, order));
    return rule.forbids(disk, order.disk().meansPlaceOf(disk), order.consent())
        .<Found<Disk>>map(Found.Not<Disk>::new)
        .orElseGet(() -> new Found.One<>(disk));
  }

  /** A disk that was called safe to pull was not read on the way here; to use it, it has to be. */
  private Disk known(Inventory inventory, Disk found, AttachOrder order)
      throws InterruptedException {
    boolean unread = Finder.isUnread(found) && found.marks().released() != null;
    return unread && !order.planOnly()
        ? Finder.recognised(inventory, reading.readForUse(found))
        : found;
  }

  /** A drive that could be asked when it was read is asked again: it may have failed since. */
  private Disk withHealth(Inventory inventory, Disk found) {
    boolean free = found.attachments().isEmpty();
    return found.drive().answers() && free
        ? Finder.recognised(inventory, reading.asked(found))
        : found;
  }
}
