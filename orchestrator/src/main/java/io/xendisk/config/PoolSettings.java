package io.xendisk.config;

import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.declared.Declaration;
import io.xendisk.domain.hook.VmHooks;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.xenapi.Trust;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a pool is reached, what is known of its VMs, and which disks take turns, and which are to be
 * where. Immutable.
 */
public record PoolSettings(
    Reach reach,
    String user,
    @Nullable PasswordSource password,
    Map<String, VmSettings> vms,
    Map<String, RotationSet> rotations,
    List<Declaration> attachments) {
  public PoolSettings {
    vms = Map.copyOf(vms);
    attachments = List.copyOf(attachments);
    rotations = Collections.unmodifiableMap(new LinkedHashMap<>(rotations));
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
    return vms.getOrDefault(vm, VmSettings.DEFAULT).boot();
  }

  /** The hooks of its VMs, by the names or uuids that the configuration has for them. */
  public Map<String, VmHooks> hooks() {
    return vms.entrySet().stream()
        .filter(vm -> !vm.getValue().hooks().equals(VmHooks.NONE))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, vm -> vm.getValue().hooks()));
  }
}
