package io.xendisk.domain.repair;

import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.VmId;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.guard.Blocks;
import io.xendisk.domain.guard.BootBlock;
import io.xendisk.domain.guard.OwnVbds;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseRule;
import io.xendisk.testing.DiskBuilder;
import io.xendisk.testing.Holdings;
import io.xendisk.testing.Leases;
import io.xendisk.testing.VmBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** R12: the block is there exactly while a VBD of ours asks for it. */
class GuardRuleTest {
  private static final VmId NAS01 = VmBuilder.idOf("nas01");
  private static final Disk DISK = aDisk("BACKUP-02").build();

  @Test
  void findsNothingWhereTheBlockIsAsItShouldBe() {
    assertThat(remedies(kept(Keep.KEPT), blocked())).isEmpty();
  }

  @Test
  void setsABlockThatIsMissingWhollyOrInPart() {
    Map<String, String> partly = Map.of("start", Objects.requireNonNull(blocked().get("start")));

    assertThat(remedies(kept(Keep.KEPT), Map.of())).containsExactly("set-block");
    assertThat(remedies(kept(Keep.UNTIL_SHUTDOWN), Map.of())).containsExactly("set-block");
    assertThat(remedies(kept(Keep.KEPT), partly)).containsExactly("set-block");
    assertThat(names(List.of(kept(Keep.KEPT).build()), List.of(), List.of()))
        .as("a VM on which nothing is noted")
        .containsExactly("set-block");
  }

  @Test
  void asksForNoneWhereTheDiskIsUnguarded() {
    assertThat(remedies(kept(Keep.UNGUARDED), Map.of())).isEmpty();
    assertThat(remedies(kept(Keep.UNGUARDED), blocked())).containsExactly("lift-block");
  }

  @Test
  void liftsOneThatIsThereForNoVbd() {
    assertThat(remedies(aDisk("BACKUP-02"), blocked())).containsExactly("lift-block");
  }

  @Test
  void leavesWhatOthersForbid() {
    assertThat(remedies(aDisk("BACKUP-02"), Map.of("start", "not before Monday"))).isEmpty();
  }

  /** An attach makes block and VBD one after the other: neither is a leftover while it does. */
  @Test
  void leavesWhatSomebodyWorksOn() {
    var leased = kept(Keep.KEPT).leasedUntil(NOW.plusSeconds(9));

    assertThat(remedies(leased, Map.of())).isEmpty();
    var onTheVm = Leases.lease("alice@ws1", "vm-start", "t", NOW.plusSeconds(9));
    assertThat(
            names(List.of(), List.of(vm(Map.of(Lease.KEY, onTheVm.text()), blocked())), List.of()))
        .isEmpty();
  }

  @Test
  void clearsTheLeaseOfADeadOwnerOnAVm() {
    var dead = Leases.lease("alice@ws1", "vm-start", "t", NOW.minusSeconds(9));

    assertThat(names(List.of(), List.of(vm(Map.of(Lease.KEY, dead.text()), Map.of())), List.of()))
        .containsExactly("clear-lease");
  }

  /** No disk shows the VBD of a record that was lost while the VM had it. */
  @Test
  void liftsNothingFromAVmThatHasADiskWithoutARecord() {
    var lost = Holdings.of(DISK, "nas01", Holding.Left.ATTACHED);

    assertThat(names(List.of(), List.of(vm(Map.of(), blocked())), List.of(lost))).isEmpty();
  }

  /** What the guest still has nobody can tell, but there is no VBD to start it with. */
  @Test
  void liftsTheBlockWhereTheVbdWentWithTheRecord() {
    var lost = Holdings.of(DISK, "nas01", Holding.Left.NOTHING);

    assertThat(names(List.of(), List.of(vm(Map.of(), blocked())), List.of(lost)))
        .containsExactly("lift-block");
  }

  private static DiskBuilder kept(Keep keep) {
    return aDisk("BACKUP-02").with(aVbdOf("nas01").attached().keeping(DISK, keep));
  }

  private static Map<String, String> blocked() {
    var vbd = aVbdOf("nas01").attached().keeping(DISK, Keep.KEPT).build();
    var block = OwnVbds.wanted(NAS01, "nas01", List.of(vbd)).orElseThrow();
    assertThat(block.disks()).containsExactly(BootBlock.Kept.of(DISK));
    return new Blocks(NAS01.uuid(), Map.of()).with(block);
  }

  private static List<String> remedies(DiskBuilder disk, Map<String, String> blocked) {
    return names(List.of(disk.build()), List.of(vm(Map.of(), blocked)), List.of());
  }

  private static List<String> names(List<Disk> disks, List<NotedVm> vms, List<Holding> lost) {
    return new GuardRule(
            disks, vms, lost, marks -> LeaseRule.verdict(marks, NOW, _ -> false), List.of())
        .remedies().stream().map(Remedy::name).toList();
  }

  private static NotedVm vm(Map<String, String> notes, Map<String, String> blocked) {
    return new NotedVm(NAS01, "nas01", PowerState.RUNNING, NOW, notes, blocked);
  }
}
