package io.xendisk.config;

import io.xendisk.config.YamlTokens.Place;
import io.xendisk.config.YamlTokens.Scalar;
import io.xendisk.domain.rotation.Care;
import io.xendisk.domain.rotation.Care.OnlyCopy;
import io.xendisk.domain.rotation.Care.UnknownDisk;
import io.xendisk.domain.rotation.Care.WrongTurn;
import io.xendisk.domain.rotation.Clock;
import io.xendisk.domain.rotation.Every;
import io.xendisk.domain.rotation.Period;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.domain.rotation.Swap;
import io.xendisk.domain.rotation.TurnRule;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads the sets of disks that take turns. One class, because what is wrong with a set is said
 * where it stands. Confined to one thread.
 */
final class RotationSection {
  private static final List<String> SET =
      List.of(
          "vm",
          "disks",
          "bays",
          "turn",
          "swap",
          "time-zone",
          "overdue-after",
          "off-site",
          "unknown-disk",
          "wrong-turn",
          "only-copy",
          "release-within");
  private static final List<String> SWAP =
      List.of("every", "on", "at", "from", "dates", "full", "stay");
  private static final List<String> DAYS =
      Stream.of(DayOfWeek.values()).map(RotationSection::word).toList();
  private static final List<String> GENERATIONS = List.of("daily", "weekly", "monthly");
  private static final List<String> TURNS =
      List.of("round-robin", "least-recently-used", "weekdays", "grandfather-father-son");

  private final YamlTokens yaml;
  private final Map<String, Scalar> texts = new LinkedHashMap<>();
  private final Map<String, Scalar> swap = new LinkedHashMap<>();
  private final List<Scalar> dates = new ArrayList<>();
  private final List<String> bays = new ArrayList<>();

  /** Under an empty name where the disks are a plain list. */
  private final Map<String, List<String>> disks = new LinkedHashMap<>();

  private @Nullable Place disksPlace;

  RotationSection(YamlTokens yaml) {
    this.yaml = yaml;
  }

  /** The set whose value is read now. */
  RotationSet read(String name) {
    var place = yaml.here();
    yaml.members("rotation '%s'".formatted(name), SET, this::member);
    require(place, name, "vm", texts.containsKey("vm"), "vm: nas01");
    require(place, name, "disks", !disks.isEmpty(), "disks: [BACKUP-01, BACKUP-02]");
    return yaml.checked(
        place,
        () ->
            new RotationSet(
                name,
                Objects.requireNonNull(texts.get("vm")).text(),
                bays,
                yaml.checked(disksPlace == null ? place : disksPlace, this::turns),
                swap(),
                care()));
  }

  private void require(Place place, String set, String what, boolean isThere, String example) {
    if (!isThere) {
      throw yaml.at(place, "rotation '%s' needs %s, such as %s".formatted(set, what, example));
    }
  }

  private void member(String name) {
    switch (name) {
      case "bays" ->
          yaml.oneOrSeveral(name)
              .forEach(bay -> bays.add(yaml.checked(bay.place(), () -> bay(bay))));
      case "disks" -> disks();
      case "swap" -> yaml.members("swap", SWAP, this::ofSwap);
      default -> texts.put(name, yaml.scalar(name));
    }
  }

  private static String bay(Scalar bay) {
    if (!bay.text().matches("[^/]+/\\d{1,5}:\\d{1,5}:\\d{1,5}:\\d{1,5}")) {
      throw new IllegalArgumentException(
          "'%s' is no bay; write it as HOST/H:C:T:L, such as xs1/2:0:0:0".formatted(bay.text()));
    }
    return bay.text();
  }

  private void disks() {
    disksPlace = yaml.here();
    if (!yaml.isAt(JsonToken.START_OBJECT)) {
      disks.put("", yaml.oneOrSeveral("disks").stream().map(Scalar::text).toList());
      return;
    }
    var known = new ArrayList<>(DAYS);
    known.addAll(GENERATIONS);
    yaml.members(
        "disks",
        known,
        name -> disks.put(name, yaml.oneOrSeveral(name).stream().map(Scalar::text).toList()));
  }

  private void ofSwap(String name) {
    if (name.equals("dates")) {
      dates.addAll(yaml.oneOrSeveral(name));
    } else {
      swap.put(name, yaml.scalar(name));
    }
  }

  private TurnRule turns() {
    return yaml.value(texts, "turn", this::turns)
        .orElseGet(() -> new TurnRule.RoundRobin(plain("round-robin")));
  }

  private TurnRule turns(String rule) {
    return switch (rule) {
      case "round-robin" -> new TurnRule.RoundRobin(plain(rule));
      case "least-recently-used" -> new TurnRule.LeastRecentlyUsed(plain(rule));
      case "weekdays" -> weekdays();
      case "grandfather-father-son" ->
          new TurnRule.Grandfather(
              generation("daily"), generation("weekly"), generation("monthly"), fathersDay());
      default ->
          throw new IllegalArgumentException(
              "no turn is called '%s'%s".formatted(rule, YamlTokens.suggestion(rule, TURNS)));
    };
  }

