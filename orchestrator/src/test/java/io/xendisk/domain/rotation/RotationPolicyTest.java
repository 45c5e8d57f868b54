package io.xendisk.domain.rotation;

import static io.xendisk.domain.rotation.Sets.NOW;
import static io.xendisk.domain.rotation.Sets.attached;
import static io.xendisk.domain.rotation.Sets.away;
import static io.xendisk.domain.rotation.Sets.days;
import static io.xendisk.domain.rotation.Sets.free;
import static io.xendisk.domain.rotation.Sets.member;
import static io.xendisk.domain.rotation.Sets.never;
import static io.xendisk.domain.rotation.Sets.released;
import static io.xendisk.domain.rotation.Sets.scene;
import static io.xendisk.domain.rotation.Sets.spot;
import static io.xendisk.domain.rotation.Sets.withVm;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.Explanation;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.rotation.Scene.Member;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is due in a set, and above all what never is. */
class RotationPolicyTest {
  private static final Sighting GONE = new Sighting.Absent();

  private final RotationPolicy policy = new RotationPolicy();
  private final RotationSet set = Sets.weekly("A", "B", "C");

  /** Last Friday evening is over, and nobody has come yet. */
  private final Member overdueA = member("A", attached("A", days(9)), withVm("A"));

  private final Member goodC = member("C", away("C", days(30), days(20)), GONE);
  private final Member awayB = member("B", away("B", days(40), days(30)), GONE);

  private Due due(Scene scene) {
    return policy.decide(scene, new Order.Scheduled()).due();
  }

  private static RotationProblem problem(Due due) {
    return ((Due.Refuse) due).why();
  }

  private static Explanation words(Due due) {
    return RotationAdvice.on(problem(due));
  }

  /** The way of every week. */
  @Nested
  class Routine {
    @Test
    void nothingIsDueWhileADiskIsInItsPlace() {
      var inside = member("A", attached("A", days(2)), withVm("A"));

      assertThat(due(scene(set, NOW, inside, awayB, goodC)))
          .isEqualTo(new Due.Nothing("A is in its place"));
    }

    @Test
    void theOneInsideIsReleasedWhenItsTimeIsOver() {
      assertThat(due(scene(set, NOW, overdueA, awayB, goodC)))
          .isInstanceOfSatisfying(
              Due.Release.class,
              release -> {
                assertThat(release.member().name()).isEqualTo("A");
                assertThat(release.why()).isEqualTo(Due.Reason.ITS_TIME_IS_OVER);
              });
    }

    @Test
    void theExpectedOneIsAttachedWhenItIsThere() {
      var out = member("A", away("A", days(9), days(5)), GONE);
      var here = member("B", away("B", days(40), days(30)), free("B"));

      assertThat(due(scene(set, NOW, out, here, goodC)))
          .isInstanceOfSatisfying(
              Due.Attach.class, attach -> assertThat(attach.member().name()).isEqualTo("B"));
    }

    @Test
    void theExpectedOneIsMissedAndLaterOverdue() {
      var out = member("A", away("A", days(9), days(1)), GONE);
      var soon = policy.decide(scene(set, NOW, out, awayB, goodC), new Order.Scheduled());
      var late =
          policy.decide(
              scene(set, NOW.plus(Duration.ofDays(3)), out, awayB, goodC), new Order.Scheduled());

      assertThat(words(soon.due()).id()).isEqualTo("disk-absent");
      assertThat(words(soon.due()).exit().code()).isEqualTo(75);
      assertThat(soon.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.DISK_DUE);
      assertThat(late.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.DISK_OVERDUE);
      assertThat(stageOf(late.members().get(1))).isEqualTo(Stage.OVERDUE);
    }

