package io.xendisk.port;

import io.xendisk.domain.history.HistoryEntry;

/** Takes what has happened; it neither waits nor fails. Thread-safe. */
public interface HistoryWriter {
  void add(HistoryEntry entry);

  /** Who writes it, as {@code user@machine}. */
  String us();
}
