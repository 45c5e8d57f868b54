package io.xendisk.port;

import io.xendisk.domain.disk.Contents;

/** What reading the first bytes of a disk gave. */
public sealed interface RawRead {
  /**
   * The contents, tied to the stamp that the disk had before the read. {@code task} is the pool's
   * task that read them: the control domain's VBD of that task is ours, any other is not.
   */
  record Read(Contents.Known contents, String task) implements RawRead {}

  /** Nothing: the disk or the way to it failed, in words for a person. */
  record Failed(String why) implements RawRead {}

  /** Nothing, and it will not work on this pool or host however often it is tried. */
  record NotPossible(String why) implements RawRead {}
}