    /** People can do nothing about it, and it may be weeks until it comes back. */
    @Test
    void aDiskThatWasPulledTooEarlyIsToldOnceHoweverLongItIsAway() {
      var vanished = member("A", attached("A", days(2)), GONE);
      var told = told(scene(set, NOW, vanished, awayB, goodC));

      assertThat(news(scene(set, NOW, vanished, awayB, goodC)))
          .contains(Notice.Kind.PULLED_WHILE_ATTACHED);
      for (int day = 1; day < 40; day++) {
        var later = scene(set, NOW.plus(Duration.ofDays(day)), told, awayB, goodC);
        assertThat(news(later)).doesNotContain(Notice.Kind.PULLED_WHILE_ATTACHED);
        told = told(later);
      }
    }

    private List<Notice.Kind> news(Scene scene) {
      var decided = policy.decide(scene, new Order.Scheduled());
      return RotationPolicy.news(decided, set, scene.now()).stream().map(Notice::kind).toList();
    }

    /** The first member with what was said of it. */
    private Member told(Scene scene) {
      var decided = policy.decide(scene, new Order.Scheduled());
      var news = RotationPolicy.news(decided, set, scene.now());
      return RotationPolicy.told(decided.members(), news, scene.now()).getFirst();
    }

    @Test
    void aReleaseThatWasBegunIsFinishedFirst() {
      var releasing = Passage.releasing(attached("A", days(2)), days(1));

      assertThat(due(scene(set, NOW, member("A", releasing, free("A")), awayB, goodC)))
          .isInstanceOfSatisfying(
              Due.Release.class,
              release -> assertThat(release.why()).isEqualTo(Due.Reason.IT_WAS_BEGUN));
    }

    @Test
    void aFullDiskGoesBeforeItsTime() {
      var full =
          Sets.of(
              new TurnRule.RoundRobin(List.of("A", "B", "C")),
              new Swap(Sets.fridays().every(), Sets.AT_SIX, List.of(), 85, Duration.ZERO),
              Care.DEFAULT);
      var entry = attached("A", days(2)).measured(UsagePoint.ofPercent(days(1), 85));

      assertThat(due(scene(full, NOW, member("A", entry, withVm("A")), awayB, goodC)))
          .isInstanceOfSatisfying(
              Due.Release.class,
              release -> assertThat(release.why()).isEqualTo(Due.Reason.IT_IS_FULL));
    }
  }

  /** What a rotation never does by itself. */
  @Nested
  class Never {
    private final Member out = member("A", away("A", days(9), days(5)), GONE);

    @Test
    void attachesAMemberOutOfTurn() {
      var wrong = member("C", away("C", days(30), days(20)), free("C"));

      var due = due(scene(set, NOW, out, awayB, wrong));

      assertThat(words(due).id()).isEqualTo("wrong-turn");
      assertThat(words(due).exit().code()).isEqualTo(3);
      assertThat(words(due).message()).contains("turn of B");
    }

    @Test
    void attachesAMemberOutOfTurnUnlessTheSetAcceptsThat() {
      var lax =
          Sets.of(
              set.turns(),
              set.swap(),
              new Care(
                  Duration.ofDays(2),
                  0,
                  Care.UnknownDisk.WARN,
                  Care.WrongTurn.ACCEPT,
                  Care.OnlyCopy.KEEP,
                  Duration.ofMinutes(2)));
      var wrong = member("C", away("C", days(30), days(20)), free("C"));

      assertThat(due(scene(lax, NOW, out, awayB, wrong)))
          .isInstanceOfSatisfying(
              Due.Attach.class, attach -> assertThat(attach.member().name()).isEqualTo("C"));
    }

    @Test
    void attachesADiskThatIsNotProvedToBeTheOne() {
      var unsure =
          member(
              "B",
              away("B", days(40), days(30)),
              new Sighting.Free(spot("B"), Sighting.Proof.missing("no serial")));

      assertThat(words(due(scene(set, NOW, out, unsure, goodC))).id()).isEqualTo("not-provable");
    }

    @Test
    void attachesAnythingForADiskThatWasNeverEnrolled() {
      var unknown = new Member("B", "B", null, null, GONE);

      var due = due(scene(set, NOW, out, unknown, goodC));

      assertThat(words(due).id()).isEqualTo("disk-unknown");
      assertThat(words(due).exit().code()).isEqualTo(75);
    }

