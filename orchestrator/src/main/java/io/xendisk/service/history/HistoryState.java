package io.xendisk.service.history;

import java.time.Instant;

/** Whether the history is kept, and since when that is so. */
public sealed interface HistoryState {
  Instant since();

  /** Nobody has opened it yet. */
  record Opening(Instant since) implements HistoryState {}

  record Kept(Instant since) implements HistoryState {}

  /**
   * It is not: what happens meanwhile waits on this machine.
   *
   * @param why in words for a person, without secrets
   * @param dropped so many for which there was no room even here
   */
  record Lost(Instant since, String why, long dropped) implements HistoryState {}

  /** As it stands in JSON. */
  default String word() {
    return switch (this) {
      case Opening _ -> "opening";
      case Kept _ -> "kept";
      case Lost _ -> "lost";
    };
  }
}
