package io.xendisk.config;

import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.hook.VmHooks;

/** What is known of one VM: how its guest shows that it has booted, and its hooks. Immutable. */
public record VmSettings(BootSettings boot, VmHooks hooks) {
  public static final VmSettings DEFAULT = new VmSettings(BootSettings.DEFAULT, VmHooks.NONE);
}
