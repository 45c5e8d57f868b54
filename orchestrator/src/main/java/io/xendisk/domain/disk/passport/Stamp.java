package io.xendisk.domain.disk.passport;

import io.xendisk.domain.Fields;

/**
 * The moment to which evidence of a disk is tied (safety rule R1): the VDI's {@code hotplugged_at},
 * its size and the boot time of its host, each as the pool wrote it; empty where it is missing.
 * They are compared for equality, never for order. Immutable.
 */
public record Stamp(String hotpluggedAt, long size, String hostBootTime) {
  /** Whether all three parts are known: evidence with less is good for one command only. */
  public boolean isWhole() {
    return !hotpluggedAt.isEmpty() && size > 0 && !hostBootTime.isEmpty();
  }

  /** Whether what was read at this moment still holds now: nothing is missing or differs. */
  public boolean holdsAt(Stamp now) {
    return isWhole() && equals(now);
  }

  public Fields into(Fields fields) {
    return fields.with("plugged", hotpluggedAt).with("size", size).with("boot", hostBootTime);
  }

  public static Stamp from(Fields fields) {
    return new Stamp(
        fields.require("plugged"), Long.parseLong(fields.require("size")), fields.require("boot"));
  }
}
