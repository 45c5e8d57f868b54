package io.xendisk.domain.disk;

import java.util.List;

/** What a selector means among the disks of a pool. */
public sealed interface DiskChoice {
  record One(Disk disk) implements DiskChoice {}

  record None() implements DiskChoice {}

  record Several(List<Disk> disks) implements DiskChoice {}

  static DiskChoice of(DiskSelector selector, List<Disk> disks) {
    var meant = disks.stream().filter(selector::matches).toList();
    return switch (meant.size()) {
      case 0 -> new None();
      case 1 -> new One(meant.getFirst());
      default -> new Several(meant);
    };
  }
}
