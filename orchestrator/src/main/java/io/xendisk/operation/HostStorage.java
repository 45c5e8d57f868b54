package io.xendisk.operation;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.disk.StorageProblem;
import io.xendisk.domain.dom0.RulesProblem;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.port.Deadline;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The removable storage of one host, as the pool shows it. Invariant: rules are installed and the
 * SR is scanned only while no VM has a disk of it (safety, "The host"). Thread-safe: holds no state
 * of its own.
 */
final class HostStorage {
  private final Pool pool;
  private final Host host;
  private final Leases leases;

  HostStorage(Surroundings surroundings, Host host) {
    this.pool = surroundings.pool();
    this.host = host;
    this.leases = new Leases(surroundings);
  }

  /** Its disks as they are now, with their attachments. */
  List<Disk> disks() {
    return disks(pool.inventory());
  }

  private List<Disk> disks(Inventory inventory) {
    return pool.withAttachments(
        inventory.disks().stream()
            .filter(disk -> disk.seat().host().id().equals(host.id()))
            .toList());
  }

  /** Why its SR may not be touched now; nothing if it may. */
  Optional<RulesProblem> inUse() {
    var inventory = pool.inventory();
    if (!host.live()) {
      return Optional.of(new RulesProblem.NotLive(host));
    }
    if (inventory.problems().stream().anyMatch(this::isWithoutStorage)) {
      return Optional.of(new RulesProblem.NoRemovableStorage(host));
    }
    for (var disk : disks(inventory)) {
      for (var attachment : disk.attachments()) {
        if (isAttached(attachment)) {
          return Optional.of(new RulesProblem.StorageInUse(host, disk, attachment));
        }
      }
      if (leases.verdict(disk) instanceof LeaseVerdict.Held held) {
        return Optional.of(new RulesProblem.StorageLeased(host, disk, held.by().owner()));
      }
    }
    return pool.holdings(Set.of(host)).stream()
        .filter(holding -> holding.left() != Holding.Left.PULLED)
        .findFirst()
        .map(holding -> new RulesProblem.StorageHeld(host, holding));
  }

  private boolean isWithoutStorage(StorageProblem problem) {
    return problem.host().id().equals(host.id())
        && switch (problem) {
          case StorageProblem.NoRemovableSr _, StorageProblem.SrNotPlugged _ -> true;
          case StorageProblem.SeveralRemovableSrs _, StorageProblem.HostNotLive _ -> false;
        };
  }

  private static boolean isAttached(Attachment attachment) {
    return attachment.attached() || attachment.releasing() || !attachment.operations().isEmpty();
  }

  /** A disk of it that a person was told to pull; of these devices, or of any. */
  Optional<Disk> waitsToBePulled(Collection<String> devices) {
    return disks().stream()
        .filter(Disk::isSafeToPull)
        .filter(disk -> devices.isEmpty() || devices.contains(disk.seat().device()))
        .findFirst();
  }

  /** Waits by events until the pool shows all of these devices; those that it shows at the end. */
  List<Disk> await(Set<String> devices, Deadline deadline) throws InterruptedException {
    while (true) {
      var inventory = pool.inventory();
      var found =
          disks(inventory).stream().filter(disk -> devices.contains(disk.seat().device())).toList();
      if (found.size() >= devices.size() || deadline.isOver()) {
        return found;
      }
      boolean _ =
          pool.watchDisks(inventory.moment(), inventory.disks())
              .changed(atLeastAMoment(deadline.left()));
    }
  }

  private static Duration atLeastAMoment(Duration left) {
    return left.isZero() ? Duration.ofMillis(1) : left;
  }

  void scan() {
    pool.scan(host);
  }
}
