package io.xendisk.config;

import io.xendisk.config.YamlTokens.Scalar;
import io.xendisk.domain.schedule.Cron;
import io.xendisk.domain.schedule.Schedules;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads the section {@code schedules} of the service. Confined to one thread. */
final class SchedulesSection {
  private static final List<String> MEMBERS = List.of("time-zone", "check", "rotations");
  private static final List<String> TIMES = List.of("cron", "time-zone");
  private static final String CHECK = "check";

  private final YamlTokens yaml;

  private SchedulesSection(YamlTokens yaml) {
    this.yaml = yaml;
  }

  static Schedules read(YamlTokens yaml) {
    return new SchedulesSection(yaml).schedules();
  }

  /** As it was written: the zone of all may stand below. */
  private record Times(@Nullable Scalar cron, @Nullable Scalar zone, YamlTokens.Place place) {}

  private Schedules schedules() {
    var texts = new LinkedHashMap<String, Scalar>();
    var checks = new LinkedHashMap<String, Times>();
    var sets = new LinkedHashMap<String, Times>();
    yaml.members(
        "schedules",
        MEMBERS,
        name -> {
          switch (name) {
            case CHECK -> checks.put(name, times(name));
            case "rotations" ->
                yaml.named(name, "the sets' names", set -> sets.put(set, times(set)));
            default -> texts.put(name, yaml.scalar(name));
          }
        });
    ZoneId zone = yaml.value(texts, "time-zone", TimeZones::parse).orElse(ZoneOffset.UTC);
    Map<String, Cron> rotations = new HashMap<>();
    sets.forEach((set, times) -> rotations.put(set, cron(times, zone)));
    var check = checks.get(CHECK);
    return new Schedules(check == null ? null : cron(check, zone), rotations);
  }

  /** An expression, or one with a zone of its own. */
  private Times times(String name) {
    var place = yaml.here();
    if (!yaml.isAt(JsonToken.START_OBJECT)) {
      return new Times(yaml.scalar(name), null, place);
    }
    var texts = new LinkedHashMap<String, Scalar>();
    yaml.members(name, TIMES, member -> texts.put(member, yaml.scalar(member)));
    return new Times(texts.get("cron"), texts.get("time-zone"), place);
  }

  private Cron cron(Times times, ZoneId otherwise) {
    var cron = times.cron();
    if (cron == null) {
      throw yaml.at(times.place(), "say `cron:`, such as \"30 6 * * 1-5\"");
    }
    var zone = times.zone();
    ZoneId own =
        zone == null ? otherwise : yaml.checked(zone.place(), () -> TimeZones.parse(zone.text()));
    return yaml.checked(cron.place(), () -> new Cron(cron.text(), own));
  }
}
