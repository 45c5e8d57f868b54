package io.xendisk.service.history;

import io.xendisk.answer.HistoryText;
import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.port.Spool;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be kept: in memory for a moment, and in the spool while the history cannot be
 * kept, so that it outlives this process. Where even the spool takes nothing, as on a full disk,
 * the newest stay in memory. Anybody adds; one thread takes.
 */
final class Waiting {
  private static final int MOST = 10_000;
  private static final int AT_ONCE = 500;

  private final Spool spool;
  private final BlockingQueue<Item> coming = new ArrayBlockingQueue<>(MOST);
  private final ArrayDeque<HistoryEntry> unkept = new ArrayDeque<>();
  private final AtomicLong dropped = new AtomicLong();

  /** Nothing in it means that nobody has to wait for more. */
  private record Item(@Nullable HistoryEntry entry) {}

  Waiting(Spool spool) {
    this.spool = spool;
  }

  void add(HistoryEntry entry) {
    if (!coming.offer(new Item(entry))) {
      dropped.incrementAndGet();
    }
  }

  /** Whoever waits for the next goes on. */
  void wake() {
    var _ = coming.offer(new Item(null)); // in a full queue nobody waits
  }

  /** How many were given up, because there was no room for them. */
  long dropped() {
    return dropped.get();
  }

  /** What waits in memory, once something does or this time is over. */
  List<HistoryEntry> next(Duration atMost) throws InterruptedException {
    var items = new ArrayList<Item>();
    if (unkept.isEmpty()) {
      var first = coming.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
      if (first != null) {
        items.add(first);
      }
    }
    coming.drainTo(items, AT_ONCE);
    return batch(items);
  }

  /** The same without waiting, and all of it. */
  List<HistoryEntry> rest() {
    var items = new ArrayList<Item>();
    coming.drainTo(items);
    return batch(items);
  }

  private List<HistoryEntry> batch(List<Item> items) {
    var batch = new ArrayList<>(unkept);
    unkept.clear();
    for (var item : items) {
      if (item.entry() != null) {
        batch.add(item.entry());
      }
    }
    return batch;
  }

  /** These could not be kept, and wait on. */
  void putBack(List<HistoryEntry> batch) {
    if (batch.isEmpty() || spool.add(batch.stream().map(HistoryText::line).toList())) {
      return;
    }
    unkept.addAll(batch);
    while (unkept.size() > MOST) {
      unkept.removeFirst();
      dropped.incrementAndGet();
    }
  }
}
