package io.xendisk.config;

import java.time.Duration;

/**
 * Where the service keeps what has happened, and how long. Immutable.
 *
 * @param keep what is older is forgotten, once a day
 */
public record HistorySettings(DatabaseSource database, Duration keep) {
  public static final HistorySettings DEFAULT =
      new HistorySettings(new DatabaseSource.Sqlite(null), Duration.ofDays(400));

  public HistorySettings {
    if (keep.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("history is kept for a day at least, not " + keep);
    }
  }

  HistorySettings in(DatabaseSource other) {
    return new HistorySettings(other, keep);
  }

  HistorySettings keeping(Duration other) {
    return new HistorySettings(database, other);
  }
}
