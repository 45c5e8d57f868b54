package io.xendisk.operation;

import io.xendisk.domain.custody.CustodyLog;
import io.xendisk.domain.tell.News;
import io.xendisk.xenapi.PoolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells people what came of a run of a rotation, and which disks somebody took and has not brought
 * back in time. It never fails its caller. Thread-safe: holds no state of its own.
 */
public final class TellOfRun {
  private final Surroundings surroundings;
  private final Tellers tellers;

  public TellOfRun(Surroundings surroundings, Tellers tellers) {
    this.surroundings = surroundings;
    this.tellers = tellers;
  }

  /** Tells it; where nothing was done after the run's last look, there is no need for another. */
  public Telling tell(RotationRun run) {
    if (tellers.settings().routes().isEmpty()) {
      return Telling.NOTHING;
    }
    var seen = run.notes();
    var notes = seen == null ? notesNow() : seen;
    var news = new ArrayList<>(run.toTell());
    news.addAll(overdue(notes));
    return new TellPeople(surroundings, tellers).tell(news, notes);
  }

  private Map<String, String> notesNow() {
    try {
      return surroundings.pool().notes();
    } catch (PoolException e) {
      return Map.of(); // then this workstation's own notes have to do
    }
  }

  private List<News> overdue(Map<String, String> notes) {
    var log = CustodyLog.in(notes);
    try {
      return log.out().isEmpty() ? List.of() : log.overdue(surroundings.clock().now());
    } catch (PoolException e) {
      return List.of();
    }
  }
}
