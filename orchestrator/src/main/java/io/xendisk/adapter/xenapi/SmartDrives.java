package io.xendisk.adapter.xenapi;

import io.xendisk.port.DriveReport;
import io.xendisk.xenapi.HostRecord;
import io.xendisk.xenapi.PluginAnswer;
import io.xendisk.xenapi.PoolException;
import io.xendisk.xenapi.XenApi;
import java.util.Map;
import java.util.Set;

/**
 * Asks the drives of a host for their SMART data, by XCP-ng's plugin {@code smartctl.py} (facts
 * §5.6; role pool-admin). One call asks all drives, and may spin them up. Thread-safe.
 */
final class SmartDrives {
  private static final String PLUGIN = "smartctl.py";

  /** Products whose hosts never have the plugin: they are not asked. */
  private static final Set<String> WITHOUT =
      Set.of("XenServer", "Citrix XenServer", "Citrix Hypervisor");

  private final XenApi api;

  SmartDrives(XenApi api) {
    this.api = api;
  }

  DriveReport of(HostRecord host) {
    if (WITHOUT.contains(host.softwareVersion().getOrDefault("product_brand", ""))) {
      return new DriveReport.NotOffered();
    }
    try {
      return switch (api.callPlugin(host.ref(), PLUGIN, "information", Map.of())) {
        case PluginAnswer.Text(var text) -> SmartDocument.read(text);
        case PluginAnswer.Missing _ -> new DriveReport.NotOffered();
        case PluginAnswer.Failed(var error) ->
            new DriveReport.Failed(
                "plugin %s of host %s failed: %s".formatted(PLUGIN, host.nameLabel(), error));
      };
    } catch (PoolException.Rejected e) {
      return new DriveReport.Failed(
          e.is("RBAC_PERMISSION_DENIED")
              ? "the account may not ask drives; that needs the role pool-admin"
              : String.valueOf(e.getMessage()));
    }
  }
}
