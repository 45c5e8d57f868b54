package io.xendisk.operation;

import io.xendisk.domain.attach.AttachRequest;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.disk.DiskSelector;
import java.time.Duration;

/**
 * An attach as a person ordered it. Immutable.
 *
 * @param diskText how the disk was named, for messages
 * @param vm the VM's name or uuid
 * @param consent what the person has said they know of the disk
 * @param moveVm whether the VM may be migrated to the disk's host first
 * @param planOnly whether only to say what would be done
 * @param timeout after which it is given up
 */
public record AttachOrder(
    DiskSelector disk,
    String diskText,
    String vm,
    AttachRequest request,
    IdentityRule.Consent consent,
    BootSettings boot,
    boolean moveVm,
    boolean planOnly,
    Duration timeout) {}
