package io.xendisk.domain.attach;

import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static io.xendisk.testing.VmBuilder.aVm;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseRule;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.testing.DiskBuilder;
import io.xendisk.testing.Hosts;
import io.xendisk.testing.Leases;
import org.junit.jupiter.api.Test;

class SceneTest {
  private static final Lease OURS = Leases.lease("operator@backup1", "attach", "token-1", NOW);
  private static final Attachment VBD = aVbdOf("nas01").ours().build();

  @Test
  void forgetsThisRunsOwnLeaseAndVbd() {
    var scene = scene(aDisk("BACKUP-02").leased(OURS).with(aVbdOf("nas01").ours()));

    var without = scene.without("token-1", VBD.vbd());

    assertThat(without.disk()).isEqualTo(aDisk("BACKUP-02").build());
    assertThat(without.vm()).isEqualTo(scene.vm());
    assertThat(without.vmHost()).isEqualTo(scene.vmHost());
    assertThat(without.evidence()).isEqualTo(scene.evidence());
    assertThat(without.lease()).isEqualTo(new LeaseVerdict.Free());
  }

  @Test
  void keepsEverybodyElsesLeaseAndVbds() {
    var lease = Leases.lease("operator@backup1", "attach", "token-2", NOW);
    var disk =
        aDisk("BACKUP-02").leased(lease).with(aVbdOf("web01"), aVbdOf("nas01").named("second"));

    assertThat(scene(disk).without("token-1", VBD.vbd()).disk()).isEqualTo(disk.build());
  }

  @Test
  void keepsTheSafeToPullMark() {
    var disk = aDisk("BACKUP-02").leased(OURS).released();

    assertThat(scene(disk).without("token-1", VBD.vbd()).disk().marks().released()).isNotNull();
  }

  private static Scene scene(DiskBuilder disk) {
    var built = disk.build();
    return new Scene(
        built,
        aVm("nas01").running().build(),
        Hosts.XS1,
        BootEvidence.GUEST_METRICS,
        LeaseRule.verdict(built.marks().leases(), NOW, process -> false));
  }
}