  private List<String> plain(String rule) {
    return listed("", "turn: %s needs a plain list of disks".formatted(rule));
  }

  private List<String> generation(String name) {
    return listed(name, "turn: grandfather-father-son needs disks under daily, weekly and monthly");
  }

  private List<String> listed(String name, String otherwise) {
    var found = disks.get(name);
    if (found == null) {
      throw new IllegalArgumentException(otherwise);
    }
    return found;
  }

  private TurnRule weekdays() {
    var byDay = new EnumMap<DayOfWeek, String>(DayOfWeek.class);
    disks.forEach(
        (day, names) -> {
          if (!DAYS.contains(day) || names.size() != 1) {
            throw new IllegalArgumentException(
                "turn: weekdays needs one disk under each day, such as monday: BACKUP-01");
          }
          byDay.put(weekday(day), names.getFirst());
        });
    return new TurnRule.Weekdays(byDay);
  }

  private DayOfWeek fathersDay() {
    return yaml.value(swap, "on", RotationSection::weekday).orElse(DayOfWeek.FRIDAY);
  }

  private Swap swap() {
    return new Swap(
        yaml.value(swap, "every", Every::parse).map(this::period).orElse(null),
        clock(),
        dates.stream().map(day -> yaml.checked(day.place(), () -> date(day.text()))).toList(),
        yaml.value(swap, "full", RotationSection::percent).orElse(null),
        yaml.value(swap, "stay", Durations::parse).orElse(Duration.ZERO));
  }

  private Clock clock() {
    return new Clock(
        yaml.value(swap, "at", RotationSection::time).orElse(LocalTime.MIDNIGHT),
        yaml.value(texts, "time-zone", RotationSection::zone).orElse(ZoneOffset.UTC));
  }

  private Period period(Every every) {
    var from = yaml.value(swap, "from", RotationSection::date).orElse(Period.ANY);
    var on = swap.get("on");
    if (on == null) {
      return new Period(every, from, null, null);
    }
    return yaml.checked(on.place(), () -> on(every, from, on.text()));
  }

  private static Period on(Every every, LocalDate from, String on) {
    return on.matches("\\d{1,2}")
        ? new Period(every, from, null, Integer.valueOf(on))
        : new Period(every, from, weekday(on), null);
  }

  private Care care() {
    var none = Care.DEFAULT;
    return new Care(
        yaml.value(texts, "overdue-after", Durations::parse).orElse(none.overdueAfter()),
        yaml.value(texts, "off-site", RotationSection::count).orElse(none.offSite()),
        choice("unknown-disk", UnknownDisk.values(), none.unknownDisk()),
        choice("wrong-turn", WrongTurn.values(), none.wrongTurn()),
        choice("only-copy", OnlyCopy.values(), none.onlyCopy()),
        yaml.value(texts, "release-within", Durations::parse).orElse(none.releaseWithin()));
  }

  private <E extends Enum<E>> E choice(String name, E[] values, E otherwise) {
    return yaml.value(texts, name, text -> oneOf(name, values, text)).orElse(otherwise);
  }

  private static <E extends Enum<E>> E oneOf(String name, E[] values, String text) {
    return Arrays.stream(values)
        .filter(value -> word(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is one of %s, not '%s'"
                        .formatted(
                            name,
                            String.join(
                                ", ", Arrays.stream(values).map(RotationSection::word).toList()),
                            text)));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static DayOfWeek weekday(String text) {
    if (!DAYS.contains(text)) {
      throw new IllegalArgumentException(
          "'%s' is no day of the week%s".formatted(text, YamlTokens.suggestion(text, DAYS)));
    }
    return DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static LocalTime time(String text) {
    return parsed(text, LocalTime::parse, "time of day; write it as \"18:00\"");
  }

  private static LocalDate date(String text) {
    return parsed(text, LocalDate::parse, "date; write it as 2027-01-31");
  }

  private static ZoneId zone(String text) {
    return parsed(text, ZoneId::of, "time zone; write it as Europe/Berlin or UTC");
  }

  private static int percent(String text) {
    var digits = text.replaceAll(" ?%$", "");
    if (!digits.matches("\\d{1,3}")) {
      throw new IllegalArgumentException("'%s' is no percentage, such as 85%%".formatted(text));
    }
    return Integer.parseInt(digits);
  }

  private static int count(String text) {
    if (!text.matches("\\d{1,3}")) {
      throw new IllegalArgumentException("'%s' is no number of disks".formatted(text));
    }
    return Integer.parseInt(text);
  }

  private static <T> T parsed(String text, Function<String, T> meaning, String what) {
    try {
      return meaning.apply(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'%s' is no %s".formatted(text, what), e);
    }
  }
}
