package io.xendisk.testing;

import io.xendisk.domain.HostId;
import io.xendisk.domain.disk.Host;

/** The two hosts that every test's pool has. */
public final class Hosts {
  public static final Host XS1 = host("xs1", "1767168000.");
  public static final Host XS2 = host("xs2", "1767171600.");

  private Hosts() {}

  private static Host host(String name, String bootTime) {
    return new Host(
        new HostId("OpaqueRef:host-" + name, Uuids.of("host " + name)), name, true, bootTime);
  }
}
