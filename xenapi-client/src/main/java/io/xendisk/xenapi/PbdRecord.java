package io.xendisk.xenapi;

import java.util.Map;

/**
 * The plug between one host and one SR (facts §2.3). Immutable.
 *
 * @param currentlyAttached whether the host can use the SR now
 */
public record PbdRecord(
    PbdRef ref,
    String uuid,
    HostRef host,
    SrRef sr,
    boolean currentlyAttached,
    Map<String, String> deviceConfig)
    implements XenRecord {
  public PbdRecord {
    deviceConfig = Map.copyOf(deviceConfig);
  }

  static PbdRecord read(String ref, Struct struct) {
    return new PbdRecord(
        new PbdRef(ref),
        struct.string("uuid"),
        struct.ref("host", HostRef::new),
        struct.ref("SR", SrRef::new),
        struct.flag("currently_attached", false),
        struct.map("device_config"));
  }
}
