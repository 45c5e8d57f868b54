package io.xendisk.service.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** When each pool was last heard: an answer to its event loop, an empty one too. Thread-safe. */
final class Heard {
  private static final String EVENTS = "event.from";
  private static final double MILLIS = 1000;

  private final MeterRegistry registry;
  private final Map<String, AtomicLong> at = new ConcurrentHashMap<>();

  Heard(MeterRegistry registry) {
    this.registry = registry;
  }

  void called(String pool, String method, boolean done) {
    if (done && method.equals(EVENTS)) {
      at.computeIfAbsent(pool, this::gauge).set(registry.config().clock().wallTime());
    }
  }

  private AtomicLong gauge(String pool) {
    var last = new AtomicLong();
    Gauge.builder("xendisk.pool.last.event.timestamp", last, value -> value.get() / MILLIS)
        .description("When the pool last answered the event loop")
        .baseUnit("seconds")
        .tags(Tags.of("pool", pool))
        .strongReference(true)
        .register(registry);
    return last;
  }
}
