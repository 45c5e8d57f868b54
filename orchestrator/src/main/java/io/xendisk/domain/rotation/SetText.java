package io.xendisk.domain.rotation;

import io.xendisk.domain.Fields;
import io.xendisk.domain.rotation.Care.OnlyCopy;
import io.xendisk.domain.rotation.Care.UnknownDisk;
import io.xendisk.domain.rotation.Care.WrongTurn;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The copy of a set that the pool keeps, so that every workstation sees the same: one value of
 * {@code pool.other_config}, which the configuration is the source of. Pure.
 */
final class SetText {
  private static final int VERSION = 1;

  private SetText() {}

  static String write(RotationSet set) {
    var fields = Fields.ofVersion(VERSION).with("vm", set.vm()).with("turn", set.turns().word());
    fields = list(fields, "bays", set.bays());
    fields =
        switch (set.turns()) {
          case TurnRule.RoundRobin(var disks) -> list(fields, "disks", disks);
          case TurnRule.LeastRecentlyUsed(var disks) -> list(fields, "disks", disks);
          case TurnRule.Weekdays(var disks) -> weekdays(fields, disks);
          case TurnRule.Grandfather(var daily, var weekly, var monthly, var on) ->
              list(list(list(fields, "daily", daily), "weekly", weekly), "monthly", monthly)
                  .with("weekly-on", on);
        };
    return care(swap(fields, set.swap()), set.care()).text();
  }

  private static Fields weekdays(Fields fields, Map<DayOfWeek, String> disks) {
    var all = fields;
    for (var day : disks.entrySet()) {
      all = all.with(day.getKey().name(), day.getValue());
    }
    return all;
  }

  private static Fields swap(Fields fields, Swap swap) {
    var all = fields.with("at", swap.clock().at()).with("zone", swap.clock().zone());
    var period = swap.every();
    if (period != null) {
      all = all.with("every", period.every()).with("from", period.from());
      all = maybe(maybe(all, "weekday", period.weekday()), "monthday", period.monthDay());
    }
    all = list(all, "dates", swap.dates().stream().map(LocalDate::toString).toList());
    all = maybe(all, "full", swap.full());
    return swap.stay().isZero() ? all : all.with("stay", swap.stay());
  }

  private static Fields care(Fields fields, Care care) {
    return fields
        .with("overdue", care.overdueAfter())
        .with("offsite", care.offSite())
        .with("unknown", Care.word(care.unknownDisk()))
        .with("wrong", Care.word(care.wrongTurn()))
        .with("only", Care.word(care.onlyCopy()))
        .with("release", care.releaseWithin());
  }

  private static Fields maybe(Fields fields, String key, @Nullable Object value) {
    return value == null ? fields : fields.with(key, value);
  }

  /** A name may hold a comma; what is escaped within the list is not escaped by the form. */
  private static Fields list(Fields fields, String key, List<String> items) {
    return items.isEmpty()
        ? fields
        : fields.with(
            key,
            String.join(
                ",", items.stream().map(i -> i.replace("%", "%25").replace(",", "%2C")).toList()));
  }

  /** The set in a text, or nothing if a newer release wrote it, or it is damaged. */
  static Optional<RotationSet> read(String name, String text) {
    return Fields.read(text, VERSION, fields -> set(name, fields));
  }

  private static RotationSet set(String name, Fields fields) {
    return new RotationSet(
        name,
        fields.require("vm"),
        items(fields, "bays"),
        turns(fields),
        new Swap(
            fields.get("every").map(every -> period(Every.parse(every), fields)).orElse(null),
            new Clock(LocalTime.parse(fields.require("at")), ZoneId.of(fields.require("zone"))),
            items(fields, "dates").stream().map(LocalDate::parse).toList(),
            fields.get("full").map(Integer::valueOf).orElse(null),
            fields.get("stay").map(Duration::parse).orElse(Duration.ZERO)),
        new Care(
            Duration.parse(fields.require("overdue")),
            Integer.parseInt(fields.require("offsite")),
            word(UnknownDisk.class, fields.require("unknown")),
            word(WrongTurn.class, fields.require("wrong")),
            word(OnlyCopy.class, fields.require("only")),
            Duration.parse(fields.require("release"))));
  }

  private static Period period(Every every, Fields fields) {
    return new Period(
        every,
        LocalDate.parse(fields.require("from")),
        fields.get("weekday").map(DayOfWeek::valueOf).orElse(null),
        fields.get("monthday").map(Integer::valueOf).orElse(null));
  }

  private static TurnRule turns(Fields fields) {
    var turn = fields.require("turn");
    return switch (turn) {
      case "round-robin" -> new TurnRule.RoundRobin(items(fields, "disks"));
      case "least-recently-used" -> new TurnRule.LeastRecentlyUsed(items(fields, "disks"));
      case "weekdays" -> {
        var disks = new EnumMap<DayOfWeek, String>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
          fields.get(day.name()).ifPresent(disk -> disks.put(day, disk));
        }
        yield new TurnRule.Weekdays(disks);
      }
      case "grandfather-father-son" ->
          new TurnRule.Grandfather(
              items(fields, "daily"),
              items(fields, "weekly"),
              items(fields, "monthly"),
              DayOfWeek.valueOf(fields.require("weekly-on")));
      default -> throw new IllegalArgumentException("no rule of turns is called " + turn);
    };
  }

  private static List<String> items(Fields fields, String key) {
    return fields.get(key).stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(item -> item.replace("%2C", ",").replace("%25", "%"))
        .toList();
  }

  private static <E extends Enum<E>> E word(Class<E> kind, String word) {
    return Enum.valueOf(kind, word.toUpperCase(Locale.ROOT));
  }
}
