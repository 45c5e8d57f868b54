package io.xendisk.operation;

import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.domain.disk.Host;
import java.util.Collection;

/** How a person names a disk that has no record any more: by what its VM's note tells. Pure. */
final class LostDisk {
  private LostDisk() {}

  static boolean isMeant(DiskSelector selector, HeldDisk held, Collection<Host> hosts) {
    return switch (selector) {
      case DiskSelector.Label(var text) -> held.name().equals(text);
      case DiskSelector.Vdi(var uuid) -> held.vdi().equalsIgnoreCase(uuid);
      case DiskSelector.Device(var host, var device) ->
          isOn(host, held, hosts) && held.spot().device().equals(device);
      case DiskSelector.InBay(var host, var address) ->
          isOn(host, held, hosts) && address.equals(held.spot().bay());
      case DiskSelector.Word(var text) ->
          held.name().equals(text) || held.vdi().equalsIgnoreCase(text);
      case DiskSelector.FsUuid _, DiskSelector.TableId _, DiskSelector.Serial _ -> false;
    };
  }

  private static boolean isOn(String host, HeldDisk held, Collection<Host> hosts) {
    return hosts.stream()
        .anyMatch(one -> one.name().equals(host) && one.id().uuid().equals(held.spot().host()));
  }
}
