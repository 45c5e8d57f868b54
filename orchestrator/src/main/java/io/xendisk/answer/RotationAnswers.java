package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.rotation.Due;
import io.xendisk.domain.rotation.LedgerEntry;
import io.xendisk.domain.rotation.PastTurn;
import io.xendisk.domain.rotation.RotationAdvice;
import io.xendisk.domain.rotation.RotationPolicy;
import io.xendisk.domain.rotation.Scene;
import io.xendisk.domain.rotation.Standing;
import io.xendisk.domain.rotation.Turn;
import io.xendisk.domain.rotation.UsageTrend;
import io.xendisk.domain.rotation.WhoIsNext;
import io.xendisk.operation.ShowRotation;
import io.xendisk.operation.ShowRotation.Shown;
import io.xendisk.operation.ShowRotation.View;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the showing commands of a rotation answer: moments are shown where the people are. */
public final class RotationAnswers {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE dd MMM uuuu HH:mm", Locale.ENGLISH);
  private static final int FULL = 100;

  private RotationAnswers() {}

  public static View view(Shown shown) {
    return switch (shown) {
      case Shown.One(var view) -> view;
      case Shown.Not(var why) -> throw new Failure(why);
    };
  }

  public static String moment(Instant moment, ZoneId zone) {
    return moment.equals(Instant.MAX) ? "-" : MOMENT.format(moment.atZone(zone));
  }

  static ZoneId zone(View view) {
    return view.set().swap().clock().zone();
  }

  public static Answer next(View view, long calls) {
    var document = Documents.map();
    document.put("set", view.set().name());
    var turn = view.decided().expected().orElse(null);
    Documents.put(document, "next", turn == null ? null : turn(turn, view));
    document.put(
        "inside",
        view.decided().members().stream()
            .filter(RotationAnswers::isIn)
            .map(m -> disk(m, view))
            .toList());
    document.put("due", due(view));
    document.put("calls", calls);
    var text =
        turn == null
            ? "no disk of %s comes next".formatted(view.set().name())
            : "%s  %s  %s"
                .formatted(
                    label(turn.disk(), view),
                    turn.from().isAfter(view.scene().now())
                        ? "on " + moment(turn.from(), zone(view))
                        : "now",
                    stageWord(turn.disk(), view));
    return new Answer(
        Exit.DONE,
        document,
        List.of(text),
        turn == null ? List.of() : List.of(label(turn.disk(), view)),
        List.of());
  }

  private static boolean isIn(Scene.Member member) {
    return member.entry() != null && member.entry().lastTurn().filter(PastTurn::goesOn).isPresent();
  }

  private static Map<String, Object> due(View view) {
    var document = Documents.map();
    switch (view.decided().due()) {
      case Due.Nothing(var why) -> {
        document.put("action", "nothing");
        document.put("why", why);
      }
      case Due.NotNow(var why) -> {
        document.put("action", "nothing");
        document.put("why", why);
      }
      case Due.Release(var member, var why) -> {
        document.put("action", "release");
        document.put("disk", member.label());
        document.put("why", why.words());
      }
      case Due.Attach(var member, _) -> {
        document.put("action", "attach");
        document.put("disk", member.label());
      }
      case Due.Refuse(var why) -> {
        document.put("action", "none-without-a-person");
        document.put("error", Documents.error(RotationAdvice.on(why), null));
      }
    }
    return document;
  }

  private static String label(String name, View view) {
    return view.scene().members().stream()
        .filter(member -> member.name().equals(name))
        .map(Scene.Member::label)
        .findFirst()
        .orElse(name);
  }

  private static String stageWord(String name, View view) {
    return RotationWords.stage(scene(view).member(name).orElse(null));
  }

  private static String stageWord(Scene.Member member) {
    return RotationWords.stage(member);
  }

  /** What the members are doing by this look, not by the ledger before it. */
  private static Map<String, Object> turn(Turn turn, View view) {
    return RotationWords.turn(turn, scene(view));
  }

  private static Scene scene(View view) {
    var scene = view.scene();
    return new Scene(
        scene.set(),
        scene.vmRuns(),
        view.decided().members(),
        scene.strangers(),
        scene.inhibitors(),
        scene.now());
  }

  public static Answer plan(View view, Duration ahead, long calls) {
    var turns = ShowRotation.calendar(view, ahead);
    var document = Documents.map();
    document.put("set", view.set().name());
    document.put("from", view.scene().now());
    document.put("until", view.scene().now().plus(ahead));
    document.put("timeZone", zone(view).getId());
    document.put("turns", turns.stream().map(turn -> turn(turn, view)).toList());
    document.put("calls", calls);
    var rows = new ArrayList<List<String>>();
    for (var turn : turns) {
      rows.add(List.of(moment(turn.from(), zone(view)), label(turn.disk(), view)));
    }
    return new Answer(
        Exit.DONE,
        document,
        TableText.of(List.of("FROM", "DISK"), rows),
        turns.stream().map(turn -> label(turn.disk(), view)).toList(),
        List.of());
  }

