package io.xendisk.operation;

import io.xendisk.domain.host.Diagnosis;
import io.xendisk.domain.host.FindingNews;
import io.xendisk.xenapi.PoolException;
import java.util.List;

/**
 * Tells people what a check found wrong that nobody knows of yet. It never fails its caller.
 * Thread-safe: holds no state of its own.
 */
public final class TellOfCheck {
  private final Surroundings surroundings;
  private final Tellers tellers;

  public TellOfCheck(Surroundings surroundings, Tellers tellers) {
    this.surroundings = surroundings;
    this.tellers = tellers;
  }

  /**
   * Tells it, and what was left from before.
   *
   * @param pool as people call it
   */
  public Telling tell(Diagnosis diagnosis, String pool) {
    if (tellers.settings().routes().isEmpty()) {
      return Telling.NOTHING;
    }
    try {
      var news = FindingNews.of(diagnosis, pool, surroundings.clock().now());
      return new TellPeople(surroundings, tellers).tell(news.stream().toList());
    } catch (PoolException e) {
      return new Telling(List.of(), List.of("people could not be told: " + e.getMessage()));
    }
  }
}
