package io.xendisk.testing;

import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static io.xendisk.testing.VmBuilder.aVm;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Lease;
import java.time.Duration;
import java.util.List;

/** Every problem that there is, at least once each. */
public final class Problems {
  private static final Disk DISK =
      aDisk("BACKUP-02").with(aVbdOf("web01").attached()).busyWith("update").build();
  private static final Disk OTHER = aDisk("ARCHIVE-01").in(Hosts.XS2, "sdb", "1:0:0:0").build();
  private static final Vm NAS01 = aVm("nas01").running().build();
  private static final Vm NAS02 = aVm("nas02").build();
  private static final Attachment VBD = aVbdOf("web01").attached().build();
  private static final Duration WAITED = Duration.ofMinutes(10);
  private static final List<String> PARAMETERS = List.of("OpaqueRef:1", "a reason");

  private Problems() {}

  public static List<Problem> all() {
    return List.of(
        new Problem.DiskUnknown("BACKUP-03", List.of("BACKUP-02"), List.of("dev:xs1/sdd")),
        new Problem.DiskUnknown("BACKUP-03", List.of(), List.of()),
        new Problem.DiskAmbiguous("BACKUP", List.of(DISK, OTHER)),
        new Problem.DiskAbsent(DISK),
        new Problem.VmUnknown("nas1", List.of("nas01")),
        new Problem.VmUnknown("nas1", List.of()),
        new Problem.VmAmbiguous("nas", List.of(NAS01, NAS02)),
        new Problem.PoolTooOld("1.9"),
        new Problem.NewerNote(DISK, NAS01),
        new Problem.HaltedFirstAttach(NAS02),
        new Problem.VmNotRunning(NAS02),
        new Problem.NoOrdinaryVm(aVm("nas01").being(Vm.Kind.TEMPLATE).build()),
        new Problem.NoOrdinaryVm(aVm("nas01").being(Vm.Kind.SNAPSHOT).build()),
        new Problem.NoOrdinaryVm(aVm("nas01").being(Vm.Kind.CONTROL_DOMAIN).build()),
        new Problem.HaProtected(NAS01),
        new Problem.WrongHost(OTHER, NAS01, Hosts.XS1),
        new Problem.CannotStartThere(DISK, NAS02, "VM_REQUIRES_SR"),
        new Problem.ReadOnlyDisk(DISK),
        new Problem.ReadOnlyIntoHvm(NAS01),
        new Problem.NoHotplug(NAS01),
        new Problem.OtherMode(DISK, NAS01, aVbdOf("nas01").attached().build()),
        new Problem.HolderNotRunning(DISK, VBD),
        new Problem.InUse(DISK, VBD),
        new Problem.OtherVbd(DISK, VBD),
        new Problem.HeldByControlDomain(DISK),
        new Problem.Busy(DISK, "update"),
        new Problem.Leased(DISK, new Lease("cron@backup2", "detach", "ffff", NOW)),
        new Problem.Leased(DISK, Lease.parse("2;who=knows")),
        new Problem.SeveralHolders(DISK, List.of(VBD, aVbdOf("nas02").build())),
        new Problem.NotWithThatVm(DISK, NAS01),
        new Problem.GuestNotBooted(NAS01, WAITED),
        new Problem.NotStarted(NAS02, WAITED),
        new Problem.GuestHolds(DISK, VBD, WAITED),
        new Problem.GuestHolds(DISK, aVbdOf("nas02").build(), Duration.ofSeconds(5)),
        new Problem.StillPending(DISK, "the plug", WAITED),
        new Problem.PlugFailed(DISK, NAS01, "SR_BACKEND_FAILURE_46", PARAMETERS, null),
        new Problem.PlugFailed(DISK, NAS01, "INTERNAL_ERROR", List.of(), "VBD 1f0c"),
        new Problem.UnplugFailed(DISK, VBD, "VBD_NOT_UNPLUGGABLE", PARAMETERS),
        new Problem.UnplugFailed(DISK, VBD, "TASK_CANCELLED", List.of()),
        new Problem.StartFailed(NAS02, Hosts.XS1, "NO_HOSTS_AVAILABLE", List.of()),
        new Problem.ChangedMeanwhile(DISK, "another disk came into its place"),
        new Problem.Vanished(DISK, "its VBD is gone from the pool"),
        new Problem.GuestRebooted(DISK, NAS01),
        new Problem.NotClean(DISK),
        new Problem.StillClaimed(DISK, List.of(VBD)));
  }
}
