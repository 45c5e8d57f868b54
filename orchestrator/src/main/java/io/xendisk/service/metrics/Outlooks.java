package io.xendisk.service.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.xendisk.domain.rotation.Outlook;
import io.xendisk.domain.rotation.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** How it goes with the sets of all pools, as the last run of each rotation saw it. Thread-safe. */
final class Outlooks {
  private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

  private final MultiGauge toFull;
  private final MultiGauge toOverdue;
  private final MultiGauge stages;

  /** By pool and set. */
  private final Map<String, Seen> seen = new ConcurrentSkipListMap<>();

  Outlooks(MeterRegistry registry) {
    this.toFull =
        MultiGauge.builder("xendisk.rotation.days.to.full")
            .description("Until the disk that is in reaches its fill level")
            .register(registry);
    this.toOverdue =
        MultiGauge.builder("xendisk.rotation.days.to.overdue")
            .description("Until the next disk is overdue, negative once it is")
            .register(registry);
    this.stages =
        MultiGauge.builder("xendisk.rotation.disks")
            .description("Enrolled disks of sets")
            .register(registry);
  }

  private record Seen(String pool, Outlook outlook) {
    Tags tags() {
      return Tags.of("pool", pool, "set", outlook.set());
    }
  }

  void keep(String pool, Outlook outlook) {
    seen.put(pool + "\n" + outlook.set(), new Seen(pool, outlook));
  }

  /** Shows what was kept. */
  synchronized void show() {
    var full = new ArrayList<Row<?>>();
    var overdue = new ArrayList<Row<?>>();
    var counted = new ArrayList<Row<?>>();
    for (var one : seen.values()) {
      var byStage = new EnumMap<Stage, Integer>(Stage.class);
      for (var disk : one.outlook().disks()) {
        byStage.merge(disk.stage(), 1, Integer::sum);
        add(full, one.tags().and("disk", disk.name()), disk.toFull());
        add(overdue, one.tags().and("disk", disk.name()), disk.toOverdue());
      }
      for (var stage : Stage.values()) {
        counted.add(Row.of(one.tags().and("stage", stage.word()), byStage.getOrDefault(stage, 0)));
      }
    }
    toFull.register(full, true);
    toOverdue.register(overdue, true);
    stages.register(counted, true);
  }

  private static void add(List<Row<?>> rows, Tags tags, @Nullable Duration time) {
    if (time != null) {
      rows.add(Row.of(tags, time.toSeconds() / SECONDS_A_DAY));
    }
  }
}
