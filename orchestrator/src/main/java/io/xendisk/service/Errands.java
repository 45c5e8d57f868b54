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
  private final Ticker ticker;
  private final RandomGenerator random;
  private final Map<String, Last> last = new HashMap<>();

  Errands(PoolDesk desk, Ticker ticker, RandomGenerator random) {
    this.desk = desk;
    this.ticker = ticker;
    this.random = random;
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
    private @Nullable Job<Optional<Trouble>> job;
    private volatile Optional<Trouble> told = Optional.empty();

    Last(RandomGenerator random) {
      this.backOff = new BackOff(FIRST, LONGEST, random);
    }

    boolean isUnderWay() {
      return job != null && !job.isDone();
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
    var before = last.computeIfAbsent(object, _ -> new Last(random));
    boolean same = before.facts.equals(facts);
    var wait = before.wait.compareTo(time) > 0 ? before.wait : time;
    if (before.isUnderWay() || (same && before.isWithin(wait, ticker))) {
      return;
    }
    if (!same) {
      before.backOff.reset();
    }
    before.facts = facts;
    before.at = ticker.nanos();
    before.wait = before.backOff.next();
    var job = desk.start(object, errand::on);
    before.job = job;
    job.whenEnded(end -> ended(object, before, trouble(object, end)));
  }

  /** How soon one that came to nothing may be begun again; empty if none waits for that. */
  Optional<Duration> untilNext() {
    return last.values().stream()
        .filter(each -> !each.isUnderWay() && each.isWithin(each.wait, ticker))
        .map(each -> each.wait.minus(ticker.since(each.at)))
        .min(Duration::compareTo);
  }

  private void ended(String object, Last of, Optional<Trouble> trouble) {
    if (trouble.isPresent() && !trouble.equals(of.told)) {
      LOG.atWarn()
          .addKeyValue("pool", desk.name())
          .addKeyValue("object", object)
          .addKeyValue("error", trouble.get().id())
          .log("{}", trouble.get().words());
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
