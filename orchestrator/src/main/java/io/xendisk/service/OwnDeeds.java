package io.xendisk.service;

import io.xendisk.domain.custody.CustodyLog;
import io.xendisk.domain.custody.LogLine;
import io.xendisk.domain.history.DiskWords;
import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.domain.history.Outcome;
import io.xendisk.domain.history.Topic;
import io.xendisk.domain.history.VmWords;
import io.xendisk.domain.history.What;
import io.xendisk.domain.history.Who;
import io.xendisk.domain.tell.TellBook;
import io.xendisk.domain.tell.Told;
import io.xendisk.port.HistoryWriter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes into the history what happens in one pool without anybody asking the service: what it does
 * by itself, and what others have noted in the pool. Thread-safe.
 */
final class OwnDeeds {
  private static final String OF_ITSELF = "the service itself";

  private final String pool;
  private final HistoryWriter history;
  private final Machine machine;

  /** The notes that were there at the last look, by their ids in the history. */
  private final Set<String> noted = ConcurrentHashMap.newKeySet();

  OwnDeeds(String pool, HistoryWriter history, Machine machine) {
    this.pool = pool;
    this.history = history;
    this.machine = machine;
  }

  void done(String kind, DiskWords disk, VmWords vm, String text) {
    add(kind, disk, vm, new Outcome("done", 0, text));
  }

  /** An errand that came to nothing; its first word is what it was. */
  void failed(String object, Trouble trouble) {
    var words = object.split(" ", 2);
    var about = words.length > 1 ? words[1] : null;
    boolean ofDisk = words[0].equals("attachment");
    add(
        ofDisk ? "attach" : words[0],
        ofDisk ? new DiskWords(about, null, null) : DiskWords.NONE,
        words[0].equals("come-back") ? new VmWords(about, null) : VmWords.NONE,
        new Outcome("failed", null, trouble.id() + ": " + trouble.words()));
  }

  private void add(String kind, DiskWords disk, VmWords vm, Outcome outcome) {
    var now = machine.clock().instant();
    history.add(
        new HistoryEntry(
            HistoryEntry.newId(now, machine.random()),
            now,
            now,
            new Who(history.us(), OF_ITSELF),
            What.operation(pool, kind, disk, vm, ""),
            outcome));
  }

  /** What the pool's notes tell, whoever wrote them; what was seen before is not told again. */
  void saw(Map<String, String> notes) {
    var seen = new HashSet<String>();
    for (var told : TellBook.in(notes).told().values()) {
      var id = "news-%s-%s".formatted(pool, told.key().text());
      if (seen.add(id) && !noted.contains(id)) {
        history.add(news(id, told));
      }
    }
    for (var line : CustodyLog.in(notes).lines()) {
      var id = "custody-%s-%d-%.12s".formatted(pool, line.number(), line.hash());
      if (seen.add(id) && !noted.contains(id)) {
        history.add(custody(id, line));
      }
    }
    noted.retainAll(seen);
    noted.addAll(seen);
  }

  private HistoryEntry news(String id, Told told) {
    return HistoryEntry.told(
        id,
        told.at(),
        new Who("xendisk", "the pool's notes"),
        What.of(Topic.NEWS, pool, told.kind().word()),
        told.text());
  }

  private HistoryEntry custody(String id, LogLine line) {
    var handover = line.handover();
    var disk = new DiskWords(handover.disk().name(), handover.disk().id(), null);
    return HistoryEntry.told(
        id,
        handover.at(),
        new Who(handover.by(), "the pool's notes"),
        What.of(Topic.CUSTODY, pool, handover.kind().word()).about(disk, VmWords.NONE),
        handover.isOut() ? "to " + handover.to() : "");
  }
}
