package io.xendisk.port;

import io.xendisk.domain.attach.BootSettings.GuestPort;

/** Knocks at a TCP port of a guest. */
@FunctionalInterface
public interface GuestPorts {
  /** Whether somebody answers there; false also where the guest cannot be reached from here. */
  boolean answers(GuestPort port);
}
