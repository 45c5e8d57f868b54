package io.xendisk.domain.disk.passport;

import java.util.Optional;

/**
 * The moment that evidence is tied to (R1): the VDI's {@code hotplugged_at} and size and its host's
 * boot time. Compared for equality, never for order: the texts are kept as the pool gives them.
 * Immutable.
 */
public record EvidenceStamp(
    Optional<String> hotpluggedAt, long size, Optional<String> hostBootTime) {
  public EvidenceStamp {
    if (size < 0) {
      throw new IllegalArgumentException("a disk has no negative size, was " + size);
    }
  }

  /** Whether what was read then still holds now: nothing is missing and nothing differs. */
  public boolean holdsAt(EvidenceStamp now) {
    return hotpluggedAt.isPresent() && hostBootTime.isPresent() && equals(now);
  }
}
