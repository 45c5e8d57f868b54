package io.xendisk.service.work;

import io.xendisk.answer.Answer;
import io.xendisk.answer.DocumentWriter;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.answer.Failures;
import io.xendisk.answer.Prose;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.port.AuditTrail;
import io.xendisk.port.Journal;
import io.xendisk.service.Change;
import io.xendisk.service.ChangeFeed;
import io.xendisk.service.Job;
import io.xendisk.service.Machine;
import io.xendisk.service.PoolDesk;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations that people asked for: begins them, knows them by their ids, and remembers them
 * beyond its own end. The journal is for reading only: what is really so, the pool says.
 * Thread-safe.
 */
public final class DealBook {
  private static final Logger LOG = LoggerFactory.getLogger(DealBook.class);
  private static final int KEPT = 1000;
  private static final int AT_ONCE = 100;
  private static final int ID_BYTES = 6;

  private final Journal journal;
  private final AuditTrail audit;
  private final ChangeFeed feed;
  private final Machine machine;

  /** By id, which begins with when it began: the oldest first. */
  private final ConcurrentSkipListMap<String, Deal> deals = new ConcurrentSkipListMap<>();

  private final ConcurrentHashMap<String, UnderWay> running = new ConcurrentHashMap<>();
  private final Object beginning = new Object();
  private volatile boolean journalFails;

  private DealBook(Journal journal, AuditTrail audit, ChangeFeed feed, Machine machine) {
    this.journal = journal;
    this.audit = audit;
    this.feed = feed;
    this.machine = machine;
  }

  /** One that knows what the journal does; whatever had no end there has lost its process. */
  public static DealBook open(Journal journal, AuditTrail audit, ChangeFeed feed, Machine machine) {
    var book = new DealBook(journal, audit, feed, machine);
    for (var line : journal.lines()) {
      DealText.parse(line).ifPresent(deal -> book.deals.put(deal.id(), deal));
    }
    book.deals.values().stream()
        .filter(deal -> deal.end() == null)
        .forEach(deal -> book.keep(deal.ended(book.lost())));
    book.forget();
    return book;
  }

  private Deal.End lost() {
    return end(
        Deal.State.LOST,
        new Failure(
            new Explanation(
                "service-ended",
                Exit.PARTLY,
                "the service ended while this was under way",
                "Look at the status; the same request again finishes what was begun, or finds it"
                    + " done.")));
  }

  /** One that has not ended, and what tells when it has. */
  private record UnderWay(Job<Answer> job, CompletableFuture<Deal> ended) {}

  /** Who asks. */
  public record Asked(String by, String from, @Nullable String key) {}

  /**
   * Begins it.
   *
   * @return the deal; that of an earlier request where this one repeats it by its key
   * @throws Failure where the key was used for something else
   * @throws PoolException at once where the pool cannot be reached
   */
  public Deal begin(PoolDesk desk, Wanted wanted, Asked asked) {
    synchronized (beginning) {
      var before = earlier(asked);
      if (before.isPresent()) {
        return repeated(before.get(), desk, wanted);
      }
      if (running.size() >= AT_ONCE) {
        throw new Failure(
            new Explanation(
                "too-many-operations",
                Exit.CONFLICT,
                "%d operations are under way".formatted(AT_ONCE),
                "Wait until some are done."));
      }
      var now = machine.clock().instant();
      var deal =
          new Deal(
              id(now.toEpochMilli()),
              wanted.kind(),
              desk.name(),
              wanted.request(),
              asked.by(),
              asked.from(),
              asked.key(),
              now,
              null);
      var job = desk.start(wanted.kind().word() + " " + deal.id(), wanted.work());
      var ended = new CompletableFuture<Deal>();
      running.put(deal.id(), new UnderWay(job, ended));
      keep(deal);
      audit.add(line(deal));
      var _ = job.outcome().whenComplete((a, failure) -> ended.complete(finish(deal, a, failure)));
      forget();
      return deal;
    }
  }

  private Optional<Deal> earlier(Asked asked) {
    return asked.key() == null
        ? Optional.empty()
        : deals.values().stream()
            .filter(deal -> asked.key().equals(deal.key()) && deal.by().equals(asked.by()))
            .findFirst();
  }

  private static Deal repeated(Deal before, PoolDesk desk, Wanted wanted) {
    if (before.kind() != wanted.kind()
        || !before.pool().equals(desk.name())
        || !before.request().equals(wanted.request())) {
      throw new Failure(
          new Explanation(
              "idempotency-key-reused",
              Exit.REFUSED,
              "the Idempotency-Key belongs to another request, operation %s".formatted(before.id()),
              "Take a new key for each new request, and the old one to repeat it only."));
    }
    return before;
  }

