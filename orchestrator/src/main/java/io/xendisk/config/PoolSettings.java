package io.xendisk.config;

import io.xendisk.domain.attach.BootSettings;
import io.xendisk.xenapi.Trust;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a pool is reached, and what is known of its VMs. Immutable. */
public record PoolSettings(
    Reach reach, String user, @Nullable PasswordSource password, Map<String, BootSettings> vms) {
  public PoolSettings {
    vms = Map.copyOf(vms);
  }

  /** The first of its URLs. */
  public URI url() {
    return reach.urls().getFirst();
  }

  /** What its hosts have to show, unless one has a trust of its own. */
  public Trust trust() {
    return reach.trust();
  }

  /** What counts as evidence of a booted guest for one VM, by its name. */
  public BootSettings bootOf(String vm) {
    return vms.getOrDefault(vm, BootSettings.DEFAULT);
  }
}
