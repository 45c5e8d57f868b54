package io.xendisk.service;

import io.xendisk.answer.Failure;
import io.xendisk.answer.Failures;
import io.xendisk.domain.Explanation;
import io.xendisk.operation.Found;
import io.xendisk.operation.Operations;
import io.xendisk.operation.ShowStatus.Status;
import io.xendisk.port.PoolEvents;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one pool open: logs in, listens, looks again when something happened and every few minutes
 * besides, and tries again for ever when the pool is away. One virtual thread, which ends with it.
 */
final class PoolKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(PoolKeeper.class);
  private static final Duration FULL_CHECK = Duration.ofMinutes(3);
  private static final Duration TO_END = Duration.ofSeconds(35);

  private final PoolSource source;
  private final PoolDesk desk;
  private final OwnDeeds deeds;
  private final Machine machine;
  private final BackOff backOff;
  private final Thread thread;

  PoolKeeper(PoolSource source, PoolDesk desk, Machine machine) {
    this.source = source;
    this.desk = desk;
    this.machine = machine;
    this.deeds = new OwnDeeds(source.name(), source.history(), machine);
    this.backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(30), machine.random());
    this.thread = Thread.ofVirtual().name("pool-" + source.name()).unstarted(this::keep);
  }

  PoolDesk desk() {
    return desk;
  }

  void start() {
    thread.start();
  }

  /** Ends what is under way at this pool, then the session. */
  void stop() {
    desk.close();
    thread.interrupt();
    try {
      thread.join(TO_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep() {
    try {
      while (true) {
        try (var pool = source.opening().open()) {
          desk.opened(pool);
          attend(pool);
        } catch (PoolException e) {
          away(Failures.of(e).explanation());
        } catch (Failure e) {
          away(e.explanation());
        } finally {
          desk.lost();
        }
        machine.pause().pass(backOff.next());
      }
    } catch (InterruptedException e) {
      LOG.atInfo().addKeyValue("pool", source.name()).log("the pool is not watched any more");
    } catch (RuntimeException | Error e) {
      LOG.atError().addKeyValue("pool", source.name()).setCause(e).log("the watch has failed");
      throw e;
    }
  }

  /** Returns where a new login may help. */
  private void attend(io.xendisk.port.Pool pool) throws InterruptedException {
    var errands = new Errands(desk, deeds, machine);
    var work = new Work(desk, deeds, machine.meter());
    var reconciler = new Reconciler(errands, work, machine.clock());
    try (var events = pool.events(machine.random())) {
      desk.onWake(events::wake);
      boolean declared = false;
      @Nullable Long heard = null;
      while (true) {
        try {
          var operations = source.workbench().on(pool.anew(), _ -> {});
          var seen = look(operations);
          if (desk.isKept()) {
            if (!declared) {
              errands.begin("declare", "at the start", work::declare);
              declared = true;
            }
            reconciler.consider(operations, seen);
          }
          measure(heard);
          backOff.reset();
          boolean changed = events.changed(untilNextLook(errands, reconciler));
          heard = changed && events.lag().isPositive() ? since(events.lag()) : null;
        } catch (PoolException e) {
          away(Failures.of(e).explanation());
          if (isRefused(e)) {
            return;
          }
          heard = null;
          machine.pause().pass(backOff.next());
        }
        silence(events);
      }
    }
  }

  private long since(Duration lag) {
    return machine.ticker().nanos() - lag.toNanos();
  }

  /** How long after the pool told of something it was seen. */
  private void measure(@Nullable Long heard) {
    if (heard != null) {
      machine.meter().add(new Measured.Seen(source.name(), machine.ticker().since(heard)));
    }
  }

  private static Duration untilNextLook(Errands errands, Reconciler reconciler) {
    return Stream.of(errands.untilNext(), reconciler.untilNext())
        .flatMap(Optional::stream)
        .filter(time -> time.compareTo(FULL_CHECK) < 0)
        .min(Duration::compareTo)
        .orElse(FULL_CHECK);
  }

  private Status look(Operations operations) {
    long before = desk.done();
    var status =
        switch (operations.showStatus().run(null)) {
          case Found.One<Status>(var found) -> found;
          case Found.Not<Status>(var why) ->
              throw new IllegalStateException("no word was said: " + why);
        };
    desk.shows(status, before);
    if (desk.isKept()) {
      deeds.saw(status.inventory().notes());
    }
    if (!(desk.state() instanceof PoolState.Connected)) {
      LOG.atInfo().addKeyValue("pool", source.name()).log("connected");
    }
    desk.isConnected();
    return status;
  }

  /** A pool that is not heard may still answer; it is asked then. */
  private void silence(PoolEvents events) {
    events.silence().ifPresent(e -> away(Failures.of(e).explanation()));
  }

  private void away(Explanation why) {
    if (desk.isAway(why)) {
      LOG.atWarn()
          .addKeyValue("pool", source.name())
          .addKeyValue("error", why.id())
          .log("{}", why.message());
    }
  }

  private static boolean isRefused(PoolException e) {
    return e instanceof PoolException.Rejected rejected
        && rejected.code().equals("SESSION_AUTHENTICATION_FAILED");
  }
}