  public static Answer status(List<Shown> shown, long calls) {
    var views = shown.stream().map(RotationAnswers::view).toList();
    var document = Documents.map();
    document.put("rotations", views.stream().map(RotationAnswers::status).toList());
    document.put("calls", calls);
    var rows = new ArrayList<List<String>>();
    var talk = new ArrayList<String>();
    for (var view : views) {
      view.decided().members().forEach(member -> rows.add(row(member, view)));
      view.decided().notices().forEach(notice -> talk.add(notice.text()));
      if (view.differs()) {
        talk.add(
            "the pool has another copy of %s than the configuration; the next run writes this one"
                .formatted(view.set().name()));
      }
    }
    return new Answer(
        Exit.DONE,
        document,
        TableText.of(
            List.of("SET", "DISK", "STAGE", "SINCE", "WHERE", "UNTIL", "USED", "FULL", "NOTE"),
            rows),
        views.stream().map(view -> view.set().name()).toList(),
        talk);
  }

  private static Map<String, Object> status(View view) {
    var document = Documents.map();
    document.put("set", view.set().name());
    document.put("vm", view.set().vm());
    document.put("turn", view.set().turns().word());
    var turn = view.decided().expected().orElse(null);
    Documents.put(document, "next", turn == null ? null : turn(turn, view));
    document.put("due", due(view));
    document.put(
        "disks", view.decided().members().stream().map(member -> disk(member, view)).toList());
    document.put(
        "inhibitors",
        view.scene().inhibitors().stream()
            .map(
                one -> {
                  var inhibitor = Documents.map();
                  inhibitor.put("owner", one.lease().owner());
                  inhibitor.put("reason", one.lease().operation());
                  Documents.put(
                      inhibitor, "since", one.lease().isReadable() ? one.lease().taken() : null);
                  return inhibitor;
                })
            .toList());
    document.put("notices", view.decided().notices().stream().map(RotationWords::notice).toList());
    return document;
  }

  private static Map<String, Object> disk(Scene.Member member, View view) {
    var document = Documents.map();
    document.put("disk", member.label());
    var entry = member.entry();
    Documents.put(document, "id", entry == null ? null : entry.disk());
    document.put("stage", stageWord(member));
    Documents.put(document, "since", entry == null ? null : entry.since());
    Documents.put(document, "note", entry == null || entry.note().isEmpty() ? null : entry.note());
    Documents.put(document, "place", place(member));
    Documents.put(
        document, "in", entry == null ? null : entry.lastTurn().map(PastTurn::in).orElse(null));
    Documents.put(
        document, "out", entry == null ? null : entry.lastTurn().map(PastTurn::out).orElse(null));
    Documents.put(document, "until", until(member, view));
    Documents.put(document, "usedPercent", used(entry));
    document.put("usage", entry == null ? List.of() : usage(entry));
    Documents.put(document, "percentPerDay", perDay(entry));
    Documents.put(document, "fullAt", fullAt(entry, view));
    return document;
  }

  private static @Nullable String place(Scene.Member member) {
    var spot = member.sighting().spotOrNull();
    return spot == null ? null : spot.place();
  }

  private static @Nullable Instant until(Scene.Member member, View view) {
    return isIn(member)
        ? new WhoIsNext(
                view.set(), RotationPolicy.standings(view.decided().members()), view.scene().now())
            .until(new Standing(member.name(), member.entry()))
            .orElse(null)
        : null;
  }

  private static @Nullable Integer used(@Nullable LedgerEntry entry) {
    return entry == null || entry.usage().isEmpty() ? null : entry.usage().getLast().percent();
  }

  /** What was measured, with a hundredth of a percent: growth shows in it. */
  private static List<Map<String, Object>> usage(LedgerEntry entry) {
    return entry.usage().stream()
        .map(
            point -> {
              var document = Documents.map();
              document.put("at", point.at());
              document.put("percent", point.hundredths() / 100.0);
              return document;
            })
        .toList();
  }

  private static @Nullable Double perDay(@Nullable LedgerEntry entry) {
    return entry == null
        ? null
        : UsageTrend.perDay(entry.usage()).map(day -> Math.round(day * 100) / 100.0).orElse(null);
  }

  /** {@code 83 %, +1.2 a day}. */
  private static String trend(@Nullable LedgerEntry entry) {
    var used = used(entry);
    var perDay = perDay(entry);
    if (used == null) {
      return "-";
    }
    return perDay == null
        ? used + " %"
        : String.format(Locale.ROOT, "%d %%, %+.1f a day", used, perDay);
  }

  private static @Nullable Instant fullAt(@Nullable LedgerEntry entry, View view) {
    var full = view.set().swap().full();
    return entry == null || !entry.lastTurn().filter(PastTurn::goesOn).isPresent()
        ? null
        : UsageTrend.reaches(entry.usage(), full == null ? FULL : full).orElse(null);
  }

  private static List<String> row(Scene.Member member, View view) {
    var entry = member.entry();
    var place = place(member);
    var until = until(member, view);
    var fullAt = fullAt(entry, view);
    return List.of(
        view.set().name(),
        member.label(),
        stageWord(member),
        entry == null ? "-" : moment(entry.since(), zone(view)),
        place == null ? "-" : place,
        until == null ? "-" : moment(until, zone(view)),
        trend(entry),
        fullAt == null ? "-" : "about " + day(fullAt, view),
        note(member));
  }

  private static String note(Scene.Member member) {
    if (member.entry() == null) {
      return "never enrolled";
    }
    return member.entry().note().isEmpty() ? "-" : member.entry().note();
  }

  /** {@code Thursday}, or with its date where that is more than a week away. */
  private static String day(Instant moment, View view) {
    var day = moment.atZone(zone(view));
    boolean soon = Duration.between(view.scene().now(), moment).toDays() < 6;
    return DateTimeFormatter.ofPattern(soon ? "EEEE" : "EEE dd MMM", Locale.ENGLISH).format(day);
  }
}
