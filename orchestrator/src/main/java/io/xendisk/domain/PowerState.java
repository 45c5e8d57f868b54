package io.xendisk.domain;

import java.util.Locale;

/** XenAPI's power states of a VM, and one for what a newer release may add. */
public enum PowerState {
  HALTED,
  PAUSED,
  RUNNING,
  SUSPENDED,
  UNKNOWN;

  /** XenAPI's spelling: {@code Halted}. */
  public String word() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }
}
