package io.xendisk.testing;

import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static io.xendisk.testing.VmBuilder.aVm;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.disk.Released;
import io.xendisk.domain.disk.passport.Difference;
import io.xendisk.domain.disk.passport.Evidence;
import io.xendisk.domain.disk.passport.EvidenceItem;
import io.xendisk.domain.disk.passport.EvidenceKind;
import io.xendisk.domain.disk.passport.Passport;
import io.xendisk.domain.disk.passport.Recognition;
import io.xendisk.domain.disk.passport.Source;
import io.xendisk.domain.disk.passport.Twins;
import io.xendisk.domain.disk.passport.Verdict;
import io.xendisk.domain.hook.Hook;
import io.xendisk.domain.hook.HookMoment;
import io.xendisk.domain.hook.HookReport;
import io.xendisk.domain.lease.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  private static final Passport PASSPORT =
      Passport.enrol("p1", "NAS-03", NOW, evidence("6e1b8a0c"));

  private Problems() {}

  private static Evidence evidence(String filesystem) {
    return Evidence.of(
        EvidenceItem.of(EvidenceKind.FILESYSTEM, filesystem, Source.DISK_BYTES, NOW).stream()
            .toList());
  }

  private static Verdict.Another another(boolean hardwareAgrees) {
    return new Verdict.Another(
        List.of(new Difference(EvidenceKind.FILESYSTEM, "6e1b8a0c", Optional.of("0a0b0c0d"))),
        hardwareAgrees);
  }

  private static HookReport hook(
      HookMoment moment, @Nullable Integer exit, @Nullable String trouble) {
    return new HookReport(
        new Hook(moment, List.of("ssh", "nas01", "umount", "/srv/backup"), Hook.TIMEOUT),
        exit,
        WAITED,
        exit == null ? "" : "first\numount: /srv/backup: target is busy\n",
        trouble);
  }

  public static List<Problem> all() {
    return List.of(
        new Problem.DiskUnknown("BACKUP-03", List.of("BACKUP-02"), List.of("dev:xs1/sdd")),
        new Problem.DiskUnknown("BACKUP-03", List.of(), List.of()),
        new Problem.DiskAmbiguous("BACKUP", List.of(DISK, OTHER)),
        new Problem.DiskAbsent(DISK),
        new Problem.DiskAway(PASSPORT),
        new Problem.HasTwin(
            DISK, List.of(new Twins(EvidenceKind.FILESYSTEM, "6e1b8a0c", List.of("a", "b")))),
        new Problem.Retired(DISK, PASSPORT, NOW),
        new Problem.DriveFailing(DISK),
        new Problem.NotProved(DISK),
        new Problem.CalledSafeToPull(DISK, new Released(NOW, "anna")),
        new Problem.ReadFirst(DISK, "not read yet"),
        new Problem.OtherDiskThere(DISK, evidence("6e1b8a0c"), evidence("0a0b0c0d")),
        new Problem.OtherDiskThere(DISK, Evidence.NONE, Evidence.NONE),
        new Problem.NotTheEnrolledDisk(DISK, PASSPORT, another(true)),
        new Problem.NotTheEnrolledDisk(DISK, PASSPORT, another(false)),
        new Problem.Contested(DISK, List.of(new Recognition.Known(PASSPORT, new Verdict.Same()))),
        new Problem.AlreadyEnrolled(DISK, PASSPORT),
        new Problem.NameTaken("NAS-03", PASSPORT),
        new Problem.NoName(DISK),
        new Problem.NotEnrolled("NAS-04", List.of("NAS-03")),
        new Problem.NoPlaceForPassport(DISK, "that needs the role pool-operator"),
        new Problem.PassportStays(PASSPORT),
        new Problem.NotWithIt(DISK, NAS01),
        new Problem.NothingToRememberBy(DISK),
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
        new Problem.HeldByVm(DISK, Holdings.of(OTHER, "nas01", Holding.Left.NOTHING)),
        new Problem.HeldByControlDomain(DISK),
        new Problem.Busy(DISK, "update"),
        new Problem.Leased(DISK, Leases.lease("cron@backup2", "detach", "ffff", NOW)),
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
        new Problem.UnplugFailed(DISK, VBD, "HOST_OFFLINE", PARAMETERS),
        new Problem.NotUnpluggable(DISK, VBD),
        new Problem.GuestSilent(DISK, VBD, WAITED),
        new Problem.BeforeDetachFailed(DISK, VBD, hook(HookMoment.BEFORE_DETACH, 32, null)),
        new Problem.BeforeDetachFailed(
            DISK, VBD, hook(HookMoment.BEFORE_DETACH, null, "it had not ended after 60 s")),
        new Problem.VmMayMove(OTHER, NAS01, Hosts.XS1),
        new Problem.VmCannotMove(OTHER, NAS01, Hosts.XS1, "the pool says VM_REQUIRES_SR"),
        new Problem.MoveFailed(NAS01, Hosts.XS2, "VM_MIGRATE_FAILED", PARAMETERS),
        new Problem.MoveNotPermitted(NAS01, Hosts.XS2),
        new Problem.NotMoved(NAS01, Hosts.XS2, WAITED),
        new Problem.NotConfirmed("BACKUP-02", "dev:xs1/sdc", "WD-WMAZA1000002", Uuids.of("a")),
        new Problem.NotConfirmed("BACKUP-02", "dev:xs1/sdc", null, Uuids.of("a")),
        new Problem.ReleaseUnderWay(DISK, VBD, null),
        new Problem.ReleaseUnderWay(DISK, VBD, Leases.lease("cron@backup2", "detach", "ffff", NOW)),
        new Problem.MayBeAnswering(DISK, VBD, NOW),
        new Problem.RecordLost(Holdings.of(OTHER, "nas01", Holding.Left.NOTHING)),
        new Problem.ForceFailed(DISK, VBD, "INTERNAL_ERROR", PARAMETERS),
        new Problem.ForcePending(DISK, VBD, WAITED),
        new Problem.TakenByForce(DISK, VBD),
        new Problem.NothingToForce(DISK),
        new Problem.AfterAttachFailed(DISK, VBD, hook(HookMoment.AFTER_ATTACH, 1, null)),
        new Problem.UnplugFailed(DISK, VBD, "TASK_CANCELLED", List.of()),
        new Problem.StartForbidden(NAS02, "no start before Monday"),
        new Problem.StrangerThere(DISK, VBD, "the VM never had it after a boot"),
        new Problem.CannotResume(NAS02, DISK, "which disk it is could not be read"),
        new Problem.VmCannotStartOn(NAS02, Hosts.XS1, "HOST_DISABLED", List.of("OpaqueRef:1")),
        new Problem.VmStartFailed(NAS02, Hosts.XS1, "NO_HOSTS_AVAILABLE", List.of()),
        new Problem.VmStartFailed(NAS02, null, "NO_HOSTS_AVAILABLE", List.of()),
        new Problem.VmLeased(NAS02, Leases.lease("cron@backup2", "park", "ffff", NOW)),
        new Problem.VmLeased(NAS02, Lease.parse("2;who=knows")),
        new Problem.VmChanged(NAS02, "it is Running now"),
        new Problem.StartFailed(NAS02, Hosts.XS1, "NO_HOSTS_AVAILABLE", List.of()),
        new Problem.ChangedMeanwhile(DISK, "another disk came into its place"),
        new Problem.Vanished(DISK, "its VBD is gone from the pool"),
        new Problem.GuestRebooted(DISK, NAS01),
        new Problem.LeaseLost(DISK, "attach"),
        new Problem.NotClean(DISK),
        new Problem.StillClaimed(DISK, List.of(VBD)));
  }
}
