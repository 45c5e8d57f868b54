package io.xendisk.service.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import io.xendisk.answer.Failure;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.service.Service;
import java.net.URI;

/** The service's door: HTTP at one address. Thread-safe; what it has started ends with it. */
public final class HttpFront implements AutoCloseable {
  private final Javalin javalin;
  private final String host;

  private HttpFront(Javalin javalin, String host) {
    this.javalin = javalin;
    this.host = host;
  }

  /**
   * Opens it.
   *
   * @param port 0 for one that is free
   * @throws Failure where the address cannot be had
   */
  public static HttpFront open(String host, int port, Service service) {
    var javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.startup.startupWatcherEnabled = false;
              config.concurrency.useVirtualThreads = true;
              routes(config, service);
            });
    try {
      return new HttpFront(javalin.start(host, port), host);
    } catch (JavalinException e) {
      throw cannotListen(host, port, e);
    }
  }

  private static Failure cannotListen(String host, int port, JavalinException e) {
    var why = e.getCause() == null ? e : e.getCause();
    return new Failure(
        new Explanation(
            "cannot-listen",
            Exit.USAGE,
            "the service cannot listen at %s port %d: %s".formatted(host, port, why.getMessage()),
            "Say another address with --listen HOST:PORT or `service: listen:`, or end who has"
                + " it."));
  }

  private static void routes(JavalinConfig config, Service service) {
    new Health(service).addTo(config.routes);
  }

  /** Where it is to be found. */
  public URI url() {
    var literal = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://%s:%d".formatted(literal, javalin.port()));
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
