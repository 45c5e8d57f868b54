package io.xendisk.xenapi;

import java.util.Map;

/**
 * The VBD that is to be made (facts §2.1, §3.3): a disk, not bootable, not empty. Immutable.
 *
 * @param userdevice a number as text, or {@code autodetect}: then the pool takes a free one, in one
 *     step
 * @param unpluggable whether it may be unplugged while the VM runs; the pool's default is true, the
 *     SDK's is false
 * @param otherConfig should hold a marker of whoever makes it, by which it is found if the answer
 *     is lost
 */
public record VbdSpec(
    VmRef vm,
    VdiRef vdi,
    String userdevice,
    VbdMode mode,
    boolean unpluggable,
    Map<String, String> otherConfig) {
  public static final String AUTODETECT = "autodetect";

  public VbdSpec {
    if (vm.isNull() || vdi.isNull() || userdevice.isEmpty() || mode == VbdMode.UNKNOWN) {
      throw new IllegalArgumentException(
          "a VBD needs a VM, a VDI, a userdevice and a mode; was %s, %s, '%s', %s"
              .formatted(vm, vdi, userdevice, mode));
    }
    otherConfig = Map.copyOf(otherConfig);
  }
}
