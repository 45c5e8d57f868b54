package io.xendisk;

import io.xendisk.cli.Rehearsed;
import io.xendisk.cli.Rehearsed.Happening;
import io.xendisk.cli.World;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.rotation.Order;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.domain.rotation.Turn;
import io.xendisk.domain.tell.Message;
import io.xendisk.domain.tell.Route;
import io.xendisk.domain.tell.TellSettings;
import io.xendisk.operation.Deed;
import io.xendisk.operation.RotationRun;
import io.xendisk.operation.RotationWish;
import io.xendisk.operation.RunRotation;
import io.xendisk.operation.TellOfRun;
import io.xendisk.operation.Tellers;
import io.xendisk.port.Delivery;
import io.xendisk.port.Notifier;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The coming weeks of a set, with the people of {@link RehearsedPeople}: the same operation as
 * under cron runs whenever something may be due. It shows what they would be told, and tells
 * nobody. Confined to one thread.
 */
final class Rehearsal {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Nothing that matters waits longer for its run than this. */
  private static final Duration STEP = Duration.ofHours(3);

  /** Nobody pulls a disk in the moment in which cron looks. */
  private static final Duration UNTIL_CRON = Duration.ofMinutes(3);

  private static final Route MADE_UP = Route.ofAll("people");

  private final World world;
  private final RotationSet set;
  private final World.Demo.Words words;
  private final TellSettings settings;
  private final List<Happening> happenings = new ArrayList<>();

  Rehearsal(World world, RotationSet set, World.Demo.Words words) {
    this.world = world;
    this.set = set;
    this.words = words;
    this.settings =
        words.settings().routes().isEmpty()
            ? new TellSettings(words.settings().zone(), List.of(MADE_UP))
            : words.settings();
  }

  Rehearsed play(Duration ahead) throws InterruptedException {
    try (var stage = RehearsalStage.start(world, set)) {
      everybodyHasACopy(stage);
      var from = stage.pool().clock().instant();
      var until = from.plus(ahead);
      var people = new RehearsedPeople(set, stage, happenings::add);
      var tellers = tellers(stage);
      people.begin(next(stage));
      while (stage.pool().clock().instant().isBefore(until)) {
        if (people.act()) {
          stage.pass(UNTIL_CRON);
        }
        people.saw(run(stage, tellers));
        stage.pass(untilNext(stage.pool().clock().instant(), people));
      }
      return new Rehearsed(
          set.name(),
          set.swap().clock().zone(),
          from,
          until,
          happenings,
          people.unplayed(),
          !words.settings().routes().isEmpty());
    }
  }

  /** As in a set that has run for a while: else the first disk would have the only good copy. */
  private void everybodyHasACopy(RehearsalStage stage) throws InterruptedException {
    for (var disk : set.members()) {
      stage.push(disk);
      run(stage, new Order.In(disk));
      stage.pass(MINUTE);
      run(stage, new Order.Out(true));
      stage.pull(disk);
      stage.pass(MINUTE);
      run(stage, new Order.Out(true));
    }
  }

  private Turn next(RehearsalStage stage) throws InterruptedException {
    return Objects.requireNonNull(run(stage, new Order.Scheduled()).decided())
        .expected()
        .orElseThrow();
  }

  private RotationRun run(RehearsalStage stage, Order order) throws InterruptedException {
    return new RunRotation(stage.surroundings(), _ -> false, Map.of(set.name(), set))
        .run(new RotationWish(set.name(), order, _ -> BootSettings.DEFAULT, PATIENCE));
  }

  private RotationRun run(RehearsalStage stage, Tellers tellers) throws InterruptedException {
    var run = run(stage, new Order.Scheduled());
    var now = stage.pool().clock().instant();
    for (var deed : run.deeds()) {
      happenings.add(new Happening.Deed(now, words(deed)));
    }
    new TellOfRun(stage.surroundings(), tellers).tell(run);
    return run;
  }

  private String words(Deed deed) {
    return switch (deed) {
      case Deed.Released released ->
          "released %s, which is SAFE TO PULL: %s"
              .formatted(released.disk().name(), released.why().words());
      case Deed.Attached attached ->
          "attached %s to %s%s"
              .formatted(
                  attached.disk().name(), set.vm(), attached.outOfTurn() ? ", out of turn" : "");
    };
  }

  /** Each route hands over what it would have told. */
  private Tellers tellers(RehearsalStage stage) {
    var notifiers = new HashMap<String, Notifier>();
    for (var route : settings.routes()) {
      notifiers.put(route.name(), (message, _) -> heard(stage, route.name(), message));
    }
    return new Tellers(settings, words.templates(), notifiers, new NoNotes());
  }

  private Delivery heard(RehearsalStage stage, String route, Message message) {
    happenings.add(new Happening.Told(stage.pool().clock().instant(), route, message));
    return new Delivery.Done();
  }

  /** Until something may be due: a turn, a day, a digest, or what people are about to do. */
  private Duration untilNext(Instant now, RehearsedPeople people) {
    var moments = new HashSet<Instant>(Set.of(now.plus(STEP)));
    var clock = set.swap().clock();
    moments.addAll(moments(now, clock.at(), clock.zone()));
    moments.addAll(moments(now, LocalTime.MIDNIGHT, clock.zone()));
    moments.addAll(moments(now, LocalTime.MIDNIGHT, settings.zone()));
    settings.routes().stream()
        .filter(Route::isDigest)
        .forEach(
            route ->
                moments.addAll(
                    moments(now, Objects.requireNonNull(route.digest()), settings.zone())));
    people.next().ifPresent(moments::add);
    return moments.stream()
        .filter(moment -> moment.isAfter(now))
        .min(Instant::compareTo)
        .map(moment -> Duration.between(now, moment))
        .orElse(STEP);
  }

  private static List<Instant> moments(Instant now, LocalTime at, ZoneId zone) {
    var today = now.atZone(zone).toLocalDate();
    return Stream.of(today, today.plusDays(1))
        .map(day -> day.atTime(at).atZone(zone).toInstant())
        .toList();
  }
}
