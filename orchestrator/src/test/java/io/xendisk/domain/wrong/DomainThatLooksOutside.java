package io.xendisk.domain.wrong;

import io.xendisk.port.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** A rule that reads a file, asks the clock, and knows a port. */
public record DomainThatLooksOutside(Clock clock, Ticker ticker) {
  Instant decidedAt() {
    return clock.instant();
  }

  InputStream opened(Path file) throws IOException {
    return Files.newInputStream(file);
  }
}
