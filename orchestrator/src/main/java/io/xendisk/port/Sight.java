package io.xendisk.port;

import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import org.jspecify.annotations.Nullable;

/**
 * A disk with all its attachments, and a VM, looked at in one moment. The disk is null if its
 * record is gone; the VM is null if none was asked for or it is gone, and {@code vmHost} is the
 * host that it runs on. {@code watch} tells of what happens to them from then on.
 */
public record Sight(@Nullable Disk disk, @Nullable Vm vm, @Nullable Host vmHost, Watch watch) {}
