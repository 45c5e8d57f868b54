package io.xendisk.service.history;

import io.xendisk.answer.HistoryText;
import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.port.History;
import io.xendisk.port.Spool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes into the history what commands, or this service while its database was away, have left in
 * the spool. Each line has an id, so that one that is taken twice is kept once. Stateless.
 */
final class SpoolIntake {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolIntake.class);
  private static final int SHOWN = 200;

  /**
   * What was taken, what is older, and what comes now; a file that does not go is no endless loop.
   */
  private static final int MOST_FILES = 3;

  private final Spool spool;
  private final UnaryOperator<HistoryEntry> rename;

  /**
   * An intake.
   *
   * @param rename gives an entry's pool the name by which this service knows it
   */
  SpoolIntake(Spool spool, UnaryOperator<HistoryEntry> rename) {
    this.spool = spool;
    this.rename = rename;
  }

  /**
   * Takes all there is; how many entries that were.
   *
   * @throws History.Unavailable if it cannot be kept; it is taken another time then
   */
  int takeInto(History history) {
    int many = 0;
    for (int files = 0; files < MOST_FILES; files++) {
      var taken = spool.take();
      if (taken.isEmpty()) {
        return many;
      }
      var entries = new ArrayList<HistoryEntry>();
      var broken = new ArrayList<String>();
      for (var line : taken.get().lines()) {
        HistoryText.parse(line).map(rename).ifPresentOrElse(entries::add, () -> broken.add(line));
      }
      history.keep(entries);
      many += entries.size();
      if (!broken.isEmpty()) {
        complain(broken);
      }
      taken.get().done();
    }
    return many;
  }

  private void complain(List<String> broken) {
    boolean aside = spool.putAside(broken);
    var first = broken.getFirst();
    LOG.atWarn()
        .addKeyValue("spool", spool.place())
        .addKeyValue("lines", broken.size())
        .addKeyValue("first", first.substring(0, Math.min(SHOWN, first.length())))
        .log(
            aside
                ? "lines of the spool cannot be read: they are beside it, in .broken"
                : "lines of the spool cannot be read, and are lost: the disk is full");
  }
}
