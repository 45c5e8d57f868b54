package io.xendisk.domain.repair;

import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static io.xendisk.testing.VbdBuilder.aVbdOfTheControlDomain;
import static io.xendisk.testing.VmBuilder.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.attach.FirstAttach;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.lease.LeaseRule;
import io.xendisk.testing.DiskBuilder;
import io.xendisk.testing.Holdings;
import io.xendisk.testing.VbdBuilder;
import io.xendisk.testing.VmBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RepairRuleTest {
  static Stream<Named<VbdBuilder>> vbdsThatStay() {
    return Stream.of(
        Named.of("attached", aVbdOf("nas01").ours().attached()),
        Named.of("being plugged", aVbdOf("nas01").ours().doing("plug")),
        Named.of("not ours", aVbdOf("nas01")),
        Named.of("of the control domain", aVbdOfTheControlDomain().ours()),
        Named.of("of a suspended VM", aVbdOf("nas01").ours().whoseVmIs(PowerState.SUSPENDED)),
        Named.of("of a paused VM", aVbdOf("nas01").ours().whoseVmIs(PowerState.PAUSED)));
  }

  @ParameterizedTest
  @MethodSource("vbdsThatStay")
  void leavesVbdsThatSomebodyMayNeed(VbdBuilder vbd) {
    assertThat(remedies(aDisk("BACKUP-02").with(vbd))).isEmpty();
  }

  @Test
  void destroysWhatAnInterruptedRunLeftBesideARunningVm() {
    var vbd = aVbdOf("nas01").ours();

    assertThat(remedies(aDisk("BACKUP-02").with(vbd))).containsExactly("destroy-leftover");
    assertThat(remedies(aDisk("BACKUP-02").with(aVbdOf("nas01").ours().releasing())))
        .containsExactly("destroy-leftover");
  }

  /** What is there is worked on, or belongs to a dead owner who is cleared away first. */
  @Test
  void leavesLeftoversToTheLease() {
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas01").ours());

    assertThat(remedies(disk.leasedUntil(NOW.plusSeconds(1)))).isEmpty();
    assertThat(remedies(disk.leasedUntil(NOW.minusSeconds(1)))).containsExactly("clear-lease");
  }

  @Test
  void destroysTheVbdOfAHaltedVmThatNeverHadTheDisk() {
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas01").ours().whoseVmIs(PowerState.HALTED));

    assertThat(remedies(disk)).containsExactly("destroy-leftover");
  }

  @Test
  void keepsTheVbdOfAHaltedVmThatHadTheDisk() {
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas01").ours().whoseVmIs(PowerState.HALTED)).build();
    var key = FirstAttach.keyFor(disk.key().orElseThrow());
    var memory = new FirstAttach(VmBuilder.idOf("nas01").uuid(), NOW, "guest-metrics").text();

    assertThat(remedies(List.of(disk), vm("nas01", STARTED, Map.of(key, memory)))).isEmpty();
    assertThat(remedies(List.of(disk), vm("nas01", STARTED, Map.of(key, "9;newer=1")))).isEmpty();
  }

  @Test
  void keepsTheVbdOfAHaltedVmWhereNobodyKnowsWhichDiskItIs() {
    var disk =
        aDisk("BACKUP-02")
            .unread("not read yet")
            .with(aVbdOf("nas01").ours().whoseVmIs(PowerState.HALTED));

    assertThat(remedies(disk)).isEmpty();
  }

  @Test
  void keepsWhatAVmHasInThisBoot() {
    var held = Holdings.of(aDisk("gone").build(), "nas01", Holding.Left.NOTHING).held();
    var notes = Map.of(held.key(), held.text());

    assertThat(remedies(List.of(), vm("nas01", STARTED, notes))).isEmpty();
    assertThat(remedies(List.of(), vm("nas01", null, notes))).isEmpty();
  }

  @Test
  void erasesWhatAVmHadInAnEarlierBootAndWhatAnotherVmHas() {
    var held = Holdings.of(aDisk("gone").build(), "nas01", Holding.Left.NOTHING).held();
    var notes = Map.of(held.key(), held.text(), held.pulledKey(), NOW.toString());

    assertThat(remedies(List.of(), vm("nas01", STARTED.plusSeconds(1), notes)))
        .containsExactly("erase-note", "erase-note");
    assertThat(remedies(List.of(), vm("nas02", STARTED, notes)))
        .containsExactly("erase-note", "erase-note");
  }

  /** As long as its record is there, xapi keeps the VBD of a disk that a VM has. */
  @Test
  void erasesTheNoteOnADiskThatSomebodyElseReleased() {
    var disk = aDisk("BACKUP-02");
    var held = Holdings.of(disk.build(), "nas01", Holding.Left.NOTHING).held();
    var vm = vm("nas01", STARTED, Map.of(held.key(), held.text()));

    assertThat(remedies(List.of(disk.build()), vm)).containsExactly("erase-note");
    assertThat(remedies(List.of(disk.with(aVbdOf("nas01").ours().attached()).build()), vm))
        .isEmpty();
  }

  /** Its guest may have remains of it at that place: nothing else goes there in this boot. */
  @Test
  void keepsTheNotesOnADiskThatItsVmLostInThisBoot() {
    var disk = aDisk("BACKUP-02");
    var held = Holdings.of(disk.build(), "nas01", Holding.Left.NOTHING).held();
    var vm =
        vm("nas01", STARTED, Map.of(held.key(), held.text(), held.pulledKey(), NOW.toString()));

    assertThat(remedies(List.of(disk.build()), vm)).isEmpty();
  }

  /** Safety rule R9: the note of an earlier boot says nothing of what the guest has in this one. */
  @Test
  void renewsTheNoteOfAGuestThatBootedAgainWithItsDisk() {
    var disk = aDisk("BACKUP-02").with(aVbdOf("nas01").ours().attached()).build();
    var vbd = disk.attachments().getFirst();
    var old = HeldDisk.afterBoot(disk, vbd, STARTED, NOW);
    var rebooted = vm("nas01", STARTED.plusSeconds(60), Map.of(old.key(), old.text()));
    var wiped = vm("nas01", STARTED, Map.of("xendisk:other", ""));
    var fine = vm("nas01", STARTED, Map.of(old.key(), old.text()));

    assertThat(remedies(List.of(disk), rebooted)).containsExactly("renew-hold");
    assertThat(remedies(List.of(disk), wiped)).containsExactly("renew-hold");
    assertThat(remedies(List.of(disk), fine)).isEmpty();
  }

  private static List<String> remedies(DiskBuilder disk) {
    return remedies(List.of(disk.build()));
  }

  private static List<String> remedies(List<Disk> disks, NotedVm... vms) {
    var rule =
        new RepairRule(
            disks,
            List.of(vms),
            List.of(),
            marks -> LeaseRule.verdict(marks, NOW, process -> false));
    // What guards a VM's start has tests of its own (GuardRuleTest).
    return rule.remedies().stream()
        .filter(remedy -> !(remedy instanceof Remedy.SetBlock))
        .map(Remedy::name)
        .toList();
  }

  private static NotedVm vm(String name, @Nullable Instant started, Map<String, String> notes) {
    return new NotedVm(VmBuilder.idOf(name), name, PowerState.RUNNING, started, notes, Map.of());
  }
}
