package io.xendisk.xenapi;

import java.util.Map;
import java.util.Set;

/**
 * A storage repository (facts §2.3). The one of a host's removable disks has type {@code udev} and
 * {@code type=block} in its sm_config; its name may be anything. Immutable.
 *
 * @param shared whether several hosts may use it at once
 */
public record SrRecord(
    SrRef ref,
    String uuid,
    String nameLabel,
    String type,
    String contentType,
    boolean shared,
    Map<String, String> smConfig,
    Map<String, String> otherConfig,
    Set<PbdRef> pbds,
    Set<VdiRef> vdis)
    implements XenRecord {
  public SrRecord {
    smConfig = Map.copyOf(smConfig);
    otherConfig = Map.copyOf(otherConfig);
    pbds = Set.copyOf(pbds);
    vdis = Set.copyOf(vdis);
  }

  static SrRecord read(String ref, Struct struct) {
    return new SrRecord(
        new SrRef(ref),
        struct.string("uuid"),
        struct.string("name_label"),
        struct.string("type"),
        struct.string("content_type"),
        struct.flag("shared", false),
        struct.map("sm_config"),
        struct.map("other_config"),
        struct.refs("PBDs", PbdRef::new),
        struct.refs("VDIs", VdiRef::new));
  }
}
