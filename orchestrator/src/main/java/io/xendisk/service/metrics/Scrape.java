package io.xendisk.service.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.xendisk.domain.disk.DiskState;
import io.xendisk.service.PoolDesk;
import io.xendisk.service.PoolState;
import io.xendisk.service.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/**
 * What Prometheus reads at one moment: all that was counted, and how every pool stands now; it asks
 * no pool. Thread-safe.
 */
public final class Scrape {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Metrics metrics;
  private final Service service;
  private final MultiGauge up;
  private final MultiGauge since;
  private final MultiGauge looked;
  private final MultiGauge disks;

  /**
   * One of a service.
   *
   * @param running how many operations are under way
   */
  public Scrape(Metrics metrics, Service service, IntSupplier running) {
    MeterRegistry registry = metrics.registry();
    this.metrics = metrics;
    this.service = service;
    this.up = MultiGauge.builder("xendisk.pool.up").register(registry);
    this.since = seconds(registry, "xendisk.pool.state.since.timestamp");
    this.looked = seconds(registry, "xendisk.pool.last.look.timestamp");
    this.disks = MultiGauge.builder("xendisk.disks").register(registry);
    registry.gauge("xendisk.operations.running", Tags.empty(), running, IntSupplier::getAsInt);
  }

  private static MultiGauge seconds(MeterRegistry registry, String name) {
    return MultiGauge.builder(name).baseUnit("seconds").register(registry);
  }

  /** In Prometheus' text format. */
  public synchronized String text() {
    var ups = new ArrayList<Row<?>>();
    var sinces = new ArrayList<Row<?>>();
    var looks = new ArrayList<Row<?>>();
    var counts = new ArrayList<Row<?>>();
    for (var desk : service.desks()) {
      var tags = Tags.of("pool", desk.name());
      var state = desk.state();
      ups.add(Row.of(tags, state instanceof PoolState.Connected ? 1 : 0));
      sinces.add(Row.of(tags, seconds(state.since())));
      desk.snapshot().ifPresent(seen -> looks.add(Row.of(tags, seconds(seen.at()))));
      counts.addAll(counts(desk, tags));
    }
    up.register(ups, true);
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
