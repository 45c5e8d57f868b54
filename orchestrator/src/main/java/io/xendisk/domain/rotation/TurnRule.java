package io.xendisk.domain.rotation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the disks of a set take turns. */
public sealed interface TurnRule {
  /** One after the other, whenever a swap is due. */
  record RoundRobin(List<String> disks) implements TurnRule {
    public RoundRobin {
      disks = distinct(disks);
    }
  }

  /** The one that was in the longest time ago, whenever a swap is due. */
  record LeastRecentlyUsed(List<String> disks) implements TurnRule {
    public LeastRecentlyUsed {
      disks = distinct(disks);
    }
  }

  /** Every day of the week has its disk; a day without one goes on with the one before. */
  record Weekdays(Map<DayOfWeek, String> disks) implements TurnRule {
    public Weekdays {
      if (disks.isEmpty()) {
        throw new IllegalArgumentException("turn: weekdays names no day");
      }
      disks = new EnumMap<>(disks);
    }
  }

  /**
   * Sons on the days of the week, a father on {@code weeklyOn}, and a grandfather on the last of
   * these in a month.
   */
  record Grandfather(
      List<String> daily, List<String> weekly, List<String> monthly, DayOfWeek weeklyOn)
      implements TurnRule {
    public Grandfather {
      daily = distinct(daily);
      weekly = distinct(weekly);
      monthly = distinct(monthly);
    }
  }

  /** The word that stands for it in the configuration. */
  default String word() {
    return switch (this) {
      case RoundRobin _ -> "round-robin";
      case LeastRecentlyUsed _ -> "least-recently-used";
      case Weekdays _ -> "weekdays";
      case Grandfather _ -> "grandfather-father-son";
    };
  }

  default List<String> members() {
    return switch (this) {
      case RoundRobin(var disks) -> disks;
      case LeastRecentlyUsed(var disks) -> disks;
      case Weekdays(var disks) -> List.copyOf(new LinkedHashSet<>(disks.values()));
      case Grandfather(var daily, var weekly, var monthly, _) -> {
        var all = new LinkedHashSet<>(daily);
        all.addAll(weekly);
        all.addAll(monthly);
        yield List.copyOf(all);
      }
    };
  }

  /** Whether a date alone says whose turn it is; else it depends on who was in. */
  default boolean isDated() {
    return switch (this) {
      case RoundRobin _, LeastRecentlyUsed _ -> false;
      case Weekdays _, Grandfather _ -> true;
    };
  }

  /** Whose turn begins on a day; nobody's where the rule is not dated, or leaves the day out. */
  default Optional<String> diskOn(LocalDate day) {
    return switch (this) {
      case RoundRobin _, LeastRecentlyUsed _ -> Optional.empty();
      case Weekdays(var disks) -> Optional.ofNullable(disks.get(day.getDayOfWeek()));
      case Grandfather rule -> Optional.of(grandfatherOn(rule, day));
    };
  }

  private static String grandfatherOn(Grandfather rule, LocalDate day) {
    if (day.getDayOfWeek() != rule.weeklyOn) {
      // Days since the last father, so that the first son always follows him.
      int son = Math.floorMod(day.getDayOfWeek().compareTo(rule.weeklyOn), 7) - 1;
      return rule.daily.get(son % rule.daily.size());
    }
    if (day.plusWeeks(1).getMonth() != day.getMonth()) {
      long month = ChronoUnit.MONTHS.between(LocalDate.EPOCH, day);
      return rule.monthly.get(Math.floorMod(month, rule.monthly.size()));
    }
    long week = Math.floorDiv(day.toEpochDay(), 7);
    return rule.weekly.get(Math.floorMod(week, rule.weekly.size()));
  }

  private static List<String> distinct(List<String> disks) {
    if (disks.isEmpty()) {
      throw new IllegalArgumentException("disks names no disk");
    }
    var seen = new ArrayList<String>();
    for (var disk : disks) {
      if (disk.isBlank() || seen.contains(disk)) {
        throw new IllegalArgumentException("disks names '%s' twice, or not at all".formatted(disk));
      }
      seen.add(disk);
    }
    return List.copyOf(seen);
  }
}
