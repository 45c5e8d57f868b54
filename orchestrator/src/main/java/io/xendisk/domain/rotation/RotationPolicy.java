package io.xendisk.domain.rotation;

import io.xendisk.domain.rotation.Care.OnlyCopy;
import io.xendisk.domain.rotation.Care.UnknownDisk;
import io.xendisk.domain.rotation.Care.WrongTurn;
import io.xendisk.domain.rotation.Due.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is due in a set. It never attaches a disk out of turn without a word, nor one of which it is
 * not proved that it is a member; never touches a disk that was called safe to pull; and never
 * releases while somebody inhibits it, or the only good copy while its successor is missing. Pure:
 * decides on one moment.
 */
public final class RotationPolicy {
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  /** What is due, the ledger as it is to be written, and what people should know. */
  public record Decided(
      Due due, List<Scene.Member> members, Optional<Turn> expected, List<Notice> notices) {
    public Decided {
      members = List.copyOf(members);
      notices = List.copyOf(notices);
    }
  }

  public Decided decide(Scene scene, Order order) {
    var seen = observed(scene);
    var turn = next(seen).expected();
    var inTurn =
        with(seen, seen.members().stream().map(member -> inTurn(seen, member, turn)).toList());
    var due = due(inTurn, turn, order);
    return new Decided(due, inTurn.members(), turn, new Notices(inTurn, turn, due).all());
  }

  /** Every entry after this look. */
  private static Scene observed(Scene scene) {
    return with(
        scene,
        scene.members().stream()
            .map(
                member ->
                    member.entry() == null
                        ? member
                        : with(
                            member,
                            StageRule.seen(
                                member.entry(),
                                member.sighting(),
                                member.retired(),
                                scene.vmRuns(),
                                scene.now())))
            .toList());
  }

  /** As long as a disk is in, the next one may have to wait for its bay: it is not overdue. */
  private static Scene.Member inTurn(Scene scene, Scene.Member member, Optional<Turn> turn) {
    if (member.entry() == null) {
      return member;
    }
    var since =
        turn.filter(its -> its.disk().equals(member.name())).map(its -> dueSince(scene, its));
    boolean waits = scene.members().stream().anyMatch(RotationPolicy::isIn);
    return with(
        member,
        StageRule.inTurn(
            member.entry(),
            since.orElse(null),
            waits ? FOR_EVER : scene.set().care().overdueAfter(),
            scene.now()));
  }

  /** When its turn came, or the one before it went out if that was later. */
  static Instant dueSince(Scene scene, Turn turn) {
    return scene.members().stream()
        .flatMap(member -> Optional.ofNullable(member.entry()).stream())
        .flatMap(entry -> entry.lastTurn().stream())
        .flatMap(last -> Optional.ofNullable(last.out()).stream())
        .filter(out -> out.isAfter(turn.from()))
        .max(Instant::compareTo)
        .orElse(turn.from());
  }

  private static boolean isIn(Scene.Member member) {
    return member.entry() != null && member.entry().inSince().isPresent();
  }

  static WhoIsNext next(Scene scene) {
    return new WhoIsNext(scene.set(), standings(scene.members()), scene.now());
  }

  public static List<Standing> standings(List<Scene.Member> members) {
    return members.stream().map(m -> new Standing(m.name(), m.entry())).toList();
  }

  private static Scene with(Scene scene, List<Scene.Member> members) {
    return new Scene(
        scene.set(), scene.vmRuns(), members, scene.strangers(), scene.inhibitors(), scene.now());
  }

  static Scene.Member with(Scene.Member member, LedgerEntry entry) {
    return new Scene.Member(
        member.name(), member.label(), entry, member.retired(), member.sighting());
  }

  private static Due due(Scene scene, Optional<Turn> turn, Order order) {
    var begun =
        scene.members().stream()
            .filter(m -> m.entry() != null && m.entry().stage() == Stage.RELEASING)
            .filter(m -> m.sighting().isHere())
            .findFirst();
    if (begun.isPresent()) {
      return new Due.Release(begun.get(), Reason.IT_WAS_BEGUN);
    }
    return switch (order) {
      case Order.Scheduled _ -> scheduled(scene, turn);
      case Order.Out(var evenTheOnlyCopy) -> out(scene, turn, evenTheOnlyCopy);
      case Order.In(var disk) -> in(scene, turn, disk);
    };
  }

  private static Due scheduled(Scene scene, Optional<Turn> turn) {
    for (var inside : inside(scene)) {
      var reason = reasonToGo(scene, inside);
      if (reason.isPresent()) {
        return release(scene, inside, reason.get(), turn);
      }
    }
    return inside(scene).isEmpty()
        ? comeIn(scene, turn)
        : new Due.Nothing("%s is in its place".formatted(inside(scene).getFirst().label()));
  }

  private static List<Scene.Member> inside(Scene scene) {
    return scene.members().stream().filter(m -> m.sighting() instanceof Sighting.WithVm).toList();
  }

