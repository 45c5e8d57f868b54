package io.xendisk.service;

import io.xendisk.answer.Failures;
import io.xendisk.operation.Operations;
import io.xendisk.port.Ticker;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What the service does in one pool, by the object that it is about: one errand for each at a time,
 * and after one that came to nothing none before its time, unless the object has changed. Confined
 * to the keeper's thread, but for the ends of errands.
 */
final class Errands {
  private static final Logger LOG = LoggerFactory.getLogger(Errands.class);
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final PoolDesk desk;
  private final OwnDeeds deeds;
  private final Machine machine;
  private final Map<String, Last> last = new HashMap<>();

  Errands(PoolDesk desk, OwnDeeds deeds, Machine machine) {
    this.desk = desk;
    this.deeds = deeds;
    this.machine = machine;
  }

  /** Something that is done to the pool; what kept it from being done. */
  @FunctionalInterface
  interface Errand {
    Optional<Trouble> on(Operations operations) throws InterruptedException;
  }

  /** The last one for an object. */
  private static final class Last {
    private final BackOff backOff;
    private Object facts = "";
    private long at;
    private Duration wait = Duration.ZERO;

    /** It is begun again after this, whatever came of it; zero for one that is not. */
    private Duration period = Duration.ZERO;

    private @Nullable Job<Optional<Trouble>> job;
    private volatile Optional<Trouble> told = Optional.empty();

    Last(RandomGenerator random) {
      this.backOff = new BackOff(FIRST, LONGEST, random);
    }

    boolean isUnderWay() {
      return job != null && !job.isDone();
    }

    Duration longest() {
      return wait.compareTo(period) > 0 ? wait : period;
    }

    boolean isWithin(Duration time, Ticker ticker) {
      return job != null && ticker.since(at).compareTo(time) < 0;
    }
  }

  /**
   * Begins an errand, unless one for the same object is under way, or it is too early for another.
   *
   * @param facts what it depends on: when they are others, it is not too early
   */
  void begin(String object, Object facts, Errand errand) {
    every(Duration.ZERO, object, facts, errand);
  }

  /** The same for one that is begun again and again, whatever came of it. */
  void every(Duration time, String object, Object facts, Errand errand) {
    var before = last.computeIfAbsent(object, _ -> new Last(machine.random()));
    boolean same = before.facts.equals(facts);
    boolean wentWell = before.told.isEmpty();
    before.period = time;
    if (time.isPositive() && wentWell && !before.isUnderWay()) {
      before.wait = Duration.ZERO;
    }
    if (before.isUnderWay() || (same && before.isWithin(before.longest(), machine.ticker()))) {
      return;
    }
    if (!same || (time.isPositive() && wentWell)) {
      before.backOff.reset();
    }
    before.facts = facts;
    before.at = machine.ticker().nanos();
    before.wait = before.backOff.next();
    var job = desk.start(object, operations -> identified(object, errand, operations));
    before.job = job;
    long begun = before.at;
    job.whenEnded(
        end -> {
          measure(object, end, begun);
          ended(object, before, trouble(object, end));
        });
  }

  /** How soon one may be begun again; empty if none waits for that. */
  Optional<Duration> untilNext() {
    return last.values().stream()
        .filter(each -> !each.isUnderWay() && each.isWithin(each.longest(), machine.ticker()))
        .map(each -> each.longest().minus(machine.ticker().since(each.at)))
        .min(Duration::compareTo);
  }

  /** What is logged meanwhile says for which errand. */
  private static Optional<Trouble> identified(String object, Errand errand, Operations operations)
      throws InterruptedException {
    try (var _ = MDC.putCloseable("operation", object)) {
      return errand.on(operations);
    }
  }

  /** By the first word of the object: of those there are a few. */
  private void measure(String object, Job.End<Optional<Trouble>> end, long begun) {
    var result =
        switch (end) {
          case Job.End.Done<Optional<Trouble>>(var trouble) ->
              trouble.isEmpty() ? Measured.Result.DONE : Measured.Result.HELD_UP;
          case Job.End.Failed<Optional<Trouble>>(InterruptedException _) ->
              Measured.Result.CANCELLED;
          case Job.End.Failed<Optional<Trouble>>(Throwable _) -> Measured.Result.FAILED;
        };
    machine
        .meter()
        .add(
            new Measured.Reconciled(
                desk.name(), object.split(" ", 2)[0], result, machine.ticker().since(begun)));
  }

  private void ended(String object, Last of, Optional<Trouble> trouble) {
    if (trouble.filter(each -> !each.passes()).isPresent() && !trouble.equals(of.told)) {
      LOG.atWarn()
          .addKeyValue("pool", desk.name())
          .addKeyValue("object", object)
          .addKeyValue("error", trouble.get().id())
          .log("{}", trouble.get().words());
      deeds.failed(object, trouble.get());
    }
    of.told = trouble;
    desk.wake();
  }

  private static Optional<Trouble> trouble(String object, Job.End<Optional<Trouble>> end) {
    return switch (end) {
      case Job.End.Done<Optional<Trouble>>(var trouble) -> trouble;
      case Job.End.Failed<Optional<Trouble>>(var why) -> trouble(object, why);
    };
  }

  private static Optional<Trouble> trouble(String object, Throwable failure) {
    return switch (failure) {
      case PoolException e -> Optional.of(Trouble.of(Failures.of(e).explanation()));
      case InterruptedException _ -> Optional.empty();
      case Throwable other -> {
        LOG.atError().addKeyValue("object", object).setCause(other).log("an errand has failed");
        yield Optional.of(new Trouble("internal-error", other.toString()));
      }
    };
  }
}
