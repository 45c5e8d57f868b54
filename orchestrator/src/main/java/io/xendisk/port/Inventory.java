package io.xendisk.port;

import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.disk.StorageProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hosts and disks of a pool at one moment, and the VMs that answer to a name if one was asked for;
 * {@code notes} is the pool's own {@code other_config}. The disks come without their attachments;
 * {@link Pool#withAttachments} adds them.
 */
public record Inventory(
    Moment moment,
    Release release,
    List<Host> hosts,
    List<StorageProblem> problems,
    List<Disk> disks,
    List<Vm> vms,
    Map<String, String> notes) {

  /** When the look was, as the pool counts its events; only {@link Pool#watchFrom} reads it. */
  public interface Moment {}

  /** The release of XenAPI that the pool's master speaks. */
  public record Release(long major, long minor) {
    public boolean isAtLeast(long wantedMajor, long wantedMinor) {
      return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    @Override
    public String toString() {
      return major + "." + minor;
    }
  }

  public Inventory {
    hosts = List.copyOf(hosts);
    problems = List.copyOf(problems);
    disks = List.copyOf(disks);
    vms = List.copyOf(vms);
    notes = Map.copyOf(notes);
  }

  /** The host on which a VM runs; null if it runs on none, or the look has not got that one. */
  public @Nullable Host hostOf(Vm vm) {
    return hosts.stream()
        .filter(host -> host.id().equals(vm.residentOn()))
        .findFirst()
        .orElse(null);
  }
}
