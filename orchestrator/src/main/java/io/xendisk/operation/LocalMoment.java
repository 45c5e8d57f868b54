package io.xendisk.operation;

import io.xendisk.domain.lease.LeaseRule;
import io.xendisk.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A moment by both clocks of this machine; the ticker stands still while it sleeps. Immutable. */
record LocalMoment(Ticker ticker, InstantSource clock, long nanos, Instant time) {
  static LocalMoment now(Ticker ticker, InstantSource clock) {
    return new LocalMoment(ticker, clock, ticker.nanos(), clock.instant());
  }

  /** Whether what was held then may still be written with. */
  boolean mayWrite() {
    return LeaseRule.mayWrite(ticker.since(nanos), Duration.between(time, clock.instant()));
  }
}
