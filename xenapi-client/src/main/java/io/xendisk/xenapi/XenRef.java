package io.xendisk.xenapi;

/**
 * A reference to one object of a pool, as XenAPI calls it: {@code OpaqueRef:...}. It is worth
 * nothing in another pool, and ends with its object: it is never used again for another one.
 * Immutable.
 */
public sealed interface XenRef
    permits HostMetricsRef,
        HostRef,
        PbdRef,
        PoolRef,
        PusbRef,
        SrRef,
        TaskRef,
        VbdRef,
        VdiRef,
        VmGuestMetricsRef,
        VmMetricsRef,
        VmRef {
  /** What stands in a field that refers to nothing. */
  String NULL = "OpaqueRef:NULL";

  /** The reference as it goes over the wire. */
  String value();

  /** The class of the object that this refers to. */
  XenClass<?> type();

  /** Whether this refers to nothing: {@code OpaqueRef:NULL}, or empty as some releases send it. */
  default boolean isNull() {
    return value().isEmpty() || value().equals(NULL);
  }
}
