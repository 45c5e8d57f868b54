package io.xendisk.xenapi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A VM's metrics (facts §2.4). Immutable.
 *
 * @param startTime when the VM was last started or rebooted, by the clock of its host; null if
 *     never
 * @param lastUpdated when this was written; null if never
 * @param currentDomainType since 7.5: {@code hvm}, {@code pv}, {@code pv_in_pvh}, {@code pvh} or
 *     {@code unspecified}; empty before
 * @param hvm since 7.1: whether the guest is fully virtualised now; null before
 */
public record VmMetricsRecord(
    VmMetricsRef ref,
    String uuid,
    @Nullable Instant startTime,
    @Nullable Instant lastUpdated,
    String currentDomainType,
    @Nullable Boolean hvm)
    implements XenRecord {
  static VmMetricsRecord read(String ref, Struct struct) {
    return new VmMetricsRecord(
        new VmMetricsRef(ref),
        struct.string("uuid"),
        struct.instant("start_time"),
        struct.instant("last_updated"),
        struct.string("current_domain_type"),
        struct.flagOrNull("hvm"));
  }
}
