package io.xendisk.domain.attach;

import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static io.xendisk.testing.VbdBuilder.aVbdOfTheControlDomain;
import static io.xendisk.testing.VmBuilder.aVm;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.disk.Attachment.Mode;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskKey;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseRule;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.testing.DiskBuilder;
import io.xendisk.testing.Hosts;
import io.xendisk.testing.Leases;
import io.xendisk.testing.VmBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One class, because the order of the rules is what most of it is about. */
class AttachPolicyTest {
  private static final AttachRequest WRITING = new AttachRequest(Mode.RW, IfHalted.REFUSE);
  private static final AttachRequest READING = new AttachRequest(Mode.RO, IfHalted.REFUSE);

  private final AttachPolicy policy = new AttachPolicy();

  // What is done.

  @Test
  void takesTheLeaseMakesTheVbdLooksAgainPlugsRemembersAndDropsTheLease() {
    var decision = decide(aDisk("BACKUP-02"), booted("nas01"), WRITING);

    assertThat(stepsOf(decision))
        .containsExactly(
            "take-lease",
            "create-vbd",
            "look-again",
            "block-start",
            "hold-disk",
            "plug",
            "remember-first-attach",
            "drop-lease");
  }

  @Test
  void remembersTheEvidenceUnderTheDisksKey() {
    var disk = aDisk("BACKUP-02").build();

    var decision = policy.decide(scene(disk, booted("nas01").build()), WRITING);

    assertThat(planOf(decision).steps())
        .contains(
            new Step.RememberFirstAttach(disk.key().orElseThrow(), BootEvidence.GUEST_METRICS));
  }

  @Test
  void writesNoMemoryThatIsThereAlready() {
    var disk = aDisk("BACKUP-02");
    var vm = booted("nas01").remembering(keyOf(disk));

    assertThat(stepsOf(decide(disk, vm, WRITING)))
        .containsExactly(
            "take-lease",
            "create-vbd",
            "look-again",
            "block-start",
            "hold-disk",
            "plug",
            "drop-lease");
  }

  @Test
  void blocksNoStartForADiskThatIsToBeUnguarded() {
    var request = new AttachRequest(Mode.RW, IfHalted.REFUSE, Keep.UNGUARDED);
    var disk = aDisk("BACKUP-02");

    assertThat(stepsOf(decide(disk, booted("nas01"), request))).doesNotContain("block-start");
    assertThat(stepsOf(decide(disk, aVm("nas02").remembering(keyOf(disk)), request)))
        .contains("create-vbd")
        .doesNotContain("block-start");
  }

  /** Plugged on the memory alone, it must not become evidence of this boot. */
  @Test
  void plugsADiskThatTheVmHadBeforeIntoAGuestOfWhichNothingIsKnown() {
    var disk = aDisk("BACKUP-02");
    var vm = aVm("nas01").running().remembering(keyOf(disk));

    assertThat(stepsOf(decide(disk, vm, WRITING))).contains("plug");
  }

  @Test
  void neverRemembersADiskThatCarriesNothingToTellItBy() {
    var decision = decide(aDisk("any").blank(), booted("nas01"), WRITING);

    assertThat(stepsOf(decision))
        .containsExactly(
            "take-lease",
            "create-vbd",
            "look-again",
            "block-start",
            "hold-disk",
            "plug",
            "drop-lease");
  }

  @ParameterizedTest
  @EnumSource
  void makesTheVbdInTheModeThatWasAskedFor(Mode mode) {
    var decision =
        decide(aDisk("BACKUP-02"), booted("nas01"), new AttachRequest(mode, IfHalted.REFUSE));

    assertThat(planOf(decision).steps())
        .contains(new Step.CreateVbd(mode), new Step.LookAgain(mode));
  }

  /** Only an explicit attach takes the mark off (R11); if the plug failed it would stand there. */
  @Test
  void takesTheSafeToPullMarkOffBeforeItMakesAVbd() {
    var decision = decide(aDisk("BACKUP-02").released(), booted("nas01"), WRITING);

    assertThat(stepsOf(decision))
        .containsSubsequence("take-lease", "forget-release", "create-vbd", "plug");
  }

  @Test
  void removesWhatAnInterruptedRunLeftAndMakesANewVbd() {
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas01").ours());

    var decision = decide(disk, booted("nas01"), WRITING);

    assertThat(stepsOf(decision))
        .containsSubsequence("take-lease", "remove-leftover", "create-vbd", "look-again", "plug");
    assertThat(planOf(decision).steps())
        .contains(new Step.RemoveLeftover(aVbdOf("nas01").ours().build()));
  }