  private static Optional<Reason> reasonToGo(Scene scene, Scene.Member inside) {
    if (inside.retired() != null) {
      return Optional.of(Reason.IT_IS_RETIRED);
    }
    var standing = new Standing(inside.name(), inside.entry());
    var next = next(scene);
    if (next.until(standing).filter(end -> !end.isAfter(scene.now())).isPresent()) {
      return Optional.of(Reason.ITS_TIME_IS_OVER);
    }
    return next.isFull(standing) ? Optional.of(Reason.IT_IS_FULL) : Optional.empty();
  }

  private static Due release(Scene scene, Scene.Member inside, Reason why, Optional<Turn> turn) {
    if (!scene.inhibitors().isEmpty()) {
      return new Due.NotNow(
          "%s stays while %s inhibits its release: %s"
              .formatted(
                  inside.label(),
                  scene.inhibitors().getFirst().lease().owner(),
                  scene.inhibitors().getFirst().lease().operation()));
    }
    boolean keeps = scene.set().care().onlyCopy() == OnlyCopy.KEEP;
    return keeps && isOnlyCopy(scene, inside, turn)
        ? new Due.Refuse(onlyCopy(scene, inside, turn))
        : new Due.Release(inside, why);
  }

  /** Whether nothing good would be left if it went: no other copy, and no disk to make one on. */
  private static boolean isOnlyCopy(Scene scene, Scene.Member inside, Optional<Turn> turn) {
    boolean another =
        scene.members().stream()
            .filter(member -> !member.name().equals(inside.name()))
            .anyMatch(member -> member.entry() != null && member.entry().hasGoodCopy());
    boolean successorIsHere =
        turn.flatMap(next -> scene.member(next.disk()))
            .filter(next -> next.sighting() instanceof Sighting.Free)
            .isPresent();
    return !another && !successorIsHere;
  }

  private static RotationProblem onlyCopy(Scene scene, Scene.Member inside, Optional<Turn> turn) {
    return new RotationProblem.OnlyCopy(
        scene.set(), inside.label(), turn.map(Turn::disk).orElse("another disk"));
  }

  private static Due comeIn(Scene scene, Optional<Turn> turn) {
    if (turn.isEmpty()) {
      return new Due.Refuse(new RotationProblem.NobodyLeft(scene.set()));
    }
    var expected = scene.member(turn.get().disk()).orElseThrow();
    return switch (expected.sighting()) {
      case Sighting.Free(var spot, var proof) -> attach(scene, expected, spot, proof, turn.get());
      case Sighting.SafeToPull(var spot, _) ->
          isDue(scene, turn.get())
              ? new Due.Refuse(
                  new RotationProblem.StillToBePulled(scene.set(), expected.label(), spot.place()))
              : notYet(scene, turn.get(), expected);
      case Sighting.Elsewhere(var spot, var holder) ->
          new Due.Refuse(
              new RotationProblem.HeldElsewhere(
                  scene.set(), expected.label(), spot.place(), holder));
      case Sighting.Hidden(var why) ->
          new Due.NotNow("nobody can tell where %s is: %s".formatted(expected.label(), why));
      case Sighting.Absent _, Sighting.Doubtful _ -> missing(scene, turn.get(), expected);
      case Sighting.WithVm _, Sighting.Releasing _ ->
          new Due.Nothing("%s is with the VM".formatted(expected.label()));
    };
  }

  private static Due attach(
      Scene scene, Scene.Member member, Sighting.Spot spot, Sighting.Proof proof, Turn turn) {
    if (!proof.proved()) {
      return new Due.Refuse(
          new RotationProblem.NotProved(scene.set(), member.label(), spot.place(), proof.why()));
    }
    return scene.vmRuns()
        ? new Due.Attach(member, turn)
        : new Due.NotNow(
            "%s waits for %s, which does not run".formatted(member.label(), scene.set().vm()));
  }

  private static boolean isDue(Scene scene, Turn turn) {
    return !turn.from().isAfter(scene.now());
  }

  private static Due notYet(Scene scene, Turn turn, Scene.Member expected) {
    return new Due.Nothing(
        "%s comes on %s"
            .formatted(expected.label(), scene.set().swap().clock().words(turn.from())));
  }

  /** The disk whose turn it is cannot be had: what is there instead? */
  private static Due missing(Scene scene, Turn turn, Scene.Member expected) {
    if (!isDue(scene, turn)) {
      return notYet(scene, turn, expected);
    }
    var wrong =
        scene.members().stream()
            .filter(member -> member.sighting() instanceof Sighting.Free)
            .findFirst();
    if (wrong.isPresent() && wrong.get().sighting() instanceof Sighting.Free(var spot, var proof)) {
      return scene.set().care().wrongTurn() == WrongTurn.ACCEPT
          ? attach(scene, wrong.get(), spot, proof, turn)
          : new Due.Refuse(
              new RotationProblem.WrongTurn(
                  scene.set(), expected.label(), wrong.get().label(), spot.place()));
    }
    var foreign = scene.strangers().stream().filter(stranger -> !stranger.isHeld()).findFirst();
    if (foreign.isPresent() && scene.set().care().unknownDisk() == UnknownDisk.REFUSE) {
      return new Due.Refuse(
          new RotationProblem.Foreign(scene.set(), expected.label(), foreign.get()));
    }
    if (!expected.isEnrolled()) {
      return new Due.Refuse(new RotationProblem.NeverEnrolled(scene.set(), expected.name()));
    }
    var since = dueSince(scene, turn);
    var overdue = since.plus(scene.set().care().overdueAfter());
    return new Due.Refuse(
        new RotationProblem.Missing(
            scene.set(), expected.label(), since, !scene.now().isBefore(overdue)));
  }

