package io.xendisk.domain.rotation;

import static io.xendisk.domain.rotation.Sets.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static io.xendisk.testing.VmBuilder.aVm;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskEvidence;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.disk.passport.Passport;
import io.xendisk.domain.disk.passport.Recognition;
import io.xendisk.domain.disk.passport.Verdict;
import io.xendisk.testing.DiskBuilder;
import io.xendisk.testing.Hosts;
import io.xendisk.testing.Leases;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the members of a set are found among the disks of a pool. */
class LookoutTest {
  private final DiskBuilder builder = aDisk("A");
  private final Disk disk = builder.build();
  private final Passport passport = Passport.enrol("A", "A", NOW, DiskEvidence.of(disk, NOW));

  @Test
  void aDiskThatWaitsForTheNextBootIsWithItsVm() {
    var waiting = aVbdOf("nas01").whoseVmIs(PowerState.HALTED).keeping(disk, Keep.KEPT);

    assertThat(sighting(builder.with(waiting))).isInstanceOf(Sighting.WithVm.class);
  }

  /** After its host was started with other letters (facts §5.8). */
  @Test
  void aDiskUnderTheRecordOfOneThatAHaltedVmKeepsIsFree() {
    var ofAnother =
        aVbdOf("nas01").whoseVmIs(PowerState.HALTED).keeping(aDisk("B").build(), Keep.KEPT);

    assertThat(sighting(builder.with(ofAnother))).isInstanceOf(Sighting.Free.class);
  }

  /** Of two runs at once one reads what was pushed in; the other must not call for it. */
  @Test
  void aDiskThatSomebodyReadsRightNowMayBeTheOneThatIsMissing() {
    var lease = Leases.lease("operator@backup1", "read", "token-1", NOW);
    var unread = aDisk("A").unread("not read yet");

    assertThat(sightingAmong(unread.build())).isInstanceOf(Sighting.Absent.class);
    assertThat(sightingAmong(unread.leased(lease).build())).isInstanceOf(Sighting.Hidden.class);
  }

  private Sighting sighting(DiskBuilder seen) {
    var known = new Recognition.Known(passport, new Verdict.Same());
    return sightingAmong(seen.recognised(known).build());
  }

  private Sighting sightingAmong(Disk... seen) {
    var disks = List.of(seen);
    return new Lookout(
            Sets.weekly("A"), aVm("nas01").build(), disks, List.of(Hosts.XS1), List.of(passport))
        .scene(new Ledger("offsite", Map.of(), List.of()), List.of(), NOW)
        .members()
        .getFirst()
        .sighting();
  }
}
