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
    Duration deadline) {}
