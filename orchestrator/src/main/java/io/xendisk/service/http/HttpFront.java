package io.xendisk.service.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
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
import java.net.URI;
import java.util.function.Function;

/** The service's door: HTTP at one address. Thread-safe; what it has started ends with it. */
public final class HttpFront implements AutoCloseable {
  private static final int WITHOUT_TOKEN = 10;

  private final Javalin javalin;
  private final ServiceSettings settings;

  private HttpFront(Javalin javalin, ServiceSettings settings) {
    this.javalin = javalin;
    this.settings = settings;
  }

  /**
   * How the door is built.
   *
   * @param tokens who may come in
   * @param secrets finds the password of a certificate
   */
  public record Plan(
      ServiceSettings settings, PrivateFile tokens, Function<PasswordSource, String> secrets) {}

  /**
   * Opens it.
   *
   * @throws Failure where the address cannot be had, or the certificate not be used
   */
  public static HttpFront open(Plan plan, Service service, Machine machine) {
    var settings = plan.settings();
    var source = settings.certificate();
    var certificate = source == null ? null : Certificate.read(source, plan.secrets());
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
              routes(config, plan, service, machine);
            });
    try {
      return new HttpFront(javalin.start(), settings);
    } catch (JavalinException e) {
      throw cannotListen(settings.listen(), e);
    }
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

  private static void routes(JavalinConfig config, Plan plan, Service service, Machine machine) {
    var settings = plan.settings();
    boolean secure = settings.certificate() != null;
    int requests = settings.limits().requests();
    var tokens = new TokenBook(plan.tokens());
    var sessions = new WebSessions(tokens, machine.ticker(), machine.random());
    var ofTokens = new RequestLimit(requests, machine.ticker());
    var ofAddresses = new RequestLimit(requests / WITHOUT_TOKEN, machine.ticker());
    new SafeHeaders(secure).addTo(config.routes);
    new Gate(tokens, sessions, ofTokens, ofAddresses).addTo(config.routes);
    Problems.addTo(config.routes);
    new Health(service).addTo(config.routes);
    new Login(tokens, sessions, secure).addTo(config.routes);
  }

  /** Where it is to be found. */
  public URI url() {
    var host = settings.listen().host();
    var literal = host.contains(":") ? "[" + host + "]" : host;
    var scheme = settings.certificate() == null ? "http" : "https";
    return URI.create("%s://%s:%d".formatted(scheme, literal, javalin.port()));
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