  /** A queued unplug of the old object must not undo the newer attach (R10, lease). */
  @Test
  void removesAVbdThatTheGuestHasLetGoInsteadOfPluggingItAgain() {
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas01").ours().releasing());

    assertThat(stepsOf(decide(disk, booted("nas01"), WRITING)))
        .containsSubsequence("remove-leftover", "create-vbd", "plug");
  }

  // What is so already.

  @Test
  void changesNothingWhereTheVmHasTheDiskInTheSameMode() {
    var vbd = aVbdOf("nas01").attached();

    var decision = decide(aDisk("BACKUP-02").with(vbd), booted("nas01"), WRITING);

    assertThat(decision).isEqualTo(new Decision.AlreadySo(vbd.build()));
  }

  @Test
  void refusesWhereTheVmHasTheDiskInTheOtherMode() {
    var vbd = aVbdOf("nas01").attached().readOnly();

    var decision = decide(aDisk("BACKUP-02").with(vbd), booted("nas01"), WRITING);

    assertThat(idOf(decision)).isEqualTo("attached-in-other-mode");
  }

  /** Neither a lease nor a rule about new attaches makes an attached disk less attached. */
  @Test
  void saysThatItIsAttachedWhateverWouldForbidANewAttach() {
    var vbd = aVbdOf("nas01").attached();
    var disk =
        aDisk("BACKUP-02")
            .with(vbd)
            .leasedUntil(NOW.plusSeconds(60))
            .in(Hosts.XS2, "sdb", "1:0:0:0");

    assertThat(decide(disk, booted("nas01").haProtected(), WRITING))
        .isEqualTo(new Decision.AlreadySo(vbd.build()));
  }

  @Test
  void seesTheAttachedVbdBehindAnUnattachedOneOfTheSameVm() {
    var attached = aVbdOf("nas01").named("second").attached();
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas01").ours(), attached);

    assertThat(decide(disk, booted("nas01"), WRITING))
        .isEqualTo(new Decision.AlreadySo(attached.build()));
  }

