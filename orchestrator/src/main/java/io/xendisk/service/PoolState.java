package io.xendisk.service;

import io.xendisk.domain.Explanation;
import java.time.Instant;

/** Whether a pool can be reached, and since when that is so. */
public sealed interface PoolState {
  Instant since();

  /** Nobody has tried to the end yet. */
  record Connecting(Instant since) implements PoolState {}

  record Connected(Instant since) implements PoolState {}

  /** It cannot be reached, or lets nobody in; it is tried again. */
  record Away(Instant since, Explanation why) implements PoolState {}

  /** As it stands in JSON. */
  default String word() {
    return switch (this) {
      case Connecting _ -> "connecting";
      case Connected _ -> "connected";
      case Away _ -> "away";
    };
  }
}
