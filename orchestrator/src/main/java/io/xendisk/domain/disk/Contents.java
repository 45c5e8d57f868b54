package io.xendisk.domain.disk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is on a disk, as far as its first bytes told. Immutable. */
public sealed interface Contents {
  /** Read at a moment: the parts that were not found are null; a blank disk has neither. */
  record Known(
      Stamp stamp,
      Instant readAt,
      @Nullable Table table,
      @Nullable Filesystem filesystem,
      boolean blank)
      implements Contents {}

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
   * and is null where it cannot be known, {@code usedPercent} likewise.
   */
  record Filesystem(
      String type,
      @Nullable String label,
      @Nullable String uuid,
      @Nullable Boolean clean,
      @Nullable Integer usedPercent) {}
}
