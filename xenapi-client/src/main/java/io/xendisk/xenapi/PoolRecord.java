package io.xendisk.xenapi;

import java.util.Map;

/** The pool; there is exactly one (facts §2.5). Immutable. */
public record PoolRecord(
    PoolRef ref,
    String uuid,
    String nameLabel,
    HostRef master,
    Map<String, String> otherConfig,
    boolean haEnabled)
    implements XenRecord {
  public PoolRecord {
    otherConfig = Map.copyOf(otherConfig);
  }

  static PoolRecord read(String ref, Struct struct) {
    return new PoolRecord(
        new PoolRef(ref),
        struct.string("uuid"),
        struct.string("name_label"),
        struct.ref("master", HostRef::new),
        struct.map("other_config"),
        struct.flag("ha_enabled", false));
  }
}
