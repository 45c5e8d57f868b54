package io.xendisk.domain.host;

import java.util.Locale;

/** XenAPI's roles, each of which holds those before it (facts §8). */
public enum Role {
  READ_ONLY,
  VM_OPERATOR,
  VM_ADMIN,
  VM_POWER_ADMIN,
  POOL_OPERATOR,
  POOL_ADMIN;

  /** Its name in XenAPI: {@code vm-power-admin}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
