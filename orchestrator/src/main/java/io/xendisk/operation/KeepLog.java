package io.xendisk.operation;

import io.xendisk.domain.custody.CustodyLog;
import io.xendisk.domain.custody.LogLine;
import io.xendisk.port.LogArchive;
import io.xendisk.port.Pool;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps the lines of a pool's log at this workstation, and the log in the pool short. A line leaves
 * the pool only after it was kept here, oldest first, so that what stands there has no gap.
 * Thread-safe: holds no state of its own.
 */
final class KeepLog {
  /** What one command takes out, so that it is not slow. */
  private static final int AT_MOST = 5;

  private final Pool pool;
  private final LogArchive.Shelf archive;

  KeepLog(Pool pool, LogArchive.Shelf archive) {
    this.pool = pool;
    this.archive = archive;
  }

  /** Does it, and gives what a person should know. */
  List<String> kept() {
    try {
      var log = CustodyLog.in(pool.notes());
      archived(log);
      for (int n = 0; n < AT_MOST; n++) {
        var trim = log.trim();
        if (trim.isEmpty()) {
          break;
        }
        var before = trim.get().before();
        if (before.isPresent() && !pool.noteOnPool(before.get().noteKey(), before.get().line())) {
          break; // somebody else writes, and will trim it too
        }
        pool.eraseFromPool(trim.get().out().noteKey());
        log = CustodyLog.in(pool.notes());
        archived(log);
      }
      return List.of();
    } catch (UncheckedIOException e) {
      return List.of(
          "the line is in the pool, and was not kept here too: %s".formatted(e.getMessage()));
    }
  }

  private void archived(CustodyLog log) {
    archive
        .of(pool.uuid())
        .extend(kept -> log.lines().stream().filter(isLaterThan(kept)).map(LogLine::line).toList());
  }

  private static Predicate<LogLine> isLaterThan(List<String> kept) {
    long last =
        kept.stream()
            .flatMap(line -> LogLine.read(line).stream())
            .mapToLong(LogLine::number)
            .max()
            .orElse(0);
    return line -> line.number() > last;
  }
}
