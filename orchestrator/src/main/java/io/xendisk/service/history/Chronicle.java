package io.xendisk.service.history;

import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.domain.history.HistoryQuery;
import io.xendisk.port.History;
import io.xendisk.port.HistoryWriter;
import io.xendisk.port.Spool;
import io.xendisk.service.Machine;
import io.xendisk.service.history.HistoryState.Kept;
import io.xendisk.service.history.HistoryState.Lost;
import io.xendisk.service.history.HistoryState.Opening;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the history while the service runs. Whoever adds to it never waits, whatever the database
 * does: while that is away everything goes on, and what happens waits on this machine. One virtual
 * thread writes, opens the database again and again, takes in the spool and forgets what is old; it
 * ends with this. Thread-safe.
 */
public final class Chronicle implements HistoryWriter, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);
  private static final Duration LOOK = Duration.ofSeconds(3);
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration TO_END = Duration.ofSeconds(10);

  private final Plan plan;
  private final Machine machine;
  private final Waiting waiting;
  private final SpoolIntake intake;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicLong kept = new AtomicLong();
  private final Thread thread;
  private volatile @Nullable History history;
  private volatile HistoryState state;
  private @Nullable Long prunedAt;

  /**
   * How it is kept.
   *
   * @param keep how long
   * @param us who keeps it, as {@code user@machine}
   * @param rename gives an entry of a command the pool's name that this service knows it by
   */
  public record Plan(
      History.Opening opening,
      Spool spool,
      Duration keep,
      String us,
      UnaryOperator<HistoryEntry> rename) {}

  private Chronicle(Plan plan, Machine machine) {
    this.plan = plan;
    this.machine = machine;
    this.waiting = new Waiting(plan.spool());
    this.intake = new SpoolIntake(plan.spool(), plan.rename());
    this.state = new Opening(machine.clock().instant());
    this.thread = Thread.ofVirtual().name("history").unstarted(this::keep);
  }

  /** Begins to keep it. */
  public static Chronicle start(Plan plan, Machine machine) {
    var chronicle = new Chronicle(plan, machine);
    chronicle.thread.start();
    return chronicle;
  }

  @Override
  public void add(HistoryEntry entry) {
    waiting.add(entry);
  }

  @Override
  public String us() {
    return plan.us();
  }

  public HistoryState state() {
    return state;
  }

  /** How many entries were kept since the start, those of commands too. */
  public long kept() {
    return kept.get();
  }

  /** How many were given up since the start, because there was no room for them anywhere. */
  public long dropped() {
    return waiting.dropped();
  }

  /**
   * A page of it.
   *
   * @throws History.Unavailable if it cannot be read now
   */
  public List<HistoryEntry> find(HistoryQuery query) {
    var open = history;
    if (open == null) {
      throw new History.Unavailable(
          state instanceof Lost(_, var why, _) ? why : "it is being opened",
          new IllegalStateException("not open"));
    }
    return open.find(query);
  }

  private void keep() {
    try {
      boolean ends = false;
      while (!ends) {
        // Whoever has just failed waits a while, whatever comes meanwhile.
        boolean lost = state instanceof Lost;
        ends = closing.await(lost ? LOOK.toNanos() : 0, TimeUnit.NANOSECONDS);
        if (!ends) {
          round(waiting.next(lost ? Duration.ZERO : LOOK));
        }
      }
    } catch (InterruptedException e) {
      LOG.atWarn().log("the end of the history was not waited for");
    }
    end();
  }

  private void round(List<HistoryEntry> batch) {
    try {
      var open = opened();
      open.keep(batch);
      kept.addAndGet(batch.size());
      kept.addAndGet(intake.takeInto(open));
      prune(open);
      // Where nothing was to be kept, that it could be read says that it is there.
      var _ = open.find(new HistoryQuery(HistoryQuery.Filter.ALL, null, 1));
      isKept(open);
    } catch (History.Unavailable e) {
      lost(batch, e.why());
    } catch (UncheckedIOException e) {
      lost(batch, "the spool cannot be read: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("the history has failed");
      lost(batch, e.toString());
    }
  }

  private History opened() {
    var open = history;
    if (open == null) {
      open = plan.opening().open();
      history = open;
    }
    return open;
  }

  private void prune(History open) {
    if (prunedAt == null || machine.ticker().since(prunedAt).compareTo(A_DAY) >= 0) {
      int gone = open.forget(machine.clock().instant().minus(plan.keep()));
      prunedAt = machine.ticker().nanos();
      if (gone > 0) {
        LOG.atInfo()
            .addKeyValue("entries", gone)
            .log("what is older than `history: keep:` is gone");
      }
    }
  }

  private void isKept(History open) {
    if (!(state instanceof Kept)) {
      LOG.atInfo().addKeyValue("in", open.place()).log("the history is kept");
      state = new Kept(machine.clock().instant());
    }
  }

  private void lost(List<HistoryEntry> batch, String why) {
    close(history);
    history = null;
    waiting.putBack(batch);
    if (!(state instanceof Lost(_, var before, _) && before.equals(why))) {
      LOG.atWarn()
          .addKeyValue("why", why)
          .log("the history cannot be kept; what happens waits on this machine");
    }
    var since = state instanceof Lost before ? before.since() : machine.clock().instant();
    state = new Lost(since, why, waiting.dropped());
  }

  /** What waits is kept, or left where the next service finds it. */
  private void end() {
    var rest = waiting.rest();
    try {
      if (history != null) {
        history.keep(rest);
        return;
      }
    } catch (History.Unavailable e) {
      LOG.atWarn().addKeyValue("why", e.why()).log("the end of the history waits in the spool");
    }
    waiting.putBack(rest);
  }

  private static void close(@Nullable History history) {
    if (history != null) {
      history.close();
    }
  }

  /** Not by an interrupt, which would close the files that the rest is kept in. */
  @Override
  public void close() {
    closing.countDown();
    waiting.wake();
    try {
      if (!thread.join(TO_END)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close(history);
  }
}
