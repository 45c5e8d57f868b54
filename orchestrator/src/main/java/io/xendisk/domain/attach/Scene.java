package io.xendisk.domain.attach;

import io.xendisk.domain.VbdId;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One disk and one VM at one moment: all that an attach decides on. {@code vmHost} is the host that
 * the VM runs on; {@code now} is the pool's clock, null where nothing in the scene depends on it.
 * Immutable.
 */
public record Scene(
    Disk disk,
    Vm vm,
    @Nullable Host vmHost,
    @Nullable BootEvidence evidence,
    @Nullable Instant now) {

  /** The same scene without what this run itself has put there: its lease and its VBD. */
  public Scene without(String ourLease, VbdId ourVbd) {
    var others =
        disk.attachments().stream().filter(a -> !a.vbd().ref().equals(ourVbd.ref())).toList();
    return new Scene(disk.withoutLease(ourLease).with(others), vm, vmHost, evidence, now);
  }
}
