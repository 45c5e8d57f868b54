package io.xendisk.xenapi;

/**
 * Whether a host lives, as its pool's master sees it. Immutable.
 *
 * @param live false also if not sent: what nobody says of a host is not assumed
 */
public record HostMetricsRecord(HostMetricsRef ref, String uuid, boolean live)
    implements XenRecord {
  static HostMetricsRecord read(String ref, Struct struct) {
    return new HostMetricsRecord(
        new HostMetricsRef(ref), struct.string("uuid"), struct.flag("live", false));
  }
}