    @Test
    void attachesADiskOfNoSet() {
      var strict =
          Sets.of(
              set.turns(),
              set.swap(),
              new Care(
                  Duration.ofDays(2),
                  0,
                  Care.UnknownDisk.REFUSE,
                  Care.WrongTurn.REFUSE,
                  Care.OnlyCopy.KEEP,
                  Duration.ofMinutes(2)));
      var stranger = new Scene.Stranger("PHOTOS", "dev:xs1/sdb", "uuid", null);
      var warned =
          new Scene(set, true, List.of(out, awayB, goodC), List.of(stranger), List.of(), NOW);
      var refused =
          new Scene(strict, true, List.of(out, awayB, goodC), List.of(stranger), List.of(), NOW);

      assertThat(words(due(warned)).id()).isEqualTo("disk-absent");
      assertThat(policy.decide(warned, new Order.Scheduled()).notices())
          .extracting(Notice::kind)
          .contains(Notice.Kind.UNKNOWN_DISK);
      assertThat(words(due(refused)).id()).isEqualTo("disk-not-of-set");
    }

    @Test
    void touchesADiskThatWasCalledSafeToPull() {
      var mine = Sets.weekly("A");
      var released = member("A", away("A", days(9), days(5)), released("A", days(5)));

      var due = due(scene(mine, NOW, released));

      assertThat(words(due).id()).isEqualTo("disk-released");
    }

    @Test
    void releasesTheOnlyGoodCopyWhileItsSuccessorIsMissing() {
      var due =
          due(
              scene(
                  set,
                  NOW,
                  overdueA,
                  member("B", never("B"), GONE),
                  member("C", never("C"), GONE)));

      assertThat(words(due).id()).isEqualTo("only-good-copy");
    }

    @Test
    void releasesTheOnlyGoodCopyUnlessItsSuccessorIsThereOrAPersonSaysSo() {
      var b = member("B", never("B"), free("B"));
      var c = member("C", never("C"), GONE);
      var alone = scene(set, NOW, overdueA, member("B", never("B"), GONE), c);

      assertThat(due(scene(set, NOW, overdueA, b, c))).isInstanceOf(Due.Release.class);
      assertThat(policy.decide(alone, new Order.Out(false)).due()).isInstanceOf(Due.Refuse.class);
      assertThat(policy.decide(alone, new Order.Out(true)).due()).isInstanceOf(Due.Release.class);
    }

    @Test
    void countsADiskAsACopyThatWasUncleanPulledOrIsOverdue() {
      var unclean = Passage.unclean(attached("B", days(30)), 40, days(20));
      var pulled =
          attached("C", days(30))
              .ended(days(20), PastTurn.End.PULLED, null)
              .at(Stage.AWAY, "", days(20));

      assertThat(unclean.hasGoodCopy()).isFalse();
      assertThat(pulled.hasGoodCopy()).isFalse();
      assertThat(away("B", days(40), days(30)).at(Stage.OVERDUE, "", days(1)).hasGoodCopy())
          .isFalse();
      assertThat(away("B", days(40), days(30)).hasGoodCopy()).isTrue();
    }

    @Test
    void releasesWhileSomebodyInhibitsIt() {
      var lease = new Lease("backup@nas01", "nightly backup", "t", null, NOW);
      var scene =
          new Scene(
              set,
              true,
              List.of(overdueA, awayB, goodC),
              List.of(),
              List.of(new Inhibitor("key", lease)),
              NOW);

      assertThat(due(scene))
          .isInstanceOfSatisfying(
              Due.NotNow.class,
              held -> assertThat(held.why()).contains("backup@nas01", "nightly backup"));
      assertThat(words(policy.decide(scene, new Order.Out(true)).due()).exit().code()).isEqualTo(4);
    }

    @Test
    void attachesToAVmThatDoesNotRun() {
      var here = member("B", away("B", days(40), days(30)), free("B"));
      var scene = new Scene(set, false, List.of(out, here, goodC), List.of(), List.of(), NOW);

      assertThat(due(scene)).isInstanceOf(Due.NotNow.class);
    }

