package io.xendisk.domain.disk;

import io.xendisk.domain.HostId;

/**
 * A host of the pool, as far as disks are concerned. What a host that is not live shows was last
 * seen some time ago (safety rule R4). Immutable.
 */
public record Host(HostId id, String name, boolean live, String bootTime) {}
