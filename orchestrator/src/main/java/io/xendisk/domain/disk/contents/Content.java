package io.xendisk.domain.disk.contents;

/** What was found in one place of a disk. */
public sealed interface Content {
  Place place();

  /** Something that is recognised. */
  record Recognised(Filesystem filesystem) implements Content {
    @Override
    public Place place() {
      return filesystem.place();
    }
  }

  /** Its first 68 KiB were read, and they are zero. */
  record Empty(Place place) implements Content {}

  /**
   * Its first 68 KiB were read, and they are nothing that is known here, or more than one thing at
   * once.
   */
  record Unrecognised(Place place) implements Content {}

  /** It could not be read: too far into the disk, or the reading ended before it. */
  record OutOfReach(Place place) implements Content {}
}
