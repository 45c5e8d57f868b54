package io.xendisk.xenapi;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a VM's guest agent reported. Made anew at every start, but not at a reboot, so that after
 * one it still tells of the boot before until the agent writes (facts §2.4). {@code live} is not
 * here: it is true whether the agent lives or not. Immutable.
 *
 * @param pvDriversVersion empty until the agent has reported
 * @param pvDriversDetected since 7.0: some paravirtual device of the guest is connected; null
 *     before
 * @param lastUpdated when the agent last wrote, or when the object was made; null if unset
 * @param networks for example {@code 0/ip} to an address
 */
public record VmGuestMetricsRecord(
    VmGuestMetricsRef ref,
    String uuid,
    Map<String, String> osVersion,
    Map<String, String> pvDriversVersion,
    @Nullable Boolean pvDriversDetected,
    Hotplug canUseHotplugVbd,
    @Nullable Instant lastUpdated,
    Map<String, String> networks)
    implements XenRecord {
  public VmGuestMetricsRecord {
    osVersion = Map.copyOf(osVersion);
    pvDriversVersion = Map.copyOf(pvDriversVersion);
    networks = Map.copyOf(networks);
  }

  static VmGuestMetricsRecord read(String ref, Struct struct) {
    return new VmGuestMetricsRecord(
        new VmGuestMetricsRef(ref),
        struct.string("uuid"),
        struct.map("os_version"),
        struct.map("PV_drivers_version"),
        struct.flagOrNull("PV_drivers_detected"),
        struct.oneOf("can_use_hotplug_vbd", Hotplug.class, Hotplug.ABSENT, Hotplug.UNKNOWN),
        struct.instant("last_updated"),
        struct.map("networks"));
  }
}
