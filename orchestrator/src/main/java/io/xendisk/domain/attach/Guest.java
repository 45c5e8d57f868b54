package io.xendisk.domain.attach;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the guest and its drivers told the pool (facts §2.4). {@code agentWroteAt} is null unless an
 * agent has reported at all; {@code driversDetected} is null where the release does not know it
 * (before 7.0). Immutable.
 */
public record Guest(
    @Nullable Instant agentWroteAt, @Nullable Boolean driversDetected, Hotplug hotplug) {
  public static final Guest SILENT = new Guest(null, null, Hotplug.UNSPECIFIED);

  /** Whether the guest says that it can take a disk while it runs. */
  public enum Hotplug {
    YES,
    NO,
    UNSPECIFIED
  }
}
