package io.xendisk.operation;

import io.xendisk.domain.NearNames;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskChoice;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the one disk and the one VM that a person means. A name that may stand on a disk is looked
 * for on all disks that may be read, or a second disk of that name would go unnoticed. Thread-safe.
 */
final class Finder {
  private final Pool pool;
  private final DiskReading reading;

  Finder(Pool pool, DiskReading reading) {
    this.pool = pool;
    this.reading = reading;
  }

  /** The disk, with its attachments. */
  Found<Disk> disk(Inventory inventory, DiskSelector selector, String text)
      throws InterruptedException {
    List<Disk> candidates =
        selector.asksForContents() ? inventory.disks() : matching(inventory, selector);
    var readable = candidates.stream().filter(Finder::isUnread).toList();
    var read = reading.readWhereAllowed(pool.withAttachments(readable));
    var disks = merged(candidates, read);
    return switch (DiskChoice.of(selector, disks)) {
      case DiskChoice.One(var disk) ->
          new Found.One<>(pool.withAttachments(List.of(disk)).getFirst());
      case DiskChoice.Several(var meant) -> new Found.Not<>(new Problem.DiskAmbiguous(text, meant));
      case DiskChoice.None _ -> new Found.Not<>(unknown(inventory, disks, text));
    };
  }

  private static List<Disk> matching(Inventory inventory, DiskSelector selector) {
    return inventory.disks().stream().filter(selector::matches).toList();
  }

  static boolean isUnread(Disk disk) {
    return disk.contents() instanceof Contents.Unread;
  }

  private static List<Disk> merged(List<Disk> disks, List<Disk> read) {
    var merged = new ArrayList<Disk>();
    for (var disk : disks) {
      merged.add(read.stream().filter(r -> r.vdi().equals(disk.vdi())).findFirst().orElse(disk));
    }
    return merged;
  }

  private static Problem unknown(Inventory inventory, List<Disk> disks, String text) {
    var known =
        Stream.concat(disks.stream(), inventory.disks().stream())
            .flatMap(disk -> Stream.concat(disk.label().stream(), Stream.of(disk.place())))
            .distinct()
            .toList();
    var near = NearNames.to(text.substring(text.indexOf(':') + 1), known);
    var unread = disks.stream().filter(Finder::isUnread).map(Disk::place).toList();
    return new Problem.DiskUnknown(text, near.isEmpty() ? known : near, unread);
  }

  Found<Vm> vm(Inventory inventory, String text) {
    return switch (inventory.vms().size()) {
      case 1 -> new Found.One<>(inventory.vms().getFirst());
      case 0 -> new Found.Not<>(new Problem.VmUnknown(text, NearNames.to(text, pool.vmNames())));
      default -> new Found.Not<>(new Problem.VmAmbiguous(text, inventory.vms()));
    };
  }
}
