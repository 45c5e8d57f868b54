package io.xendisk.operation;

import io.xendisk.domain.disk.DiskSelector;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A disk that changes hands, as a person says it.
 *
 * @param text the person's own words for the disk
 * @param to where it goes; null when it comes back
 * @param due null if nobody said
 */
public record HandoverOrder(
    DiskSelector disk, String text, @Nullable String to, String by, @Nullable Due due) {
  /** When it should be back. */
  @FunctionalInterface
  public interface Due {
    /**
     * The moment, by the pool's clock.
     *
     * @param now by the pool's clock too
     */
    Instant from(Instant now);
  }
}