    @Test
    void releasesADiskThatAnotherVmHas() {
      var elsewhere =
          member("B", away("B", days(40), days(30)), new Sighting.Elsewhere(spot("B"), "web01"));

      var decided = policy.decide(scene(set, NOW, out, elsewhere, goodC), new Order.Scheduled());

      // It is out of service, so that the turn is the next one's.
      assertThat(words(decided.due()).message()).contains("turn of C");
      assertThat(stageOf(decided.members().get(1))).isEqualTo(Stage.QUARANTINED);
    }
  }

  /** What a person says goes before the calendar. */
  @Nested
  class ByWord {
    private final Member inside = member("A", attached("A", days(2)), withVm("A"));

    @Test
    void outReleasesBeforeItsTime() {
      assertThat(policy.decide(scene(set, NOW, inside, awayB, goodC), new Order.Out(false)).due())
          .isInstanceOf(Due.Release.class);
    }

    @Test
    void inAttachesTheOneThatIsNamedThoughItWasReleased() {
      var out = member("A", away("A", days(9), days(5)), released("A", days(5)));
      var scene = scene(set, NOW, out, awayB, goodC);

      assertThat(policy.decide(scene, new Order.In("A")).due()).isInstanceOf(Due.Attach.class);
      assertThat(words(policy.decide(scene, new Order.In(null)).due()).id())
          .isEqualTo("disk-absent");
    }

    @Test
    void inRefusesASecondDisk() {
      var b = member("B", away("B", days(40), days(30)), free("B"));
      var scene = scene(set, NOW, inside, b, goodC);

      assertThat(words(policy.decide(scene, new Order.In("B")).due()).id())
          .isEqualTo("another-is-in");
      assertThat(policy.decide(scene, new Order.In("A")).due()).isInstanceOf(Due.Nothing.class);
    }
  }

  /** Of several who see the same, each says the same, and a second look changes nothing more. */
  @Test
  void lookingTwiceChangesNothing() {
    var scene = scene(set, NOW, overdueA, awayB, goodC);
    var once = policy.decide(scene, new Order.Scheduled());
    var twice =
        policy.decide(
            scene(set, NOW, once.members().toArray(Member[]::new)), new Order.Scheduled());

    assertThat(twice).isEqualTo(once);
  }

  @Test
  void aReminderIsSaidOnceAndWhatIsOverdueOnceADay() {
    var out = member("A", away("A", days(9), days(1)), GONE);
    int said = 0;
    var members = List.of(out, awayB, goodC);
    for (int tick = 0; tick < 24 * 12 * 5; tick++) {
      var now = NOW.plus(Duration.ofMinutes(5L * tick));
      var decided =
          policy.decide(scene(set, now, members.toArray(Member[]::new)), new Order.Scheduled());
      var news = RotationPolicy.news(decided, set, now);
      said += news.size();
      members = RotationPolicy.told(decided.members(), news, now);
    }

    // One reminder; overdue from the next noon on: said on that day and on the four after it.
    assertThat(said).isEqualTo(1 + 5);
  }

  @Test
  void aDiskIsMissedOnlyWhenItsTurnHasCome() {
    var monday =
        Sets.of(
            new TurnRule.Weekdays(
                java.util.Map.of(
                    java.time.DayOfWeek.MONDAY, "A", java.time.DayOfWeek.THURSDAY, "B")),
            Sets.atSix(),
            Care.DEFAULT);
    var a = member("A", away("A", days(3), days(1)), GONE);
    var b = member("B", away("B", days(9), days(6)), GONE);

    assertThat(due(scene(monday, NOW, a, b))).isInstanceOf(Due.Nothing.class);
    assertThat(words(due(scene(monday, NOW.plus(Duration.ofDays(2)), a, b))).id())
        .isEqualTo("disk-absent");
  }

  private static Stage stageOf(Scene.Member member) {
    return Objects.requireNonNull(member.entry()).stage();
  }
}
