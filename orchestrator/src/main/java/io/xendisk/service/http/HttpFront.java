package io.xendisk.service.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import io.xendisk.answer.Failure;
import io.xendisk.config.ListenAddress;
import io.xendisk.config.PasswordSource;
import io.xendisk.config.ServiceSettings;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.port.PrivateFile;
import io.xendisk.service.Machine;
import io.xendisk.service.Service;
import io.xendisk.service.access.RequestLimit;
import io.xendisk.service.access.TokenBook;
import io.xendisk.service.access.WebSessions;
import io.xendisk.service.history.Chronicle;
import io.xendisk.service.work.OperationBook;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The service's door: HTTP at one address. Thread-safe; what it has started ends with it. */
public final class HttpFront implements AutoCloseable {
  private static final int WITHOUT_TOKEN = 10;

  private final Javalin javalin;
  private final ServiceSettings settings;

  private final EventRoutes events;

  private HttpFront(Javalin javalin, ServiceSettings settings, EventRoutes events) {
    this.javalin = javalin;
    this.settings = settings;
    this.events = events;
  }

  /**
   * How the door is built.
   *
   * @param tokens who may come in
   * @param secrets finds the password of a certificate
   * @param urls where each pool is reached first
   * @param qrCode draws what a label says
   * @param metrics what Prometheus reads, in its text format
   */
  public record Plan(
      ServiceSettings settings,
      PrivateFile tokens,
      Function<PasswordSource, String> secrets,
      Map<String, URI> urls,
      Function<String, boolean[][]> qrCode,
      Supplier<String> metrics) {}

  /**
   * Opens it.
   *
   * @throws Failure where the address cannot be had, or the certificate not be used
   */
  public static HttpFront open(
      Plan plan, Service service, OperationBook operations, Chronicle chronicle, Machine machine) {
    var settings = plan.settings();
    var source = settings.certificate();
    var certificate = source == null ? null : Certificate.read(source, plan.secrets());
    var tokens = new TokenBook(plan.tokens());
    var events = new EventRoutes(service.feed(), tokens);
    var javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.startup.startupWatcherEnabled = false;
              config.concurrency.useVirtualThreads = true;
              config.http.maxRequestSize = settings.limits().body();
              config.http.prefer405over404 = true;
              config.jetty.addConnector(
                  (server, http) -> FrontDoor.connector(server, http, settings, certificate));
              config.jetty.modifyServer(server -> server.setErrorHandler(new WireProblems()));
              config.jetty.modifyServletContextHandler(
                  context -> context.setErrorHandler(new WireProblems()));
              gate(config, settings, tokens, machine);
              var notice = new HistoryNotice(chronicle);
              notice.addTo(config.routes);
              new Health(service, notice).addTo(config.routes);
              new HistoryRoutes(chronicle, machine.clock()).addTo(config.routes);
              config.routes.get("/metrics", request -> metrics(request, plan.metrics()));
              config.requestLogger.http(
                  (request, millis) -> Requested.tell(machine.meter(), request, millis));
              var pools = new PoolRoutes(service, plan.urls());
              pools.addTo(config.routes);
              var orders = new OperationRoutes(pools, operations);
              orders.addTo(config.routes);
              new DeclaredRoutes(pools, orders).addTo(config.routes);
              events.addTo(config.routes);
              new Page(service, operations, machine.clock(), plan).addTo(config.routes);
            });
    try {
      return new HttpFront(javalin.start(), settings, events);
    } catch (JavalinException e) {
      throw cannotListen(settings.listen(), e);
    }
  }

  private static void metrics(Context request, Supplier<String> text) {
    Reading.query(request, Set.of());
    request.contentType("text/plain; version=0.0.4; charset=utf-8").result(text.get());
  }

  private static Failure cannotListen(ListenAddress listen, JavalinException e) {
    var why = e.getCause() == null ? e : e.getCause();
    return new Failure(
        new Explanation(
            "cannot-listen",
            Exit.USAGE,
            "the service cannot listen at %s port %d: %s"
                .formatted(listen.host(), listen.port(), why.getMessage()),
            "Say another address with --listen HOST:PORT or `service: listen:`, or end who has"
                + " it."));
  }

  /** Who comes in, how often, and what every answer has. */
  private static void gate(
      JavalinConfig config, ServiceSettings settings, TokenBook tokens, Machine machine) {
    boolean secure = settings.certificate() != null;
    int requests = settings.limits().requests();
    var sessions = new WebSessions(tokens, machine.ticker(), machine.random());
    var ofTokens = new RequestLimit(requests, machine.ticker());
    var ofAddresses = new RequestLimit(requests / WITHOUT_TOKEN, machine.ticker());
    new SafeHeaders(secure).addTo(config.routes);
    new Gate(tokens, sessions, ofTokens, ofAddresses, settings.openMetrics()).addTo(config.routes);
    Problems.addTo(config.routes);
    new Login(tokens, sessions, secure).addTo(config.routes);
  }

  /** Where it is to be found. */
  public URI url() {
    var host = settings.listen().host();
    var literal = host.contains(":") ? "[" + host + "]" : host;
    var scheme = settings.certificate() == null ? "http" : "https";
    return URI.create("%s://%s:%d".formatted(scheme, literal, javalin.port()));
  }

  /** What it answers to, as {@code GET /path}. */
  Set<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    events.close();
    javalin.stop();
  }
}
