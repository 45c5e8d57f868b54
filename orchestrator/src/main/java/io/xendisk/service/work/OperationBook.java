package io.xendisk.service.work;

import io.xendisk.answer.Answer;
import io.xendisk.answer.DocumentWriter;
import io.xendisk.answer.Failure;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.port.AuditTrail;
import io.xendisk.port.Journal;
import io.xendisk.service.Change;
import io.xendisk.service.ChangeFeed;
import io.xendisk.service.Job;
import io.xendisk.service.Machine;
import io.xendisk.service.Measured;
import io.xendisk.service.PoolDesk;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.MDC;

/**
 * The operations that people asked for: begins them, knows them by their ids, and remembers them
 * beyond its own end. The journal is for reading only: what is really so, the pool says.
 * Thread-safe.
 */
public final class OperationBook {
  private static final int AT_ONCE = 100;
  private static final int ID_BYTES = 6;

  private final OperationMemory memory;
  private final AuditTrail audit;
  private final ChangeFeed feed;
  private final Machine machine;
  private final OperationEnds ends;
  private final ConcurrentHashMap<String, UnderWay> running = new ConcurrentHashMap<>();
  private final Object beginning = new Object();

  private OperationBook(
      OperationMemory memory, AuditTrail audit, ChangeFeed feed, Machine machine) {
    this.memory = memory;
    this.audit = audit;
    this.feed = feed;
    this.machine = machine;
    this.ends = new OperationEnds(machine.clock());
  }

  /** One that knows what the journal does; whatever had no end there has lost its process. */
  public static OperationBook open(
      Journal journal, AuditTrail audit, ChangeFeed feed, Machine machine) {
    var book = new OperationBook(new OperationMemory(journal), audit, feed, machine);
    book.memory.all().stream()
        .filter(operation -> operation.end() == null)
        .forEach(operation -> book.keep(operation.ended(book.ends.lost())));
    return book;
  }

  /** One that has not ended, and what tells when it has. */
  private record UnderWay(Job<Answer> job, CompletableFuture<Operation> ended) {}

  /**
   * Begins it.
   *
   * @return the operation; that of an earlier request where this one repeats it by its key
   * @throws Failure where the key was used for something else
   * @throws io.xendisk.xenapi.PoolException at once where the pool cannot be reached
   */
  public Operation begin(PoolDesk desk, Wanted wanted, Asked asked) {
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
      var operation = fresh(desk, wanted, asked);
      var job =
          desk.start(
              wanted.kind().word() + " " + operation.id(),
              identified(operation.id(), wanted.work()));
      var ended = new CompletableFuture<Operation>();
      running.put(operation.id(), new UnderWay(job, ended));
      keep(operation);
      audit.add(line(operation));
      job.whenEnded(
          end -> {
            if (!wanted.isPlan()) {
              desk.hasDone();
            }
            ended.complete(finish(operation.ended(ends.of(end))));
          });
      return operation;
    }
  }

  /** What is logged meanwhile says for which operation. */
  private static Job.Work<Answer> identified(String id, Job.Work<Answer> work) {
    return operations -> {
      try (var _ = MDC.putCloseable("operation", id)) {
        return work.on(operations);
      }
    };
  }

  private Optional<Operation> earlier(Asked asked) {
    return asked.key() == null ? Optional.empty() : memory.withKey(asked.by(), asked.key());
  }

  private static Operation repeated(Operation before, PoolDesk desk, Wanted wanted) {
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

  private Operation fresh(PoolDesk desk, Wanted wanted, Asked asked) {
    var now = machine.clock().instant();
    return new Operation(
        id(now.toEpochMilli()),
        wanted.kind(),
        desk.name(),
        wanted.request(),
        asked.by(),
        asked.from(),
        asked.key(),
        now,
        null);
  }

  private String id(long millis) {
    var bytes = new byte[ID_BYTES];
    machine.random().nextBytes(bytes);
    return "%011x%s".formatted(millis, HexFormat.of().formatHex(bytes));
  }

  private Operation finish(Operation ended) {
    keep(ended);
    measure(ended);
    running.remove(ended.id());
    audit.add(line(ended));
    return ended;
  }

  private void measure(Operation ended) {
    var end = Objects.requireNonNull(ended.end(), "it has no end");
    var time = Duration.between(ended.started(), end.at());
    machine
        .meter()
        .add(
            new Measured.Ended(
                ended.pool(),
                ended.kind().word(),
                ended.state().word(),
                time.isNegative() ? Duration.ZERO : time));
  }

  /** How many have not ended. */
  public int running() {
    return running.size();
  }

  private void keep(Operation operation) {
    memory.keep(operation);
    feed.publish(operation.pool(), Change.What.OPERATION, operation.id());
  }

  private static AuditTrail.Line line(Operation operation) {
    var end = operation.end();
    return new AuditTrail.Line(
        end == null ? operation.started() : end.at(),
        operation.started(),
        operation.by(),
        operation.from(),
        operation.id(),
        operation.kind().word(),
        operation.pool(),
        DocumentWriter.json(operation.request()),
        end == null ? null : end.state().word(),
        end == null ? null : end.exit(),
        end == null ? Map.of() : end.result());
  }

  public Optional<Operation> find(String id) {
    return memory.find(id);
  }

  /** The same once it has ended, or this time is over. */
  public Optional<Operation> await(String id, Duration atMost) throws InterruptedException {
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
  public List<Operation> all() {
    return memory.all();
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
  public Map<String, Object> document(Operation operation) {
    return operation.document(progress(operation.id()));
  }
}
