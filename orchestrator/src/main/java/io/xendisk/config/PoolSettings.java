package io.xendisk.config;

import io.xendisk.domain.attach.BootSettings;
import io.xendisk.xenapi.Trust;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a pool is reached, and what is known of its VMs. Immutable. */
public record PoolSettings(
    URI url,
    String user,
    @Nullable PasswordSource password,
    Trust trust,
    Map<String, BootSettings> vms) {
  public PoolSettings {
    vms = Map.copyOf(vms);
    var scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(
          "'%s' is not the URL of a host, such as https://xs1.example.org".formatted(url));
    }
  }

  /** What counts as evidence of a booted guest for one VM, by its name. */
  public BootSettings bootOf(String vm) {
    return vms.getOrDefault(vm, BootSettings.DEFAULT);
  }
}
