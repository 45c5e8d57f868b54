package io.xendisk.xenapi;

/**
 * What one object of a pool looked like when the pool answered. Members that an old release does
 * not send have the default that their description names; enum values that this library does not
 * know are {@code UNKNOWN}. Every record is immutable.
 */
public sealed interface XenRecord
    permits HostMetricsRecord,
        HostRecord,
        PbdRecord,
        PoolRecord,
        PusbRecord,
        SrRecord,
        TaskRecord,
        VbdRecord,
        VdiRecord,
        VmGuestMetricsRecord,
        VmMetricsRecord,
        VmRecord {
  /** The object itself. */
  XenRef ref();

  /** Its UUID, which people use; empty if the pool did not send one. */
  String uuid();
}
