package io.xendisk.operation;

import io.xendisk.domain.disk.DiskSelector;
import org.jspecify.annotations.Nullable;

/**
 * An enrolment as a person ordered it. Immutable.
 *
 * @param diskText how the disk was named, for messages
 * @param name what it is to be called; null for the label of its filesystem
 * @param again whether it takes the place of an earlier enrolment
 * @param rebound whether the person says that the disk which is there now is meant (R2)
 * @param vm the VM to keep the passport on where the account may not write to the pool
 */
public record EnrolOrder(
    DiskSelector disk,
    String diskText,
    @Nullable String name,
    boolean again,
    boolean rebound,
    @Nullable String vm) {}
