package io.xendisk.domain.rotation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How full a disk was at a moment. Immutable.
 *
 * @param hundredths hundredths of a percent
 */
public record UsagePoint(Instant at, int hundredths) {
  public UsagePoint {
    if (hundredths < 0 || hundredths > 10_000) {
      throw new IllegalArgumentException(
          "a disk is 0 to 100 percent full, was %d hundredths".formatted(hundredths));
    }
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  public static UsagePoint ofPercent(Instant at, int percent) {
    return new UsagePoint(at, percent * 100);
  }

  /** By what is used and what is free, in any unit. */
  public static UsagePoint of(Instant at, long used, long free) {
    double all = (double) used + free;
    return new UsagePoint(at, all <= 0 ? 0 : (int) Math.round(used / all * 10_000));
  }

  public int percent() {
    return hundredths / 100;
  }
}
