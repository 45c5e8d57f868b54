package io.xendisk.operation;

import io.xendisk.domain.schedule.Ran;
import io.xendisk.port.Pool;
import java.time.Instant;

/**
 * Notes in the pool that something that has its times was run, so that whoever keeps the pool next
 * knows what was missed. Thread-safe: holds no state of its own.
 */
public final class NoteRuns {
  private final Surroundings surroundings;
  private final Pool pool;

  NoteRuns(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
  }

  /** The new note is there before the old ones go; whoever is killed between leaves both. */
  public void run(String what, Instant time) {
    var before = Ran.in(pool.notes(), what);
    var _ = pool.noteOnPool(Ran.key(what, time), surroundings.owner());
    before.times().stream()
        .filter(older -> older.isBefore(time))
        .forEach(older -> pool.eraseFromPool(Ran.key(what, older)));
  }
}
