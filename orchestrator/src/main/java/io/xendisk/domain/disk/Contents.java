package io.xendisk.domain.disk;

import io.xendisk.domain.disk.passport.Stamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is on a disk, as far as its first bytes told. Immutable. */
public sealed interface Contents {
  /**
   * Read at a moment: the parts that were not found are null; a blank disk has neither. {@code
   * partial} says that some place lay too far into the disk to be looked at, and {@code drive} is
   * what the drive itself told at that moment.
   */
  record Known(
      Stamp stamp,
      Instant readAt,
      @Nullable Table table,
      @Nullable Filesystem filesystem,
      boolean blank,
      boolean partial,
      Drive drive)
      implements Contents {

    Known with(Drive newDrive) {
      return new Known(stamp, readAt, table, filesystem, blank, partial, newDrive);
    }
  }

  /**
   * Not read, and why, in words for a person; {@code failedAt} if it was tried and did not work.
   */
  record Unread(String why, @Nullable Instant failedAt) implements Contents {
    public static Unread because(String why) {
      return new Unread(why, null);
    }
  }

  /** A partition table: {@code mbr} with its disk signature, or {@code gpt} with its disk GUID. */
  record Table(String type, @Nullable String id) {}

  /**
   * The filesystem, or on a disk with several the largest one; {@code clean} counts for all of them
   * and is null where it cannot be known, {@code usedPercent} likewise. {@code type} is the name
   * that blkid prints.
   */
  record Filesystem(
      String type,
      @Nullable String label,
      @Nullable String uuid,
      @Nullable Boolean clean,
      @Nullable Integer usedPercent) {}
}
