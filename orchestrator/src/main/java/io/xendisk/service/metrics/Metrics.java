package io.xendisk.service.metrics;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.xendisk.service.Measured;
import io.xendisk.service.Meter;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is counted and timed, by the names of docs/metrics/README.md. Every label has a bound that
 * the configuration or the code sets. Thread-safe.
 */
public final class Metrics implements Meter {
  /** The seconds that a distribution is counted by. */
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Outlooks outlooks = new Outlooks(registry);
  private final Heard heard = new Heard(registry);

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  /** Brings to the front what is kept beside it. */
  void show() {
    outlooks.show();
  }

  @Override
  public void add(Measured what) {
    switch (what) {
      case Measured.Called(var pool, var method, var time, var failure) -> {
        heard.called(pool, method, failure == null);
        var tags = Tags.of("pool", pool, "method", method, "outcome", outcome(failure));
        timer("xendisk.xenapi.call", "XenAPI calls", tags).record(time);
      }
      case Measured.Seen(var pool, var lag) ->
          distribution(
                  "xendisk.event.lag",
                  "From the pool's word of a change to the end of the look at it",
                  Tags.of("pool", pool))
              .record(lag);
      case Measured.Waited(var pool, var waited, var time) ->
          timer("xendisk.wait", "Waits of operations", Tags.of("pool", pool, "for", waited.word()))
              .record(time);
      case Measured.Reconciled(var pool, var deed, var result, var time) ->
          timer(
                  "xendisk.reconcile",
                  "What the service does of itself",
                  Tags.of("pool", pool, "what", deed, "result", word(result)))
              .record(time);
      case Measured.Ended(var pool, var kind, var state, var time) ->
          timer(
                  "xendisk.operation",
                  "What was asked for, by API and page",
                  Tags.of("pool", pool, "kind", kind, "outcome", state))
              .record(time);
      case Measured.Turned(var pool, var outlook) -> outlooks.keep(pool, outlook);
      case Measured.Answered(var method, var route, var status, var time) -> {
        var known = METHODS.contains(method) ? method : "other";
        var tags =
            Tags.of(
                "method",
                known,
                "route",
                route.isEmpty() ? "none" : route,
                "status",
                String.valueOf(status));
        distribution("xendisk.http.request", "Requests but those that listen to events", tags)
            .record(time);
      }
    }
  }

  private Timer timer(String name, String help, Tags tags) {
    return Timer.builder(name).description(help).tags(tags).register(registry);
  }

  private Timer distribution(String name, String help, Tags tags) {
    return Timer.builder(name)
        .description(help)
        .tags(tags)
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }

  private static String outcome(@Nullable PoolException failure) {
    return switch (failure) {
      case null -> "done";
      case PoolException.Rejected _ -> "rejected";
      case PoolException.NotSent _ -> "not-sent";
      case PoolException.ReplyLost _ -> "reply-lost";
    };
  }

  private static String word(Measured.Result result) {
    return result.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
