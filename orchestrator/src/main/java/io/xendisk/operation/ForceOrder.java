package io.xendisk.operation;

import io.xendisk.domain.disk.Confirmation;
import io.xendisk.domain.disk.DiskSelector;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A person's order to take a disk from its VM without asking the guest. Immutable.
 *
 * @param diskText how the disk was named, for messages
 * @param vm the VM's name or uuid, null for whichever has the disk
 * @param reason why, as it is written into the pool; never blank
 * @param confirmation by which the person shows that they look at this disk
 */
public record ForceOrder(
    DiskSelector disk,
    String diskText,
    @Nullable String vm,
    String reason,
    Confirmation confirmation,
    boolean planOnly,
    Duration timeout) {
  private static final int LONGEST = 500;

  public ForceOrder {
    reason = reason.strip().replaceAll("\\p{Cntrl}", " ");
    if (reason.isEmpty()) {
      throw new IllegalArgumentException("the reason is blank");
    }
    reason = reason.substring(0, Math.min(reason.length(), LONGEST));
  }
}
