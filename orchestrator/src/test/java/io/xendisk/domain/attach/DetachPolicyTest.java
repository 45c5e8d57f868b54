package io.xendisk.domain.attach;

import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static io.xendisk.testing.VbdBuilder.aVbdOfTheControlDomain;
import static io.xendisk.testing.VmBuilder.aVm;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.Exit;
import io.xendisk.domain.PowerState;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseRule;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.testing.DiskBuilder;
import io.xendisk.testing.Leases;
import io.xendisk.testing.VbdBuilder;
import io.xendisk.testing.VmBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetachPolicyTest {
  private final DetachPolicy policy = new DetachPolicy();

  // The plan.

  /** Safety rules R10 and R11: the note before the first unplug, SAFE TO PULL last of all. */
  @Test
  void notesThatItReleasesUnplugsDestroysReadsMarksAndLooksOnceMore() {
    var decision = decide(aDisk("BACKUP-02").with(aVbdOf("nas01").attached()));

    assertThat(stepsOf(decision))
        .containsExactly(
            "take-lease",
            "mark-releasing",
            "unplug",
            "destroy-vbd",
            "read-contents",
            "mark-released",
            "last-look",
            "drop-lease");
  }

  @Test
  void asksAGuestAgainThatWasAskedBeforeWithoutASecondNote() {
    var decision = decide(aDisk("BACKUP-02").with(aVbdOf("nas01").attached().releasing()));

    assertThat(stepsOf(decision))
        .containsExactly(
            "take-lease",
            "unplug",
            "destroy-vbd",
            "read-contents",
            "mark-released",
            "last-look",
            "drop-lease");
  }

  @Test
  void finishesWhatAnInterruptedReleaseLeft() {
    var decision = decide(aDisk("BACKUP-02").with(aVbdOf("nas01").releasing()));

    assertThat(stepsOf(decision))
        .containsExactly(
            "take-lease",
            "destroy-vbd",
            "read-contents",
            "mark-released",
            "last-look",
            "drop-lease");
  }

  /** Nobody has it, but nobody has said either that it may be pulled. */
  @Test
  void readsAndLooksAtAFreeDiskBeforeItSaysThatItIsSafe() {
    assertThat(stepsOf(decide(aDisk("BACKUP-02"))))
        .containsExactly("take-lease", "read-contents", "mark-released", "last-look", "drop-lease");
  }

  @Test
  void changesNothingWhereTheDiskIsReleasedAlready() {
    assertThat(decide(aDisk("BACKUP-02").released())).isEqualTo(new Decision.AlreadyOut());
  }

  @Test
  void releasesADiskThatIsAttachedThoughItOnceWasCalledSafe() {
    var disk = aDisk("BACKUP-02").released().with(aVbdOf("nas01").attached());

    assertThat(stepsOf(decide(disk))).contains("unplug");
  }

  @Test
  void takesAwayAVbdThatWasNeverPlugged() {
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas02").ours().whoseVmIs(PowerState.HALTED));

    assertThat(stepsOf(decide(disk))).contains("destroy-vbd").doesNotContain("unplug");
  }

  /** A VBD that somebody else made never held the block (R12). */
  @Test
  void liftsTheBlockAfterAVbdOfOursIsGone() {
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas01").attached().ours());

    assertThat(stepsOf(decide(disk))).containsSubsequence("destroy-vbd", "lift-block", "last-look");
  }

  // What is waited for.

  /** "Not attached" comes before the unplug is over, and xapi would let the VBD be destroyed. */
  @Test
  void destroysNoVbdWhoseUnplugHasNotEnded() {
    var vbd = aVbdOf("nas01").doing("unplug");

    assertThat(decide(aDisk("BACKUP-02").with(vbd)))
        .isEqualTo(new Decision.Wait(new Waiting.ForRelease(vbd.build())));
  }

  @Test
  void destroysNoVbdThatIsJustBeingPlugged() {
    assertThat(decide(aDisk("BACKUP-02").with(aVbdOf("nas01").doing("plug"))))
        .isEqualTo(new Decision.Wait(new Waiting.ForOperation()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void waitsForTheControlDomainToLetGo(boolean attached) {
    var vbd = attached ? aVbdOfTheControlDomain().attached() : aVbdOfTheControlDomain();

    assertThat(decide(aDisk("BACKUP-02").with(vbd)))
        .isEqualTo(new Decision.Wait(new Waiting.ForOperation()));
    assertThat(decide(aDisk("BACKUP-02").with(vbd).released()))
        .isEqualTo(new Decision.Wait(new Waiting.ForOperation()));
  }

  @Test
  void waitsForWhatThePoolDoesWithAFreeDisk() {
    assertThat(decide(aDisk("BACKUP-02").busyWith("update")))
        .isEqualTo(new Decision.Wait(new Waiting.ForOperation()));
  }

  @Test
  void waitsForAnotherLeaseWhateverElseIsSo() {
    var lease = Leases.lease("cron@backup2", "attach", "ffff", NOW.plusSeconds(1));
    var disk = aDisk("BACKUP-02").leased(lease).released().with(aVbdOf("nas01").attached());

    assertThat(decide(disk))
        .isEqualTo(new Decision.Wait(new Waiting.ForLease(lease, NOW.plusSeconds(1))));
  }

  @Test
  void clearsALeaseWhoseTimeIsOver() {
    var lease = Leases.lease("cron@backup2", "attach", "ffff", NOW.minusSeconds(1));

    assertThat(decide(aDisk("BACKUP-02").leased(lease)))
        .isEqualTo(new Decision.ClearLease(new LeaseVerdict.Dead(List.of(lease))));
  }

  @Test
  void neverClearsALeaseThatItCannotRead() {
    var decision = decide(aDisk("BACKUP-02").leased(Lease.parse("2;who=knows")));

    assertThat(decision).isInstanceOf(Decision.Wait.class);
  }

  // What is refused.

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RUNNING")
  void refusesToTakeADiskFromAVmThatCannotLetGo(PowerState power) {
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas01").attached().whoseVmIs(power));

    assertThat(idOf(decide(disk))).isEqualTo("holder-not-running");
  }

  @Test
  void refusesADiskThatIsNotThere() {
    assertThat(idOf(decide(aDisk("BACKUP-02").absent()))).isEqualTo("disk-absent");
    assertThat(idOf(decide(aDisk("BACKUP-02").absent().released()))).isEqualTo("disk-absent");
  }

  @Test
  void refusesToTakeTheDiskFromAnotherVmThanTheOneThatWasNamed() {
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas01").attached());

    assertThat(idOf(decide(disk, aVm("nas02")))).isEqualTo("not-with-that-vm");
  }

  @Test
  void asksWhichVmIsMeantWhereSeveralHaveIt() {
    var attached = aDisk("a").with(aVbdOf("nas01").attached(), aVbdOf("nas02").attached());
    var unattached = aDisk("b").with(aVbdOf("nas01"), aVbdOf("nas02"));

    assertThat(idOf(decide(attached))).isEqualTo("several-holders");
    assertThat(idOf(decide(unattached))).isEqualTo("several-holders");
  }

  @Test
  void takesItFromTheOneThatHasItAttached() {
    var attached = aVbdOf("nas01").attached();
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas02"), attached);

    assertThat(planOf(decide(disk)).steps()).contains(new Step.Unplug(attached.build()));
  }

  @Test
  void takesItFromTheVmThatWasNamed() {
    var meant = aVbdOf("nas02").attached();
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas01").attached(), meant);

    assertThat(planOf(decide(disk, aVm("nas02"))).steps())
        .contains(new Step.Unplug(meant.build()))
        .doesNotContain(new Step.Unplug(aVbdOf("nas01").attached().build()));
  }

  @Test
  void takesSeveralVbdsOfOneVmAwayOneByOne() {
    var first = aVbdOf("nas01").ours();
    var disk = aDisk("BACKUP-02").with(first, aVbdOf("nas01").named("second").ours());

    assertThat(planOf(decide(disk, aVm("nas01"))).steps())
        .contains(new Step.DestroyVbd(first.build()));
  }

  // The verdict (R11).

  static Stream<Named<VbdBuilder>> vbdsOfAnyKind() {
    return Stream.of(
        Named.of("attached", aVbdOf("web01").attached()),
        Named.of("unattached", aVbdOf("web01")),
        Named.of("ours", aVbdOf("web01").ours()),
        Named.of("of a halted VM", aVbdOf("web01").whoseVmIs(PowerState.HALTED)),
        Named.of("of a suspended VM", aVbdOf("web01").whoseVmIs(PowerState.SUSPENDED)),
        Named.of("of the control domain", aVbdOfTheControlDomain()));
  }

  @ParameterizedTest
  @MethodSource("vbdsOfAnyKind")
  void neverCallsADiskSafeThatHasAnyVbdAndNamesItsVm(VbdBuilder vbd) {
    var disk = aDisk("BACKUP-02").with(vbd);

    for (boolean acceptUnclean : new boolean[] {true, false}) {
      var explanation = Advice.on(policy.verdict(disk.build(), acceptUnclean).orElseThrow());

      assertThat(explanation.exit()).isEqualTo(Exit.NOT_SAFE_TO_PULL);
      assertThat(explanation.message()).contains(vbd.build().holder().name());
    }
  }

  @Test
  void neverCallsADiskSafeThatThePoolIsAtWorkOn() {
    assertThat(verdict(aDisk("BACKUP-02").busyWith("forget"), true)).contains("disk-busy");
  }

  @Test
  void callsADiskSafeThatIsCleanOrOfWhichThatCannotBeKnown() {
    assertThat(verdict(aDisk("BACKUP-02"), false)).isEmpty();
    assertThat(verdict(aDisk("BACKUP-02").clean(null), false)).isEmpty();
    assertThat(verdict(aDisk("BACKUP-02").blank(), false)).isEmpty();
    assertThat(verdict(aDisk("BACKUP-02").unread("the disk does not answer"), false)).isEmpty();
  }

  @Test
  void callsAnUncleanDiskSafeOnlyIfAPersonTakesItSo() {
    assertThat(verdict(aDisk("BACKUP-02").clean(false), false)).contains("not-clean");
    assertThat(verdict(aDisk("BACKUP-02").clean(false), true)).isEmpty();
  }

  @Test
  void knowsNothingOfCleannessWhereNoFilesystemWasRecognised() {
    assertThat(DetachPolicy.cleanlyUnmounted(aDisk("a").clean(true).build())).isTrue();
    assertThat(DetachPolicy.cleanlyUnmounted(aDisk("a").clean(false).build())).isFalse();
    assertThat(DetachPolicy.cleanlyUnmounted(aDisk("a").clean(null).build())).isNull();
    assertThat(DetachPolicy.cleanlyUnmounted(aDisk("a").withoutFilesystem().build())).isNull();
    assertThat(DetachPolicy.cleanlyUnmounted(aDisk("a").unread("why").build())).isNull();
  }

  private Decision decide(DiskBuilder disk) {
    return decide(disk, null);
  }

  private Decision decide(DiskBuilder disk, @Nullable VmBuilder vm) {
    var built = disk.build();
    return policy.decide(
        built,
        vm == null ? null : vm.build(),
        LeaseRule.verdict(built.marks().leases(), NOW, process -> false));
  }

  private Optional<String> verdict(DiskBuilder disk, boolean acceptUnclean) {
    return policy.verdict(disk.build(), acceptUnclean).map(why -> Advice.on(why).id());
  }

  private static Plan planOf(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Act.class);
    return ((Decision.Act) decision).plan();
  }

  private static List<String> stepsOf(Decision decision) {
    return planOf(decision).steps().stream().map(Step::name).toList();
  }

  private static String idOf(Decision decision) {
    return decision instanceof Decision.Refuse(var why)
        ? Advice.on(why).id()
        : "not refused: " + decision;
  }
}
