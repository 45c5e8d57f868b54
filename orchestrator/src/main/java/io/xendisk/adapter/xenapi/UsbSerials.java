package io.xendisk.adapter.xenapi;

import io.xendisk.domain.HostId;
import io.xendisk.xenapi.PusbRecord;
import io.xendisk.xenapi.VdiRecord;
import io.xendisk.xenapi.XenApi;
import io.xendisk.xenapi.XenClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The serial numbers of the USB devices that disks are behind, joined by host and {@code usb_path}
 * (facts §2.5); asked for only where a disk says that it is behind one. Immutable.
 */
final class UsbSerials {
  /** In {@code sm_config}: where on the host's USB a disk hangs (facts §2.5). */
  static final String PATH = "usb_path";

  private final Map<Port, String> serials;

  private record Port(String host, String path) {}

  private UsbSerials(Map<Port, String> serials) {
    this.serials = Map.copyOf(serials);
  }

  static UsbSerials of(XenApi api, List<VdiRecord> vdis) {
    if (vdis.stream().noneMatch(vdi -> vdi.smConfig().containsKey(PATH))) {
      return new UsbSerials(Map.of());
    }
    var serials = new HashMap<Port, String>();
    for (PusbRecord device : api.all(XenClass.PUSB)) {
      serials.put(new Port(device.host().value(), device.path()), device.serial());
    }
    return new UsbSerials(serials);
  }

  @Nullable String of(VdiRecord vdi, HostId host) {
    var path = vdi.smConfig().get(PATH);
    return path == null ? null : serials.get(new Port(host.ref(), path));
  }
}
