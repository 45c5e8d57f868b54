package io.xendisk;

import io.xendisk.answer.DocumentWriter;
import io.xendisk.answer.Documents;
import io.xendisk.cli.Serving;
import io.xendisk.cli.Serving.Served;
import io.xendisk.cli.World;
import io.xendisk.domain.Exit;
import io.xendisk.operation.Operations;
import io.xendisk.port.Pool;
import io.xendisk.port.Progress;
import io.xendisk.port.Timings;
import io.xendisk.service.Machine;
import io.xendisk.service.Measured;
import io.xendisk.service.PoolDesk;
import io.xendisk.service.PoolSource;
import io.xendisk.service.Service;
import io.xendisk.service.http.HttpFront;
import io.xendisk.service.metrics.Metrics;
import io.xendisk.service.metrics.Scrape;
import io.xendisk.service.work.AuditLog;
import io.xendisk.service.work.OperationBook;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
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
  private final Metrics metrics = new Metrics();

  ServiceWiring(World world, Serving serving) {
    this.world = world;
    this.serving = serving;
  }

  /** Serves until this thread is interrupted; the exit code. */
  int serve() {
    // A service logs, unlike a command (Main).
    System.clearProperty("slf4j.provider");
    System.setProperty("xendisk.log", serving.settings().plainLog() ? "text" : "json");
    var sources = serving.pools().stream().map(this::source).toList();
    var workstation = world.workstation();
    var machine =
        new Machine(
            workstation.clock(), world.ticker(), workstation.pause(), world.random(), metrics);
    try (var service = Service.start(sources, machine);
        var front = front(service, machine)) {
      service.awaitFirstTry(FIRST_TRY);
      world.out().println(DocumentWriter.json(ready(front, service)));
      world.out().flush();
      new CountDownLatch(1).await();
      return Exit.DONE.code();
    } catch (InterruptedException e) {
      return Exit.INTERRUPTED.code();
    }
  }

  private HttpFront front(Service service, Machine machine) {
    var operations = operations(service, machine);
    var scrape = new Scrape(metrics, service, operations::running);
    return HttpFront.open(door(scrape), service, operations, machine);
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

  private OperationBook operations(Service service, Machine machine) {
    return OperationBook.open(serving.operations(), new AuditLog(), service.feed(), machine);
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

  private PoolSource source(Served served) {
    var settings = served.settings();
    return new PoolSource(
        served.name(),
        () -> world.connection().open(settings, served.password().get(), timings(served.name())),
        (pool, progress) -> operations(served, pool, progress),
        served.tellers());
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
    return world.operations(
        world.surroundings(pool, progress, settings).with(timings(served.name())), settings);
  }
}