  /** A person's word goes before the calendar, and not before what is safe. */
  private static Due out(Scene scene, Optional<Turn> turn, boolean evenTheOnlyCopy) {
    var inside = inside(scene);
    if (inside.isEmpty()) {
      return new Due.Nothing("no disk of %s is in".formatted(scene.set().name()));
    }
    var leaving = inside.getFirst();
    if (!scene.inhibitors().isEmpty()) {
      return new Due.Refuse(
          new RotationProblem.Inhibited(
              scene.set(), leaving.label(), scene.inhibitors().getFirst()));
    }
    boolean keeps = !evenTheOnlyCopy && scene.set().care().onlyCopy() == OnlyCopy.KEEP;
    return keeps && isOnlyCopy(scene, leaving, turn)
        ? new Due.Refuse(onlyCopy(scene, leaving, turn))
        : new Due.Release(leaving, Reason.A_PERSON_SAID_SO);
  }

  private static Due in(Scene scene, Optional<Turn> turn, @Nullable String disk) {
    var wanted = disk == null ? turn.map(Turn::disk) : Optional.of(disk);
    if (wanted.isEmpty()) {
      return new Due.Refuse(new RotationProblem.NobodyLeft(scene.set()));
    }
    var member = scene.member(wanted.get());
    if (member.isEmpty()) {
      return new Due.Refuse(
          new RotationProblem.DiskNotInSet(scene.set(), wanted.get(), scene.set().members()));
    }
    var inside = inside(scene);
    if (!inside.isEmpty()) {
      var in = inside.getFirst();
      return disk == null || in.name().equals(disk)
          ? new Due.Nothing("%s is in already".formatted(in.label()))
          : new Due.Refuse(
              new RotationProblem.AnotherIsIn(scene.set(), in.label(), member.get().label()));
    }
    return bringIn(scene, member.get(), disk != null, turn);
  }

  /** One that was named may be taken back into use, though somebody was told to pull it. */
  private static Due bringIn(Scene scene, Scene.Member member, boolean named, Optional<Turn> turn) {
    var attach = new Due.Attach(member, turn.orElseGet(() -> new Turn(scene.now(), member.name())));
    return switch (member.sighting()) {
      case Sighting.Free _ ->
          scene.vmRuns()
              ? attach
              : new Due.Refuse(new RotationProblem.VmNotRunning(scene.set(), member.label()));
      case Sighting.SafeToPull(var spot, _) ->
          named
              ? attach
              : new Due.Refuse(
                  new RotationProblem.StillToBePulled(scene.set(), member.label(), spot.place()));
      case Sighting.Elsewhere(var spot, var holder) ->
          new Due.Refuse(
              new RotationProblem.HeldElsewhere(scene.set(), member.label(), spot.place(), holder));
      case Sighting.Doubtful _, Sighting.WithVm _, Sighting.Releasing _ -> attach;
      case Sighting.Absent _, Sighting.Hidden _ -> gone(scene, member);
    };
  }

  private static Due gone(Scene scene, Scene.Member member) {
    return new Due.Refuse(
        member.isEnrolled()
            ? new RotationProblem.Missing(
                scene.set(), member.label(), entrySince(scene, member), false)
            : new RotationProblem.NeverEnrolled(scene.set(), member.name()));
  }

  private static Instant entrySince(Scene scene, Scene.Member member) {
    return member.entry() == null ? scene.now() : member.entry().since();
  }

  /** What has not been said yet of what there is to say, or not today. */
  public static List<Notice> news(Decided decided, RotationSet set, Instant now) {
    var clock = set.swap().clock();
    return decided.notices().stream()
        .filter(
            notice ->
                decided.members().stream()
                    .map(Scene.Member::entry)
                    .filter(entry -> entry != null && entry.disk().equals(notice.entry()))
                    .allMatch(entry -> entry == null || notice.isNews(entry, now, clock)))
        .toList();
  }

  /** The members with what was said of them noted, so that it is not said again. */
  public static List<Scene.Member> told(
      List<Scene.Member> members, List<Notice> news, Instant now) {
    var told = new ArrayList<>(members);
    for (var notice : news) {
      told.replaceAll(
          member ->
              member.entry() != null && member.entry().disk().equals(notice.entry())
                  ? with(member, member.entry().told(notice.kind(), now))
                  : member);
    }
    return told;
  }
}
