package io.xendisk.domain.disk.contents;

import org.jspecify.annotations.Nullable;

/**
 * One stretch of a disk as its readers see it: offsets count from its beginning, nothing outside is
 * shown, and every read is paid for from the budget. Confined to one thread.
 */
final class Region {
  private final DiskBytes disk;
  private final Budget budget;
  private final Place place;

  Region(DiskBytes disk, Budget budget, Place place) {
    this.disk = disk;
    this.budget = budget;
    this.place = place;
  }

  Place place() {
    return place;
  }

  long length() {
    return place.length();
  }

  /** A part of the disk; its place counts from the beginning of the disk. */
  Region part(Place other) {
    return new Region(disk, budget, other);
  }

  Budget budget() {
    return budget;
  }

  /** The bytes asked for, or null where they cannot be had to the last. */
  @Nullable Block read(long at, int length) {
    if (at < 0 || at > place.length() - length || !budget.read(length)) {
      return null;
    }
    byte[] bytes = new byte[length];
    int had = disk.read(place.offset() + at, bytes, 0, length);
    return had == length ? new Block(bytes) : null;
  }
}
