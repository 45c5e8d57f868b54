package io.xendisk.operation;

import io.xendisk.domain.disk.DiskSelector;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A release as a person ordered it. Immutable.
 *
 * @param diskText how the disk was named, for messages
 * @param vm the VM's name or uuid, null for whichever has the disk
 * @param acceptUnclean whether a disk that was not cleanly unmounted counts as released
 * @param deadline after which it is left as it is, still attached
 */
public record DetachOrder(
    DiskSelector disk,
    String diskText,
    @Nullable String vm,
    boolean acceptUnclean,
    boolean planOnly,
    Duration deadline,
    Purpose purpose) {
  /** What the disk is taken out for. */
  public enum Purpose {
    /** A person may pull it, and nobody puts it back. */
    TO_PULL,
    /** It is to come back: nobody is told that it is safe to pull. */
    TO_COME_BACK
  }

  /** One after which the disk may be pulled. */
  public DetachOrder(
      DiskSelector disk,
      String diskText,
      @Nullable String vm,
      boolean acceptUnclean,
      boolean planOnly,
      Duration deadline) {
    this(disk, diskText, vm, acceptUnclean, planOnly, deadline, Purpose.TO_PULL);
  }
}
