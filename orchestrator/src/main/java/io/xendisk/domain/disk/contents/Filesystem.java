package io.xendisk.domain.disk.contents;

import java.util.Optional;

/**
 * A filesystem, or a member of something larger, in one place of a disk, with UUID and label as
 * blkid prints them. {@code clean} is absent where its superblock does not tell. Texts hold no
 * control characters. Immutable.
 */
public record Filesystem(
    Place place,
    FilesystemType type,
    Optional<String> uuid,
    Optional<String> label,
    Optional<Boolean> clean,
    Optional<ExtState> ext) {

  static Filesystem named(
      Place place, FilesystemType type, Optional<String> uuid, Optional<String> label) {
    return new Filesystem(place, type, uuid, label, Optional.empty(), Optional.empty());
  }

  Filesystem withLabel(Optional<String> otherLabel) {
    return new Filesystem(place, type, uuid, otherLabel, clean, ext);
  }

  Filesystem withClean(boolean isClean) {
    return new Filesystem(place, type, uuid, label, Optional.of(isClean), ext);
  }
}
