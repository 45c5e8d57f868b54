package io.xendisk.xenapi;

import java.util.Map;
import java.util.Set;

/**
 * A virtual disk image; on a udev SR it stands for the physical disk at {@code location} (facts
 * §2.2, §5). Immutable.
 *
 * @param virtualSize bytes
 * @param location the SR's own key of it; on a udev SR {@code /dev/xapi/block/NAME}
 * @param managed false if xapi refuses every VBD operation on it; true if not sent
 * @param missing the SR said that it lost it
 * @param smConfig written by the storage manager, which deletes keys of others at every scan
 * @param currentOperations task reference (or {@code DummyRef:...}) to the operation under way
 * @param type {@code user}, {@code system}, ... as the pool names it
 */
public record VdiRecord(
    VdiRef ref,
    String uuid,
    String nameLabel,
    String nameDescription,
    SrRef sr,
    Set<VbdRef> vbds,
    long virtualSize,
    String location,
    boolean managed,
    boolean readOnly,
    boolean sharable,
    boolean missing,
    Map<String, String> otherConfig,
    Map<String, String> smConfig,
    Map<String, String> currentOperations,
    String type)
    implements XenRecord {
  public VdiRecord {
    vbds = Set.copyOf(vbds);
    otherConfig = Map.copyOf(otherConfig);
    smConfig = Map.copyOf(smConfig);
    currentOperations = Map.copyOf(currentOperations);
  }

  static VdiRecord read(String ref, Struct struct) {
    return new VdiRecord(
        new VdiRef(ref),
        struct.string("uuid"),
        struct.string("name_label"),
        struct.string("name_description"),
        struct.ref("SR", SrRef::new),
        struct.refs("VBDs", VbdRef::new),
        struct.number("virtual_size", 0),
        struct.string("location"),
        struct.flag("managed", true),
        struct.flag("read_only", false),
        struct.flag("sharable", false),
        struct.flag("missing", false),
        struct.map("other_config"),
        struct.map("sm_config"),
        struct.map("current_operations"),
        struct.string("type"));
  }
}
