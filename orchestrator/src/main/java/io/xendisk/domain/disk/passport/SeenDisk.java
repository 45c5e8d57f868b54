package io.xendisk.domain.disk.passport;

/**
 * A disk as it is seen in a pool now, under an id of the caller's (its VDI). Records of a host that
 * is not live say where a disk was last, not where it is (R4). Immutable.
 */
public record SeenDisk(String id, boolean onLiveHost, Evidence evidence) {}
