package io.xendisk.service.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.xendisk.domain.disk.DiskState;
import io.xendisk.service.PoolDesk;
import io.xendisk.service.PoolState;
import io.xendisk.service.Service;
import io.xendisk.service.history.Chronicle;
import io.xendisk.service.history.HistoryState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * What Prometheus reads at one moment: all that was counted, and how every pool stands now; it asks
 * no pool. Thread-safe.
 */
public final class Scrape {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Metrics metrics;
  private final Service service;
  private final Chronicle chronicle;
  private final MultiGauge up;
  private final MultiGauge kept;
  private final MultiGauge since;
  private final MultiGauge looked;
  private final MultiGauge disks;

  /**
   * One of a service.
   *
   * @param running how many operations are under way
   */
  public Scrape(Metrics metrics, Service service, Chronicle chronicle, IntSupplier running) {
    MeterRegistry registry = metrics.registry();
    this.metrics = metrics;
    this.service = service;
    this.chronicle = chronicle;
    this.kept =
        gauge("xendisk.pool.kept", "1 while this service keeps the pool").register(registry);
    this.up = gauge("xendisk.pool.up", "1 while the pool can be reached").register(registry);
    this.since =
        gauge("xendisk.pool.state.since.timestamp", "Since when it can, or cannot, be reached")
            .baseUnit("seconds")
            .register(registry);
    this.looked =
        gauge("xendisk.pool.last.look.timestamp", "When the pool was last looked at wholly")
            .baseUnit("seconds")
            .register(registry);
    this.disks = gauge("xendisk.disks", "Disks as xendisk status shows them").register(registry);
    // Nobody else keeps what is asked here: else it is gone with the next garbage.
    Gauge.builder("xendisk.operations.running", running::getAsInt)
        .description("Operations under way")
        .strongReference(true)
        .register(registry);
    history(registry);
  }

  private void history(MeterRegistry registry) {
    Gauge.builder("xendisk.history.kept", chronicle, Scrape::isKept)
        .description("1 while the history is kept")
        .register(registry);
    TimeGauge.builder(
            "xendisk.history.state.since.timestamp",
            chronicle,
            TimeUnit.MILLISECONDS,
            it -> it.state().since().toEpochMilli())
        .description("Since when the history is kept, or is not")
        .register(registry);
    FunctionCounter.builder("xendisk.history.entries", chronicle, Chronicle::kept)
        .description("Entries kept since the start")
        .register(registry);
    FunctionCounter.builder("xendisk.history.dropped", chronicle, Chronicle::dropped)
        .description("Entries given up since the start, for which there was no room anywhere")
        .register(registry);
  }

  private static double isKept(Chronicle chronicle) {
    return chronicle.state() instanceof HistoryState.Kept ? 1 : 0;
  }

  private static MultiGauge.Builder gauge(String name, String help) {
    return MultiGauge.builder(name).description(help);
  }

  /** In Prometheus' text format. */
  public synchronized String text() {
    var ups = new ArrayList<Row<?>>();
    var keeps = new ArrayList<Row<?>>();
    var sinces = new ArrayList<Row<?>>();
    var looks = new ArrayList<Row<?>>();
    var counts = new ArrayList<Row<?>>();
    for (var desk : service.desks()) {
      var tags = Tags.of("pool", desk.name());
      var state = desk.state();
      ups.add(Row.of(tags, state instanceof PoolState.Connected ? 1 : 0));
      keeps.add(Row.of(tags, desk.isKept() ? 1 : 0));
      sinces.add(Row.of(tags, seconds(state.since())));
      desk.snapshot().ifPresent(seen -> looks.add(Row.of(tags, seconds(seen.at()))));
      counts.addAll(counts(desk, tags));
    }
    up.register(ups, true);
    kept.register(keeps, true);
    since.register(sinces, true);
    looked.register(looks, true);
    disks.register(counts, true);
    metrics.show();
    return metrics.registry().scrape(TYPE);
  }

  /** How many disks are in which state; a state that no disk is in has a nought. */
  private static List<Row<?>> counts(PoolDesk desk, Tags tags) {
    var counts = new TreeMap<String, Integer>();
    for (var state : DiskState.values()) {
      counts.put(state.word(), 0);
    }
    desk.snapshot()
        .ifPresent(
            seen ->
                seen.status()
                    .disks()
                    .forEach(disk -> counts.merge(disk.state().word(), 1, Integer::sum)));
    var rows = new ArrayList<Row<?>>();
    counts.forEach((state, count) -> rows.add(Row.of(tags.and("state", state), count)));
    return rows;
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / 1000.0;
  }
}
