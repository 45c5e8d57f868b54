package io.xendisk;

import io.xendisk.answer.DocumentWriter;
import io.xendisk.answer.Documents;
import io.xendisk.cli.Serving;
import io.xendisk.cli.Serving.Served;
import io.xendisk.cli.World;
import io.xendisk.domain.Exit;
import io.xendisk.operation.Operations;
import io.xendisk.port.AuditTrail;
import io.xendisk.port.HistoryWriter;
import io.xendisk.port.Pool;
import io.xendisk.port.Progress;
import io.xendisk.port.Timings;
import io.xendisk.service.Machine;
import io.xendisk.service.Measured;
import io.xendisk.service.PoolDesk;
import io.xendisk.service.PoolSource;
import io.xendisk.service.Service;
import io.xendisk.service.history.AuditHistory;
import io.xendisk.service.history.Chronicle;
import io.xendisk.service.http.HttpFront;
import io.xendisk.service.metrics.Metrics;
import io.xendisk.service.metrics.Scrape;
import io.xendisk.service.work.AuditLog;
import io.xendisk.service.work.OperationBook;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the service's object graph together, and keeps it until somebody ends it. */
final class ServiceWiring {
  /** A pool that does not answer keeps nobody from being told where the service is. */
  private static final Duration FIRST_TRY = Duration.ofSeconds(5);

  private final World world;
  private final Serving serving;
  private final Metrics metrics;

  ServiceWiring(World world, Serving serving) {
    this.world = world;
    this.serving = serving;
    // A service logs, unlike a command (Main); whoever logs first decides it for good.
    System.clearProperty("slf4j.provider");
    if (serving.settings().plainLog()) {
      System.setProperty("logback.configurationFile", "logback-text.xml");
    }
    this.metrics = new Metrics();
  }

  /** Serves until this thread is interrupted; the exit code. */
  int serve() {
    var workstation = world.workstation();
    var machine =
        new Machine(
            workstation.clock(), world.ticker(), workstation.pause(), world.random(), metrics);
    var wiring = new HistoryWiring(serving, world);
    try (var chronicle = Chronicle.start(wiring.plan(), machine);
        var keeping = wiring.keeping(chronicle, machine);
        var service = Service.start(sources(chronicle), keeping, machine);
        var front = front(service, chronicle, machine)) {
      service.awaitFirstTry(FIRST_TRY);
      world.out().println(DocumentWriter.json(ready(front, service)));
      world.out().flush();
      new CountDownLatch(1).await();
      return Exit.DONE.code();
    } catch (InterruptedException e) {
      return Exit.INTERRUPTED.code();
    }
  }

  private HttpFront front(Service service, Chronicle chronicle, Machine machine) {
    var operations = operations(service, chronicle, machine);
    var scrape = new Scrape(metrics, service, chronicle, operations::running);
    return HttpFront.open(door(scrape), service, operations, chronicle, machine);
  }

  private HttpFront.Plan door(Scrape scrape) {
    return new HttpFront.Plan(
        serving.settings(),
        serving.tokens(),
        serving.secrets(),
        serving.pools().stream()
            .collect(Collectors.toMap(Served::name, served -> served.settings().url())),
        world.outlets()::qrCode,
        scrape::text);
  }

  private OperationBook operations(Service service, Chronicle chronicle, Machine machine) {
    var log = new AuditLog();
    var history = new AuditHistory(chronicle);
    AuditTrail both =
        line -> {
          log.add(line);
          history.add(line);
        };
    return OperationBook.open(serving.operations(), both, service.feed(), machine);
  }

  private static Map<String, Object> ready(HttpFront front, Service service) {
    var document = Documents.map();
    document.put("url", front.url());
    document.put("pools", service.desks().stream().map(ServiceWiring::pool).toList());
    return document;
  }

  private static Map<String, Object> pool(PoolDesk desk) {
    var document = Documents.map();
    document.put("name", desk.name());
    document.put("state", desk.state().word());
    return document;
  }

  private List<PoolSource> sources(HistoryWriter history) {
    return serving.pools().stream().map(served -> source(served, history)).toList();
  }

  private PoolSource source(Served served, HistoryWriter history) {
    var settings = served.settings();
    return new PoolSource(
        served.name(),
        () -> world.connection().open(settings, served.password().get(), timings(served.name())),
        (pool, progress) -> operations(served, pool, progress),
        served.tellers(),
        history);
  }

  /** What is heard of one pool's calls and waits. */
  private Timings timings(String pool) {
    return new Timings() {
      @Override
      public void called(String method, Duration time, @Nullable PoolException failure) {
        metrics.add(new Measured.Called(pool, method, time, failure));
      }

      @Override
      public void waited(For what, Duration time) {
        metrics.add(new Measured.Waited(pool, what, time));
      }
    };
  }

  private Operations operations(Served served, Pool pool, Progress progress) {
    var settings = served.settings();
    return world
        .operations(
            world.surroundings(pool, progress, settings).with(timings(served.name())), settings)
        .at(serving.settings().schedules());
  }
}
