package io.xendisk.domain.force;

import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static io.xendisk.testing.VbdBuilder.aVbdOfTheControlDomain;
import static io.xendisk.testing.VmBuilder.aVm;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.lease.LeaseRule;
import io.xendisk.testing.DiskBuilder;
import io.xendisk.testing.Holdings;
import io.xendisk.testing.Leases;
import io.xendisk.testing.VbdBuilder;
import io.xendisk.testing.VmBuilder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When force may be used: a row for each scene, with the id of what refuses it. */
class ForcePolicyTest {
  private static final VbdBuilder PLUGGED = aVbdOf("nas01").ours().attached();

  private static DiskBuilder disk() {
    return aDisk("BACKUP-02");
  }

  static Stream<Arguments> scenes() {
    return Stream.of(
        row("a guest that has it", disk().with(aVbdOf("nas01").attached()), "act"),
        row("of a host that is away", disk().absent().with(PLUGGED), "disk-absent"),
        row(
            "a VM may have it under a lost record",
            disk().heldBy(Holdings.of(disk().build(), "nas01", Holding.Left.NOTHING)),
            "disk-held-by-vm"),
        row("the control domain has it", disk().with(aVbdOfTheControlDomain()), "disk-held"),
        row("nobody has it", disk(), "nothing"),
        row("two have it", disk().with(PLUGGED, aVbdOf("web01").attached()), "several-holders"),
        row("one has it, one waits", disk().with(PLUGGED, aVbdOf("web01")), "act"),
        row(
            "a clean unplug is under way",
            disk().with(aVbdOf("nas01").attached().doing("unplug")),
            "release-under-way"),
        row(
            "a clean unplug is not over, though it says unattached",
            disk().with(aVbdOf("nas01").doing("unplug")),
            "release-under-way"),
        row(
            "a clean release waits to ask again",
            disk().leased(Leases.lease("cron@b", "detach", "f", NOW.plusSeconds(9))).with(PLUGGED),
            "release-under-way"),
        row(
            "somebody attaches it",
            disk().leased(Leases.lease("cron@b", "attach", "f", NOW.plusSeconds(9))).with(PLUGGED),
            "wait"),
        row(
            "whoever released it is dead",
            disk().leased(Leases.lease("cron@b", "detach", "f", NOW.minusSeconds(9))).with(PLUGGED),
            "clear-lease"),
        row("it is being plugged", disk().with(aVbdOf("nas01").doing("plug")), "wait"),
        row(
            "somebody else forces it",
            disk().with(aVbdOf("nas01").attached().doing("unplug_force")),
            "wait"),
        row(
            "its guest was asked a moment ago",
            disk().with(aVbdOf("nas01").attached().askedAt(NOW.minusSeconds(59))),
            "guest-may-be-answering"),
        row(
            "its guest was asked a minute ago",
            disk().with(aVbdOf("nas01").attached().askedAt(NOW.minusSeconds(60))),
            "act"),
        row(
            "its guest was asked, nobody knows when",
            disk().with(aVbdOf("nas01").attached().releasing()),
            "act"),
        row(
            "its guest was asked, and has let go",
            disk().with(aVbdOf("nas01").askedAt(NOW.minusSeconds(1))),
            "act"),
        row(
            "its maker forbids it",
            disk().with(aVbdOf("nas01").attached().notUnpluggable()),
            "vbd-not-unpluggable"));
  }

  private static Arguments row(String scene, DiskBuilder disk, String expected) {
    return Arguments.of(scene, disk, expected);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("scenes")
  void decides(String scene, DiskBuilder disk, String expected) {
    assertThat(word(decide(disk, null))).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RUNNING")
  void refusesWhereTheVmDoesNotRun(PowerState power) {
    assertThat(word(decide(disk().with(aVbdOf("nas01").attached().whoseVmIs(power)), null)))
        .isEqualTo("holder-not-running");
  }

  @Test
  void takesItFromTheVmThatWasNamedAndFromNoOther() {
    var two = disk().with(aVbdOf("nas01").attached(), aVbdOf("web01").attached());

    assertThat(((ForceDecision.Act) decide(two, aVm("web01"))).from().holder().name())
        .isEqualTo("web01");
    assertThat(word(decide(two, aVm("nas02")))).isEqualTo("not-with-that-vm");
  }

  @Test
  void tellsThePoolBeforeItDoesAnything() {
    var steps = ((ForceDecision.Act) decide(disk().with(PLUGGED), null)).steps();

    assertThat(steps).containsExactly(ForceStep.values());
    assertThat(steps.indexOf(ForceStep.TELL_POOL))
        .isLessThan(steps.indexOf(ForceStep.UNPLUG_FORCE));
  }

  @Test
  void onlyDestroysAVbdThatIsNotAttached() {
    var steps = ((ForceDecision.Act) decide(disk().with(aVbdOf("nas01").ours()), null)).steps();

    assertThat(steps)
        .contains(ForceStep.TELL_POOL, ForceStep.DESTROY_VBD)
        .doesNotContain(ForceStep.UNPLUG_FORCE, ForceStep.MARK_PULLED);
  }

  private static ForceDecision decide(DiskBuilder disk, @Nullable VmBuilder vm) {
    var built = disk.build();
    return new ForcePolicy()
        .decide(
            built,
            vm == null ? null : vm.build(),
            LeaseRule.verdict(built.marks().leases(), NOW, _ -> false),
            () -> NOW);
  }

  private static String word(ForceDecision decision) {
    return switch (decision) {
      case ForceDecision.Refuse(var why) -> Advice.on(why).id();
      case ForceDecision.Act _ -> "act";
      case ForceDecision.NothingThere _ -> "nothing";
      case ForceDecision.Wait _ -> "wait";
      case ForceDecision.ClearLease _ -> "clear-lease";
    };
  }
}
