package io.xendisk.domain.start;

import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static io.xendisk.testing.VmBuilder.aVm;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.guard.GuardMark;
import io.xendisk.domain.start.KeptVerdict.Goes;
import io.xendisk.domain.start.KeptVerdict.NotOurs;
import io.xendisk.domain.start.KeptVerdict.Stays;
import io.xendisk.domain.start.KeptVerdict.Why;
import io.xendisk.testing.DiskBuilder;
import io.xendisk.testing.VbdBuilder;
import io.xendisk.testing.VmBuilder;
import org.junit.jupiter.api.Test;

/** R12: which disks a VM starts with. */
class KeptDiskRuleTest {
  private static final Disk HAD = aDisk("BACKUP-02").build();

  private final KeptDiskRule rule = new KeptDiskRule();

  @Test
  void theVeryDiskThatTheVmHadStays() {
    assertThat(verdict(aDisk("BACKUP-02"), kept(Keep.KEPT), nas01())).isEqualTo(new Stays());
    assertThat(verdict(aDisk("BACKUP-02"), kept(Keep.UNGUARDED), nas01())).isEqualTo(new Stays());
  }

  @Test
  void anotherDiskInItsPlaceGoes() {
    assertThat(why(aDisk("BACKUP-01"), kept(Keep.KEPT), nas01())).isEqualTo(Why.ANOTHER_DISK);
    assertThat(why(aDisk("any").blank(), kept(Keep.KEPT), nas01())).isEqualTo(Why.ANOTHER_DISK);
  }

  @Test
  void oneThatCouldNotBeReadGoes() {
    assertThat(why(aDisk("BACKUP-02").unread("not read yet"), kept(Keep.KEPT), nas01()))
        .isEqualTo(Why.NOT_PROVED);
  }

  @Test
  void oneThatTheVmNeverHadGoesAndComesBackAfterTheBoot() {
    assertThat(why(aDisk("BACKUP-02"), kept(Keep.KEPT), aVm("nas01"))).isEqualTo(Why.NEVER_HAD);
    assertThat(Why.NEVER_HAD.intent()).isPresent();
  }

  @Test
  void oneUntilTheShutdownOrThatWasAskedToGoGoesForGood() {
    assertThat(why(aDisk("BACKUP-02"), kept(Keep.UNTIL_SHUTDOWN), nas01()))
        .isEqualTo(Why.UNTIL_SHUTDOWN);
    assertThat(why(aDisk("BACKUP-02"), kept(Keep.KEPT).releasing(), nas01()))
        .isEqualTo(Why.ASKED_TO_GO);
    assertThat(Why.UNTIL_SHUTDOWN.intent()).isEmpty();
  }

  @Test
  void thatOfAGuardedVmGoesAndComesBackUnlessItIsAnotherDisk() {
    var mark = new GuardMark(VmBuilder.idOf("nas01").uuid(), NOW, "alice@ws1").text();
    var guarded = nas01().noting(GuardMark.KEY, mark);

    assertThat(why(aDisk("BACKUP-02"), kept(Keep.KEPT), guarded)).isEqualTo(Why.GUARDED);
    assertThat(why(aDisk("BACKUP-01"), kept(Keep.KEPT), guarded)).isEqualTo(Why.ANOTHER_DISK);
    assertThat(Why.GUARDED.intent()).isPresent();
  }

  @Test
  void oneThatAnotherVmHasOrThatIsGoneWouldFailTheStart() {
    var shared = aDisk("BACKUP-02").with(kept(Keep.KEPT), aVbdOf("web01").attached());

    assertThat(why(shared, kept(Keep.KEPT), nas01())).isEqualTo(Why.ELSEWHERE);
    assertThat(why(aDisk("BACKUP-02").absent(), kept(Keep.KEPT), nas01())).isEqualTo(Why.ABSENT);
  }

  @Test
  void oneThatSomebodyElseMadeStaysOnlyIfAllSpeaksForIt() {
    var byHand = aVbdOf("nas01").whoseVmIs(PowerState.HALTED);

    assertThat(verdict(aDisk("BACKUP-02"), byHand, nas01())).isEqualTo(new Stays());
    assertThat(verdict(aDisk("BACKUP-02"), byHand, aVm("nas01"))).isInstanceOf(NotOurs.class);
  }

  private static VmBuilder nas01() {
    return aVm("nas01").remembering(HAD.key().orElseThrow());
  }

  private static VbdBuilder kept(Keep keep) {
    return aVbdOf("nas01").whoseVmIs(PowerState.HALTED).keeping(HAD, keep);
  }

  private KeptVerdict verdict(DiskBuilder disk, VbdBuilder vbd, VmBuilder vm) {
    return rule.verdict(disk.build(), vbd.build(), vm.build());
  }

  private Why why(DiskBuilder disk, VbdBuilder vbd, VmBuilder vm) {
    return ((Goes) verdict(disk, vbd, vm)).why();
  }
}
