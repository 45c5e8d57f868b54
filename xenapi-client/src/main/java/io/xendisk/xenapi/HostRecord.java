package io.xendisk.xenapi;

import java.util.Map;

/**
 * A host (facts §2.5). Immutable.
 *
 * @param address its management address as the pool knows it; perhaps with a port
 * @param hostname the name that its kernel has
 * @param enabled whether VMs may start on it
 * @param metrics refers to {@link HostMetricsRecord}, which says whether it lives
 * @param apiVersionMajor with the minor one: 1.9 is 6.0, 2.0 is 6.2, 2.5 is 7.0 (facts §11); 0 if
 *     not sent
 * @param softwareVersion {@code product_brand}, {@code product_version}, {@code build_number}, ...
 */
public record HostRecord(
    HostRef ref,
    String uuid,
    String nameLabel,
    String address,
    String hostname,
    boolean enabled,
    HostMetricsRef metrics,
    long apiVersionMajor,
    long apiVersionMinor,
    Map<String, String> softwareVersion,
    Map<String, String> otherConfig)
    implements XenRecord {
  public HostRecord {
    softwareVersion = Map.copyOf(softwareVersion);
    otherConfig = Map.copyOf(otherConfig);
  }

  static HostRecord read(String ref, Struct struct) {
    return new HostRecord(
        new HostRef(ref),
        struct.string("uuid"),
        struct.string("name_label"),
        struct.string("address"),
        struct.string("hostname"),
        struct.flag("enabled", true),
        struct.ref("metrics", HostMetricsRef::new),
        struct.number("API_version_major", 0),
        struct.number("API_version_minor", 0),
        struct.map("software_version"),
        struct.map("other_config"));
  }
}
