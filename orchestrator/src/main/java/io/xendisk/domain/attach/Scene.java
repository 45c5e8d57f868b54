package io.xendisk.domain.attach;

import io.xendisk.domain.VbdId;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.lease.LeaseVerdict;
import org.jspecify.annotations.Nullable;

/**
 * One disk and one VM at one moment: all that an attach decides on. {@code vmHost} is the host that
 * the VM runs on. Immutable.
 */
public record Scene(
    Disk disk, Vm vm, @Nullable Host vmHost, @Nullable BootEvidence evidence, LeaseVerdict lease) {

  /** The same scene without what this run itself has put there: its lease and its VBD. */
  public Scene without(String ourLease, VbdId ourVbd) {
    var others =
        disk.attachments().stream().filter(a -> !a.vbd().ref().equals(ourVbd.ref())).toList();
    var verdict = disk.marks().leases().isHeldBy(ourLease) ? new LeaseVerdict.Free() : lease;
    return new Scene(disk.withoutLease(ourLease).with(others), vm, vmHost, evidence, verdict);
  }
}
