package io.xendisk.operation;

import io.xendisk.domain.custody.CustodyLog;
import io.xendisk.domain.tell.News;
import java.util.List;

/** The disks that somebody took and has not brought back in time. Thread-safe. */
public final class OverdueHandovers {
  private final Surroundings surroundings;

  public OverdueHandovers(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What people are to be told of them, whether they were told before or not. */
  public List<News> toTell() {
    var log = CustodyLog.in(surroundings.pool().notes());
    return log.out().isEmpty() ? List.of() : log.overdue(surroundings.clock().now());
  }
}
