package io.xendisk.xenapi;

import java.util.Map;

/**
 * The place of one disk in one VM (facts §2.1). Immutable.
 *
 * @param vdi null reference if {@code empty}; may refer to a VDI that is gone already
 * @param device the guest's name of it, empty until it was plugged once; stays after an unplug
 * @param userdevice its number as text, for example {@code 1}
 * @param unpluggable whether it may be unplugged while the VM runs; true if not sent
 * @param currentlyAttached true from the moment a plug begins, and after one that failed in the
 *     backend (facts §3.4.1)
 * @param currentOperations task reference (or {@code DummyRef:...}) to the operation under way
 */
public record VbdRecord(
    VbdRef ref,
    String uuid,
    VmRef vm,
    VdiRef vdi,
    String device,
    String userdevice,
    VbdMode mode,
    VbdType type,
    boolean unpluggable,
    boolean empty,
    boolean bootable,
    boolean currentlyAttached,
    Map<String, String> currentOperations,
    Map<String, String> otherConfig)
    implements XenRecord {
  public VbdRecord {
    currentOperations = Map.copyOf(currentOperations);
    otherConfig = Map.copyOf(otherConfig);
  }

  static VbdRecord read(String ref, Struct struct) {
    return new VbdRecord(
        new VbdRef(ref),
        struct.string("uuid"),
        struct.ref("VM", VmRef::new),
        struct.ref("VDI", VdiRef::new),
        struct.string("device"),
        struct.string("userdevice"),
        struct.oneOf("mode", VbdMode.class, VbdMode.UNKNOWN, VbdMode.UNKNOWN),
        struct.oneOf("type", VbdType.class, VbdType.UNKNOWN, VbdType.UNKNOWN),
        struct.flag("unpluggable", true),
        struct.flag("empty", false),
        struct.flag("bootable", false),
        struct.flag("currently_attached", false),
        struct.map("current_operations"),
        struct.map("other_config"));
  }
}