  /** Safety rule R10: what the guest was asked to let go of may go at any time. */
  @Test
  void releasingIsNeverAlreadyAttached() {
    var vbd = aVbdOf("nas01").attached().releasing();

    var decision = decide(aDisk("BACKUP-02").with(vbd), booted("nas01"), WRITING);

    assertThat(decision).isEqualTo(new Decision.Wait(new Waiting.ForRelease(vbd.build())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unplug", "plug", "unplug_force"})
  void waitsWhileThePoolIsAtWorkOnTheVmsOwnVbd(String operation) {
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas01").ours().attached().doing(operation));

    assertThat(decide(disk, booted("nas01"), WRITING))
        .isEqualTo(new Decision.Wait(new Waiting.ForOperation()));
  }

  // What is refused.

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal("vm-is-template", d -> d, v -> v.being(Vm.Kind.TEMPLATE), WRITING),
        refusal("vm-is-snapshot", d -> d, v -> v.being(Vm.Kind.SNAPSHOT), WRITING),
        refusal("vm-is-control-domain", d -> d, v -> v.being(Vm.Kind.CONTROL_DOMAIN), WRITING),
        refusal("vm-not-running", d -> d, v -> v.in(PowerState.SUSPENDED), WRITING),
        refusal("vm-not-running", d -> d, v -> v.in(PowerState.PAUSED), WRITING),
        refusal("vm-not-running", d -> d, v -> v.in(PowerState.UNKNOWN), WRITING),
        refusal("vm-ha-protected", d -> d, VmBuilder::haProtected, WRITING),
        refusal("disk-absent", DiskBuilder::absent, v -> v, WRITING),
        refusal("read-only-disk", DiskBuilder::readOnly, v -> v, WRITING),
        refusal("read-only-into-hvm", d -> d, VmBuilder::hvm, READING),
        refusal("guest-has-no-hotplug", d -> d, v -> v.hvm().hotplug(Guest.Hotplug.NO), WRITING),
        refusal("wrong-host", d -> d.in(Hosts.XS2, "sdb", "1:0:0:0"), v -> v, WRITING),
        refusal("disk-in-use", d -> d.with(aVbdOf("web01").attached()), v -> v, WRITING),
        refusal("disk-in-use", d -> d.with(aVbdOf("web01").attached().ours()), v -> v, WRITING),
        refusal(
            "disk-in-use", d -> d.with(aVbdOf("web01").attached().releasing()), v -> v, WRITING),
        refusal("disk-claimed", d -> d.with(aVbdOf("web01")), v -> v, WRITING),
        refusal("disk-claimed", d -> d.with(aVbdOf("web01").ours()), v -> v, WRITING),
        refusal("disk-claimed", d -> d.with(aVbdOf("web01").doing("plug")), v -> v, WRITING),
        refusal(
            "disk-in-use",
            d -> d.with(aVbdOf("web01").attached().whoseVmIs(PowerState.SUSPENDED)),
            v -> v,
            WRITING),
        refusal(
            "disk-claimed",
            d -> d.with(aVbdOf("web01").whoseVmIs(PowerState.SUSPENDED)),
            v -> v,
            WRITING),
        refusal("disk-claimed", d -> d.with(aVbdOf("nas01")), v -> v, WRITING));
  }

  private static Arguments refusal(
      String id,
      Function<DiskBuilder, DiskBuilder> disk,
      Function<VmBuilder, VmBuilder> vm,
      AttachRequest request) {
    return Arguments.of(
        id,
        Named.of("of this disk", disk.apply(aDisk("BACKUP-02"))),
        Named.of("to this VM", vm.apply(booted("nas01"))),
        request);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void refuses(String id, DiskBuilder disk, VmBuilder vm, AttachRequest request) {
    assertThat(idOf(decide(disk, vm, request))).isEqualTo(id);
  }

  /** With a lease about and the disk busy it is refused all the same, and nobody is waited for. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void refusesBeforeItWaits(String id, DiskBuilder disk, VmBuilder vm, AttachRequest request) {
    var busy = disk.leasedUntil(NOW.plusSeconds(60)).busyWith("forget").released();

    assertThat(idOf(decide(busy, vm, request))).isEqualTo(id);
  }

  /** What a person asks for with --if-halted start must not get past any other rule. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void refusesWhateverIsToHappenWithAHaltedVm(
      String id, DiskBuilder disk, VmBuilder vm, AttachRequest request) {
    for (var ifHalted : IfHalted.values()) {
      assertThat(idOf(decide(disk, vm, new AttachRequest(request.mode(), ifHalted)))).isEqualTo(id);
    }
  }

  @Test
  void refusesADiskInUseEvenIfTheHaltedVmWouldBeStartedForIt() {
    var disk = aDisk("BACKUP-02").with(aVbdOf("web01").attached());

    assertThat(idOf(decide(disk, aVm("nas02"), new AttachRequest(Mode.RW, IfHalted.START))))
        .isEqualTo("disk-in-use");
  }

  @Test
  void attachesReadOnlyToAParavirtualisedGuestEvenOfAReadOnlyDisk() {
    var decision = decide(aDisk("BACKUP-02").readOnly(), booted("nas01"), READING);

    assertThat(stepsOf(decision)).contains("plug");
  }

  @Test
  void heedsNoHotplugFlagOfAParavirtualisedGuest() {
    var vm = booted("nas01").hotplug(Guest.Hotplug.NO);

    assertThat(stepsOf(decide(aDisk("BACKUP-02"), vm, WRITING))).contains("plug");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NO")
  void plugsIntoAnHvmGuestThatDoesNotSayNo(Guest.Hotplug hotplug) {
    var vm = booted("nas01").hvm().hotplug(hotplug);

    assertThat(stepsOf(decide(aDisk("BACKUP-02"), vm, WRITING))).contains("plug");
  }

  @Test
  void namesTheVmThatAnUnattachedVbdBelongsTo() {
    var disk = aDisk("BACKUP-02").with(aVbdOf("web01").whoseVmIs(PowerState.SUSPENDED));

    var decision = decide(disk, booted("nas01"), WRITING);

    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Refuse.class,
            refused ->
                assertThat(Advice.on(refused.why()).message())
                    .contains("web01", VmBuilder.idOf("web01").uuid()));
  }

  @Test
  void refusesAForeignVbdThatStandsBehindOneOfOurOwn() {
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas01").ours(), aVbdOf("web01"));

    assertThat(idOf(decide(disk, booted("nas01"), WRITING))).isEqualTo("disk-claimed");
  }

  // What is waited for.

  @Test
  void waitsForTheGuestWhenTheVmRunsButNothingShowsThatItHasBooted() {
    assertThat(decide(aDisk("BACKUP-02"), aVm("nas01").running(), WRITING))
        .isEqualTo(new Decision.Wait(new Waiting.ForBoot()));
  }

  @Test
  void waitsForTheHostOfARunningVmToBeKnown() {
    var vm = booted("nas01").build();
    var scene =
        new Scene(
            aDisk("BACKUP-02").build(),
            vm,
            null,
            BootEvidence.GUEST_METRICS,
            new LeaseVerdict.Free());

    assertThat(policy.decide(scene, WRITING)).isEqualTo(new Decision.Wait(new Waiting.ForBoot()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void waitsForTheControlDomainToLetGo(boolean attached) {
    var vbd = attached ? aVbdOfTheControlDomain().attached() : aVbdOfTheControlDomain();

    assertThat(decide(aDisk("BACKUP-02").with(vbd), booted("nas01"), WRITING))
        .isEqualTo(new Decision.Wait(new Waiting.ForOperation()));
  }

  @Test
  void takesNoVbdOfTheControlDomainForAnAttachedDiskThoughItWasNamed() {
    var vbd = aVbdOfTheControlDomain().attached();
    var vm = aVm("Control domain on host: xs1").running().being(Vm.Kind.CONTROL_DOMAIN);

    assertThat(idOf(decide(aDisk("BACKUP-02").with(vbd), vm, WRITING)))
        .isEqualTo("vm-is-control-domain");
  }

  @Test
  void waitsForAnotherLeaseAndSaysWhose() {
    var lease = Leases.lease("cron@backup2", "detach", "ffff", NOW.plusSeconds(1));

    assertThat(decide(aDisk("BACKUP-02").leased(lease), booted("nas01"), WRITING))
        .isEqualTo(new Decision.Wait(new Waiting.ForLease(lease, NOW.plusSeconds(1))));
  }

  @Test
  void clearsALeaseWhoseTimeIsOver() {
    var lease = Leases.lease("cron@backup2", "detach", "ffff", NOW.minusMillis(1));

    assertThat(decide(aDisk("BACKUP-02").leased(lease), booted("nas01"), WRITING))
        .isEqualTo(new Decision.ClearLease(new LeaseVerdict.Dead(List.of(lease))));
  }

  @Test
  void takesALeaseForHeldAtTheVeryMomentThatItEnds() {
    var lease = Leases.lease("cron@backup2", "detach", "ffff", NOW);

    assertThat(decide(aDisk("BACKUP-02").leased(lease), booted("nas01"), WRITING))
        .isEqualTo(new Decision.Wait(new Waiting.ForLease(lease, NOW)));
  }

  @Test
  void neverClearsALeaseThatItCannotRead() {
    var disk = aDisk("BACKUP-02").leased(Lease.parse("2;who=knows")).build();
    var scene = sceneAt(disk, booted("nas01").build(), NOW.plus(Duration.ofDays(9999)));

    assertThat(policy.decide(scene, WRITING)).isInstanceOf(Decision.Wait.class);
  }

  @Test
  void waitsForWhatThePoolDoesWithTheDisk() {
    assertThat(decide(aDisk("BACKUP-02").busyWith("update"), booted("nas01"), WRITING))
        .isEqualTo(new Decision.Wait(new Waiting.ForOperation()));
  }

  /** Its end may not have been taken in yet; destroying it would be refused by the pool. */
  @ParameterizedTest
  @EnumSource
  void takesNoAttachedVbdOfAHaltedVmForALeftover(IfHalted ifHalted) {
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas02").ours().attached());

    assertThat(decide(disk, aVm("nas02"), new AttachRequest(Mode.RW, ifHalted)))
        .isEqualTo(new Decision.Wait(new Waiting.ForOperation()));
  }

  // A halted VM.

  @Test
  void refusesAFirstAttachToAHaltedVmAndPlansNothing() {
    assertThat(idOf(decide(aDisk("BACKUP-01"), aVm("nas02"), WRITING)))
        .isEqualTo("vm-halted-first-attach");
  }

  @Test
  void makesTheVbdForTheNextBootWhereTheVmHadTheDiskBefore() {
    var disk = aDisk("BACKUP-01").released();

    assertThat(stepsOf(decide(disk, aVm("nas02").remembering(keyOf(disk)), WRITING)))
        .containsExactly(
            "take-lease",
            "forget-release",
            "block-start",
            "create-vbd",
            "look-again",
            "block-start",
            "drop-lease");
  }

  @Test
  void leavesTheVbdForTheNextBootWhereItIs() {
    var vbd = aVbdOf("nas02").ours().whoseVmIs(PowerState.HALTED);
    var disk = aDisk("BACKUP-01").with(vbd);

    assertThat(decide(disk, aVm("nas02").remembering(keyOf(disk)), WRITING))
        .isEqualTo(new Decision.AlreadySo(vbd.build()));
  }

  /** Safety rule R10 once more: a VBD on its way out is no VBD for the next boot. */
  @Test
  void releasingIsNeverKeptForTheNextBoot() {
    var disk = aDisk("BACKUP-01").with(aVbdOf("nas02").ours().releasing());

    assertThat(stepsOf(decide(disk, aVm("nas02").remembering(keyOf(disk)), WRITING)))
        .containsSubsequence("remove-leftover", "create-vbd");
  }

  @Test
  void makesANewVbdForTheNextBootWhereTheOldOneHasTheOtherMode() {
    var disk = aDisk("BACKUP-01").with(aVbdOf("nas02").ours().readOnly());

    var decision = decide(disk, aVm("nas02").remembering(keyOf(disk)), WRITING);

    assertThat(planOf(decision).steps())
        .contains(
            new Step.RemoveLeftover(aVbdOf("nas02").ours().readOnly().build()),
            new Step.CreateVbd(Mode.RW));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void startsAHaltedVmOrWaitsForItWithoutAVbdWhetherOrNotItHadTheDiskBefore(boolean hadItBefore) {
    var disk = aDisk("BACKUP-01");
    var vm = hadItBefore ? aVm("nas02").remembering(keyOf(disk)) : aVm("nas02");

    assertThat(decide(disk, vm, new AttachRequest(Mode.RW, IfHalted.START)))
        .isEqualTo(new Decision.StartVm());
    assertThat(decide(disk, vm, new AttachRequest(Mode.RW, IfHalted.WAIT)))
        .isEqualTo(new Decision.Wait(new Waiting.ForStart()));
  }

  /** The guest would boot with the disk. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFUSE")
  void removesWhatIsLeftOnAHaltedVmBeforeItStarts(IfHalted ifHalted) {
    var disk = aDisk("BACKUP-01").with(aVbdOf("nas02").ours());

    assertThat(stepsOf(decide(disk, aVm("nas02"), new AttachRequest(Mode.RW, ifHalted))))
        .containsExactly("take-lease", "remove-leftover", "drop-lease");
  }

  // The memory (R8).

  @Test
  void takesTheMemoryOfAnotherVmForNone() {
    var disk = aDisk("BACKUP-01");
    var clone = aVm("nas02").rememberingAs(VmBuilder.idOf("nas01").uuid(), keyOf(disk));

    assertThat(idOf(decide(disk, clone, WRITING))).isEqualTo("vm-halted-first-attach");
  }

  @Test
  void takesTheMemoryOfAnotherDiskForNone() {
    var vm = aVm("nas02").remembering(keyOf(aDisk("BACKUP-02")));

    assertThat(idOf(decide(aDisk("BACKUP-01"), vm, WRITING))).isEqualTo("vm-halted-first-attach");
  }

  /** Two disks with one label are two disks. */
  @Test
  void neverRemembersByLabel() {
    var vm = aVm("nas02").remembering(keyOf(aDisk("BACKUP-01")));
    var namesake = aDisk("BACKUP-01").withFilesystemUuid("5f1c7c2e-0000-4000-8000-000000000001");

    assertThat(idOf(decide(namesake, vm, WRITING))).isEqualTo("vm-halted-first-attach");
  }

  @Test
  void refusesWhereANewerXendiskKnowsMoreOfDiskAndVm() {
    var disk = aDisk("BACKUP-01");
    var vm = booted("nas01").noting(FirstAttach.keyFor(keyOf(disk)), "2;vm=any;since=boot-7");

    var decision = decide(disk, vm, WRITING);

    assertThat(idOf(decision)).isEqualTo("newer-note");
  }

  private Decision decide(DiskBuilder disk, VmBuilder vm, AttachRequest request) {
    return policy.decide(scene(disk.build(), vm.build()), request);
  }

  private static Scene scene(Disk disk, Vm vm) {
    return sceneAt(disk, vm, NOW);
  }

  private static Scene sceneAt(Disk disk, Vm vm, Instant now) {
    var evidence =
        new BootRule(BootSettings.DEFAULT).evidence(vm, BootRule.Asked.NOTHING).orElse(null);
    return new Scene(
        disk,
        vm,
        vm.residentOn() == null ? null : Hosts.XS1,
        evidence,
        LeaseRule.verdict(disk.marks().leases(), now, process -> false));
  }

  private static VmBuilder booted(String name) {
    return aVm(name).running().agentWrote(Duration.ofSeconds(40));
  }

  private static DiskKey keyOf(DiskBuilder disk) {
    return disk.build().key().orElseThrow();
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
