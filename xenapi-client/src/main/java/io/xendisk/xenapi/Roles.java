package io.xendisk.xenapi;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The least role for each permission that this library uses (facts §2, §8). Stateless. */
final class Roles {
  private Roles() {}

  /** For a permission as the pool names it, in lower case; a key of a map may follow a slash. */
  static Optional<String> neededFor(String permission) {
    String name =
        permission.toLowerCase(Locale.ROOT).replaceFirst("^async\\.", "").replaceFirst("/.*", "");
    return Optional.ofNullable(
        switch (name) {
          case "session.login_with_password",
              "event.from",
              "host.get_servertime",
              "vm.assert_can_boot_here" ->
              "read-only";
          case "vm.start",
              "vm.resume",
              "vm.clean_shutdown",
              "vm.hard_shutdown",
              "vbd.insert",
              "vbd.eject" ->
              "vm-operator";
          case "vbd.create",
              "vbd.destroy",
              "vbd.plug",
              "vbd.unplug",
              "vbd.unplug_force",
              "vbd.set_unpluggable",
              "vdi.introduce",
              "vdi.forget",
              "vm.add_to_blocked_operations",
              "vm.remove_from_blocked_operations",
              "vm.set_blocked_operations",
              "http/get_export_raw_vdi" ->
              "vm-admin";
          case "sr.scan", "vm.start_on", "vm.resume_on", "vm.pool_migrate" -> "vm-power-admin";
          case "sr.create",
              "pbd.plug",
              "pbd.unplug",
              "message.create",
              "task.destroy",
              "task.cancel" ->
              "pool-operator";
          case "host.call_plugin", "pusb.scan" -> "pool-admin";
          default -> ofMap(name);
        });
  }

  private static @Nullable String ofMap(String name) {
    if (!name.endsWith("_other_config")) {
      return null;
    }
    return name.startsWith("pool.") || name.startsWith("sr.") || name.startsWith("host.")
        ? "pool-operator"
        : "vm-admin";
  }
}