  private String id(long millis) {
    var bytes = new byte[ID_BYTES];
    machine.random().nextBytes(bytes);
    return "%011x%s".formatted(millis, HexFormat.of().formatHex(bytes));
  }

  private Deal finish(Deal deal, @Nullable Answer answer, @Nullable Throwable failure) {
    var end = answer == null ? failed(failure) : answered(answer);
    var ended = deal.ended(end);
    keep(ended);
    running.remove(deal.id());
    audit.add(line(ended));
    return ended;
  }

  private Deal.End answered(Answer answer) {
    return new Deal.End(
        answer.exit() == Exit.DONE ? Deal.State.DONE : Deal.State.FAILED,
        machine.clock().instant(),
        answer.exit().code(),
        answer.document(),
        answer.text(),
        answer.names(),
        answer.talk());
  }

  private Deal.End failed(@Nullable Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped -> failed(wrapped.getCause());
      case Failure said -> end(stateOf(said), said);
      case PoolException outside -> {
        var said = Failures.of(outside);
        yield end(stateOf(said), said);
      }
      case InterruptedException _ -> end(Deal.State.CANCELLED, Failures.interrupted());
      case null, default -> {
        LOG.atError().setCause(failure).log("an operation failed");
        yield end(
            Deal.State.FAILED,
            new Failure(
                new Explanation(
                    "internal-error",
                    Exit.FAILED,
                    "the service itself failed at this operation",
                    "Look at the status before anything else; the service's log says more.")));
      }
    };
  }

  private static Deal.State stateOf(Failure said) {
    return said.explanation().exit() == Exit.INTERRUPTED ? Deal.State.CANCELLED : Deal.State.FAILED;
  }

  private Deal.End end(Deal.State state, Failure failure) {
    var result = Documents.map();
    result.put("error", Documents.error(failure.explanation(), failure.poolError()));
    result.putAll(failure.members());
    var talk = new java.util.ArrayList<>(Prose.of(failure.explanation()));
    talk.addAll(failure.talk());
    return new Deal.End(
        state,
        machine.clock().instant(),
        failure.explanation().exit().code(),
        result,
        List.of(),
        List.of(),
        talk);
  }

  private void keep(Deal deal) {
    deals.put(deal.id(), deal);
    boolean kept = journal.add(DealText.line(deal));
    if (kept == journalFails) {
      journalFails = !kept;
      LOG.atWarn()
          .log(
              kept
                  ? "operations are remembered again"
                  : "operations cannot be remembered: disk full?");
    }
    feed.publish(deal.pool(), Change.What.OPERATION, deal.id());
  }

  private AuditTrail.Line line(Deal deal) {
    var end = deal.end();
    return new AuditTrail.Line(
        end == null ? deal.started() : end.at(),
        deal.by(),
        deal.from(),
        deal.id(),
        deal.kind().word(),
        deal.pool(),
        DocumentWriter.json(deal.request()),
        end == null ? null : end.state().word(),
        end == null ? null : end.exit());
  }

  private void forget() {
    while (deals.size() > KEPT) {
      deals.pollFirstEntry();
    }
  }

  public Optional<Deal> find(String id) {
    return Optional.ofNullable(deals.get(id));
  }

  /** The same once it has ended, or this time is over. */
  public Optional<Deal> await(String id, Duration atMost) throws InterruptedException {
    var underWay = running.get(id);
    if (underWay != null) {
      try {
        return Optional.of(underWay.ended().get(atMost.toNanos(), TimeUnit.NANOSECONDS));
      } catch (TimeoutException | ExecutionException e) {
        return find(id); // it says itself how it stands
      }
    }
    return find(id);
  }

  /** The newest first. */
  public List<Deal> all() {
    return List.copyOf(deals.descendingMap().values());
  }

  /** What it said it waits for, while it is under way. */
  public List<String> progress(String id) {
    var underWay = running.get(id);
    return underWay == null ? List.of() : underWay.job().progress();
  }

  /** Ends it as soon as it can be left; nothing if it has ended. */
  public void cancel(String id) {
    var underWay = running.get(id);
    if (underWay != null) {
      underWay.job().cancel();
    }
  }

  /** As the API shows it. */
  public Map<String, Object> document(Deal deal) {
    return deal.document(progress(deal.id()));
  }
}
