package io.xendisk.service;

import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.domain.history.Topic;
import io.xendisk.domain.history.What;
import io.xendisk.domain.history.Who;
import io.xendisk.domain.share.ShareRule;
import io.xendisk.domain.share.Standing;
import io.xendisk.port.History;
import io.xendisk.port.HistoryWriter;
import io.xendisk.port.Shares;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares the pools with other services by leases in their database, each for 12 s and said again
 * every 3 s: whoever dies is followed within 20 s. While the database is away everybody keeps what
 * he kept: better two at work on a pool, which the leases in it keep apart, than none. One virtual
 * thread, which ends with this. Thread-safe.
 */
public final class Sharing implements Keeping {
  private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);
  private static final Duration BEAT = Duration.ofSeconds(3);
  private static final Duration LEASE = Duration.ofSeconds(12);
  private static final Duration SETTLED = Duration.ofMinutes(1);
  private static final Duration TO_END = Duration.ofSeconds(10);

  private final Plan plan;
  private final Machine machine;
  private final ShareRule rule;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch first = new CountDownLatch(1);
  private final Thread thread;
  private volatile Map<String, String> keepers = Map.of();
  private volatile Consumer<String> told = _ -> {};
  private volatile boolean lost;
  private @Nullable Shares shares;

  /**
   * What is shared.
   *
   * @param us the name of this service, which no other one has
   */
  public record Plan(Shares.Opening opening, String us, List<String> pools, HistoryWriter history) {
    public Plan {
      pools = List.copyOf(pools);
    }
  }

  private Sharing(Plan plan, Machine machine) {
    this.plan = plan;
    this.machine = machine;
    this.rule = new ShareRule(plan.us(), plan.pools());
    this.thread = Thread.ofVirtual().name("sharing").unstarted(this::share);
  }

  /** Begins to share them; returns when it is known who keeps what, or after a while. */
  public static Sharing start(Plan plan, Machine machine) throws InterruptedException {
    var sharing = new Sharing(plan, machine);
    sharing.thread.start();
    var _ = sharing.first.await(BEAT.toNanos(), TimeUnit.NANOSECONDS);
    return sharing;
  }

  @Override
  public boolean isOurs(String pool) {
    return plan.us().equals(keepers.get(pool));
  }

  @Override
  public @Nullable String keeperOf(String pool) {
    return keepers.get(pool);
  }

  @Override
  public void onChange(Consumer<String> consumer) {
    told = consumer;
  }

  /** Whether it cannot be agreed on now. */
  public boolean isWithoutDatabase() {
    return lost;
  }

  private void share() {
    try {
      do {
        round();
        first.countDown();
      } while (!closing.await(BEAT.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      LOG.atInfo().log("the end of the sharing was not waited for");
    }
    leave();
  }

  private void round() {
    try {
      var open = shares;
      if (open == null) {
        open = plan.opening().open();
        shares = open;
      }
      var standing = open.beat(plan.us(), plan.pools(), LEASE, SETTLED);
      keepers(moved(open, standing));
      if (lost) {
        LOG.atInfo().log("pools are shared again");
      }
      lost = false;
    } catch (History.Unavailable e) {
      close(shares);
      shares = null;
      if (!lost) {
        LOG.atWarn()
            .addKeyValue("why", e.why())
            .log("pools cannot be shared now: each service goes on with those that it has");
      }
      lost = true;
    }
  }

  /** Who keeps what, after this service has taken and given what it should. */
  private Map<String, String> moved(Shares open, Standing standing) {
    var after = new HashMap<>(standing.keepers());
    var decided = rule.decide(standing);
    for (var pool : decided.give()) {
      open.give(pool, plan.us());
      after.remove(pool);
    }
    for (var pool : decided.take()) {
      if (open.take(pool, plan.us(), LEASE)) {
        after.put(pool, plan.us());
      }
    }
    return after;
  }

  private void keepers(Map<String, String> now) {
    var before = keepers;
    keepers = Map.copyOf(now);
    for (var pool : plan.pools()) {
      var had = before.get(pool);
      var has = now.get(pool);
      if (plan.us().equals(has) && !plan.us().equals(had)) {
        tell(pool, "keeps", had == null ? "nobody kept it" : "until now it was " + had);
      } else if (plan.us().equals(had) && !plan.us().equals(has)) {
        tell(pool, "gives-up", has == null ? "another one is to keep it" : "now it is " + has);
      }
      if (!java.util.Objects.equals(had, has)) {
        told.accept(pool);
      }
    }
  }

  private void tell(String pool, String kind, String text) {
    LOG.atInfo().addKeyValue("pool", pool).addKeyValue("us", plan.us()).log("{}: {}", kind, text);
    var now = machine.clock().instant();
    plan.history()
        .add(
            HistoryEntry.told(
                HistoryEntry.newId(now, machine.random()),
                now,
                new Who(plan.us(), "the service itself"),
                What.of(Topic.SERVICE, pool, kind),
                text));
  }

  private void leave() {
    var open = shares;
    if (open != null) {
      try {
        open.leave(plan.us());
      } catch (History.Unavailable e) {
        LOG.atInfo().log("the others will see by themselves that this service has ended");
      }
      open.close();
    }
  }

  private static void close(@Nullable Shares shares) {
    if (shares != null) {
      shares.close();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(TO_END)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
