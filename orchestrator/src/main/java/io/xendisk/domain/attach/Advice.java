package io.xendisk.domain.attach;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.PowerState;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.passport.Difference;
import io.xendisk.domain.disk.passport.Evidence;
import io.xendisk.domain.disk.passport.EvidenceKind;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseRule;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Words for people: what each problem is called, how the command ends, what failed and why, and
 * what to do next. It is one class, and longer than others, so that all of it can be read and
 * compared in one place. Pure.
 */
public final class Advice {
  private Advice() {}

  /** The explanation of a problem; its id never changes from release to release. */
  public static Explanation on(Problem problem) {
    return switch (problem) {
      case Problem.DiskUnknown p ->
          told(
              "disk-unknown",
              Exit.ABSENT,
              "no disk is known by '%s'".formatted(p.text()),
              didYouMean(p.near())
                  + (p.unread().isEmpty()
                      ? ""
                      : " Not read, so it may be one of them: %s."
                          .formatted(String.join(", ", p.unread())))
                  + " `xendisk disks` lists all disks.");
      case Problem.DiskAmbiguous p ->
          told(
              "disk-ambiguous",
              Exit.USAGE,
              "'%s' means %d disks: %s"
                  .formatted(p.text(), p.meant().size(), list(p.meant(), Disk::fullName)),
              "Name one of them by its place (%s) or by vdi:UUID."
                  .formatted(p.meant().getFirst().place()));
      case Problem.DiskAbsent p ->
          told(
              "disk-absent",
              Exit.ABSENT,
              "%s is not present: host %s shows only when it was last seen"
                  .formatted(p.disk().fullName(), p.disk().seat().host().name()),
              "Bring the host back, or push the disk in; then run the command again.");
      case Problem.DiskAway p ->
          told(
              "disk-absent",
              Exit.ABSENT,
              "%s (enrolled %s) is not present: no disk in the pool shows its identity"
                  .formatted(p.passport().name(), p.passport().enrolledAt()),
              "Push it in; if it is in, `xendisk disks` says what was read of each disk.");
      case Problem.VmUnknown p ->
          told(
              "vm-unknown",
              Exit.USAGE,
              "no VM has the name or UUID '%s'".formatted(p.text()),
              didYouMean(p.near()) + " Names are case-sensitive.");
      case Problem.VmAmbiguous p ->
          told(
              "vm-ambiguous",
              Exit.USAGE,
              "'%s' means %d VMs: %s"
                  .formatted(p.text(), p.meant().size(), list(p.meant(), Vm::fullName)),
              "Name the one you mean by its UUID.");
      case Problem.PoolTooOld p ->
          told(
              "pool-too-old",
              Exit.REFUSED,
              "the pool speaks XenAPI %s; xendisk needs 1.10 (XenServer 6.1) or newer"
                  .formatted(p.version()),
              "Upgrade the pool, or attach the disk by hand with XenCenter or xe.");
      case Problem.NewerNote p ->
          told(
              "newer-note",
              Exit.USAGE,
              "a newer xendisk noted on %s what this one cannot read of %s"
                  .formatted(p.vm().fullName(), p.disk().fullName()),
              "Use that version: the note says whether the VM had the disk before, and is left as"
                  + " it is.");
      case Problem.HaltedFirstAttach p ->
          told(
              "vm-halted-first-attach",
              Exit.REFUSED,
              "%s is halted and never had this disk: its guest might hold on to a disk that it sees"
                      .formatted(p.vm().fullName())
                  + " at its first boot, and never let go of it",
              "Start the VM and attach the disk when its guest has booted: xendisk does both with"
                  + " `--if-halted start`, and waits for somebody's start with `--if-halted"
                  + " wait`.");
      case Problem.VmNotRunning p ->
          told(
              "vm-not-running",
              Exit.REFUSED,
              "%s is %s; disks come and go only while a VM runs or is halted"
                  .formatted(p.vm().fullName(), p.vm().power().word().toLowerCase(Locale.ROOT)),
              awake(p.vm().name(), p.vm().id().uuid(), p.vm().power())
                  + ", then run the command again.");
      case Problem.NoOrdinaryVm p -> noOrdinaryVm(p.vm());
      case Problem.HaProtected p ->
          told(
              "vm-ha-protected",
              Exit.REFUSED,
              "%s is protected by HA, which forbids disks that one host alone has"
                  .formatted(p.vm().fullName()),
              "Take the VM out of HA (`xe vm-param-set ha-restart-priority= uuid=%s`), or use"
                      .formatted(p.vm().id().uuid())
                  + " another VM.");
      case Problem.WrongHost p ->
          told(
              "wrong-host",
              Exit.REFUSED,
              "%s is in host %s, and %s runs on host %s"
                  .formatted(
                      p.disk().fullName(),
                      p.disk().seat().host().name(),
                      p.vm().fullName(),
                      p.vmHost().name()),
              "Migrate the VM to %s, or carry the disk to %s."
                  .formatted(p.disk().seat().host().name(), p.vmHost().name()));
      case Problem.CannotStartThere p ->
          told(
              "vm-cannot-start-there",
              Exit.REFUSED,
              "%s cannot start on host %s, where %s is: %s"
                  .formatted(
                      p.vm().fullName(),
                      p.disk().seat().host().name(),
                      p.disk().fullName(),
                      p.why()),
              "Nothing was started. Mend what the host says, or carry the disk to a host that can"
                  + " run the VM.");
      case Problem.ReadOnlyDisk p ->
          told(
              "read-only-disk",
              Exit.REFUSED,
              "%s is read-only, and was to be attached for writing".formatted(p.disk().fullName()),
              "Attach it with `--read-only`, or take off the disk's write protection.");
      case Problem.ReadOnlyIntoHvm p ->
          told(
              "read-only-into-hvm",
              Exit.REFUSED,
              "%s is an HVM guest, and XenServer gives HVM guests no read-only disks"
                  .formatted(p.vm().fullName()),
              "Attach it to a PV guest, or without `--read-only` and mount it read-only in the"
                  + " guest.");
      case Problem.NoHotplug p ->
          told(
              "guest-has-no-hotplug",
              Exit.REFUSED,
              "the guest of %s can neither take nor give back a disk while it runs"
                  .formatted(p.vm().fullName()),
              "Install or start its PV drivers (XenServer Tools), then run the command again; a"
                  + " disk that it has can be detached when the VM is shut down.");
      case Problem.OtherMode p ->
          told(
              "attached-in-other-mode",
              Exit.REFUSED,
              "%s is attached to %s already, %s (VBD %s)"
                  .formatted(
                      p.disk().fullName(),
                      p.vm().fullName(),
                      p.attachment().mode() == Attachment.Mode.RW ? "for writing" : "read-only",
                      p.attachment().vbd()),
              "Detach it first, then attach it the other way.");
      case Problem.HolderNotRunning p ->
          told(
              "holder-not-running",
              Exit.REFUSED,
              "%s belongs to %s, which is %s and could not let go of it"
                  .formatted(
                      p.disk().fullName(),
                      holder(p.attachment()),
                      p.attachment().holder().power().word().toLowerCase(Locale.ROOT)),
              awake(
                      p.attachment().holder().name(),
                      p.attachment().holder().vm().uuid(),
                      p.attachment().holder().power())
                  + ", then detach the disk.");
      case Problem.NotUnpluggable p ->
          told(
              "vbd-not-unpluggable",
              Exit.REFUSED,
              "%s is attached to %s by a VBD that its maker does not let be unplugged (VBD %s)"
                  .formatted(p.disk().fullName(), holder(p.attachment()), p.attachment().vbd()),
              "NOT SAFE TO PULL. Xen Orchestra makes VBDs so. If you want that changed: `xe"
                  + " vbd-param-set uuid=%s unpluggable=true`, then detach again."
                      .formatted(p.attachment().vbd()));
      case Problem.HasTwin p ->
          told(
              "disk-has-twin",
              Exit.REFUSED,
              "%s shows the same %s as another disk that is present"
                  .formatted(
                      p.disk().fullName(),
                      list(p.twins(), twins -> twins.kind().words() + " " + twins.value())),
              "One may be a copy of the other: `xendisk disks` lists them. Take one out, or name"
                  + " the one you mean by its place and say `--twin-ok`.");
      case Problem.Retired p ->
          told(
              "disk-retired",
              Exit.REFUSED,
              "%s was retired at %s".formatted(p.disk().fullName(), p.since()),
              "Use another disk; to take this one back, `xendisk disk enrol %s --again`."
                  .formatted(p.disk().place()));
      case Problem.NotProved p ->
          told(
              "not-provable",
              Exit.REFUSED,
              "it is not proved which disk %s is, and nobody is there to say so"
                  .formatted(p.disk().fullName()),
              "Look at it with `xendisk disk show %s`, and attach it yourself."
                  .formatted(p.disk().place()));
      case Problem.CalledSafeToPull p ->
          told(
              "disk-released",
              Exit.REFUSED,
              "somebody was told that %s is safe to pull, at %s"
                  .formatted(p.disk().fullName(), p.released().since()),
              "Nothing touches it until it was pulled, unless you attach it yourself.");
      case Problem.DriveFailing p ->
          told(
              "drive-failing",
              Exit.REFUSED,
              "the drive of %s says itself that it is failing (SMART)"
                  .formatted(p.disk().fullName()),
              "Use another disk. To get data off this one, attach it with `--despite-health`.");
      case Problem.ReadFirst p ->
          told(
              "disk-not-read",
              Exit.REFUSED,
              "nothing is known of which disk %s is: %s".formatted(p.disk().fullName(), p.why()),
              "Detach it, so that it can be read, then run the command again.");
      case Problem.OtherDiskThere p ->
          told(
              "passport-mismatch",
              Exit.IDENTITY,
              "%s stands for another disk than before: %s"
                  .formatted(p.disk().fullName(), sideBySide(p.before(), p.now())),
              "Nothing was changed. Name the disk that you mean by its label or UUID. When you have"
                  + " seen which disk is there, `xendisk disk enrol %s --rebound` settles it."
                      .formatted(p.disk().place()));
      case Problem.NotTheEnrolledDisk p ->
          told(
              "passport-mismatch",
              Exit.IDENTITY,
              "%s is not the disk that was enrolled as %s: %s"
                  .formatted(
                      p.disk().fullName(),
                      p.passport().name(),
                      list(p.verdict().contradictions(), Difference::toString)),
              p.verdict().looksReformatted()
                  ? "Nothing was changed. If you have reformatted that very disk: `xendisk disk"
                      + " enrol"
                      + " %s --again`.".formatted(p.disk().place())
                  : "Nothing was changed. Look at the rack: another disk shows part of the identity"
                      + " of"
                      + " %s.".formatted(p.passport().name()));
      case Problem.Contested p ->
          told(
              "passport-mismatch",
              Exit.IDENTITY,
              "%s shows the identity of several enrolled disks: %s"
                  .formatted(
                      p.disk().fullName(), list(p.claims(), claim -> claim.passport().name())),
              "Nothing was changed. One of them may be a copy of the other; forget the passport"
                  + " that is void with `xendisk disk forget NAME`.");
      case Problem.AlreadyEnrolled p ->
          told(
              "disk-enrolled",
              Exit.USAGE,
              "%s is enrolled as %s already".formatted(p.disk().fullName(), p.passport().name()),
              "Say `--again` to enrol it anew, by another name or after a reformat.");
      case Problem.NameTaken p ->
          told(
              "name-taken",
              Exit.USAGE,
              "another disk is enrolled as %s, since %s"
                  .formatted(p.name(), p.passport().enrolledAt()),
              "Choose another name. If this is that disk, reformatted, say `--again`; if that one"
                  + " is"
                  + " gone for good, `xendisk disk forget %s`.".formatted(p.name()));
      case Problem.NoName p ->
          told(
              "no-name",
              Exit.USAGE,
              "%s has no label that it could be enrolled by".formatted(p.disk().fullName()),
              "Give it a name with `--label`.");
      case Problem.NotEnrolled p ->
          told(
              "disk-not-enrolled",
              Exit.ABSENT,
              "no disk is enrolled as '%s'".formatted(p.text()),
              didYouMean(p.near()) + " `xendisk disks` lists the disks that are present.");
      case Problem.NoPlaceForPassport p ->
          told(
              "no-place-for-passport",
              Exit.CREDENTIALS,
              "the passport of %s cannot be kept in the pool: %s"
                  .formatted(p.disk().fullName(), p.why()),
              "Use an account with the role pool-operator, or keep it on a VM with `--vm VM`.");
      case Problem.PassportStays p ->
          told(
              "passport-not-writable",
              Exit.CREDENTIALS,
              "the passport of %s cannot be changed: that needs the role pool-operator"
                  .formatted(p.passport().name()),
              "Use an account with that role; if a VM keeps the passport, name it with `--vm`.");
      case Problem.NotWithIt p ->
          told(
              "not-attached-there",
              Exit.CONFLICT,
              "%s is not attached to %s".formatted(p.disk().fullName(), p.vm().fullName()),
              "Only a disk that works in a running VM can be adopted; else `xendisk attach` it.");
      case Problem.NothingToRememberBy p ->
          told(
              "nothing-to-remember-by",
              Exit.REFUSED,
              "nothing is known that %s could be remembered by, and it cannot be read while a guest"
                      .formatted(p.disk().fullName())
                  + " has it",
              "Say what `blkid` in the guest says: `--fs-uuid UUID`.");
      case Problem.InUse p ->
          told(
              "disk-in-use",
              Exit.CONFLICT,
              "%s is attached to %s".formatted(p.disk().fullName(), holder(p.by())),
              "Detach it there first: `xendisk detach %s`.".formatted(argument(p.disk())));
      case Problem.OtherVbd p ->
          told(
              "disk-claimed",
              Exit.CONFLICT,
              "%s has another VBD (%s), of %s: that VM could not start, or would damage the disk"
                      .formatted(p.disk().fullName(), p.other().vbd(), holder(p.other()))
                  + " when it resumes",
              "If that VM does not need the disk: `xendisk detach %s --vm %s`."
                  .formatted(argument(p.disk()), p.other().holder().vm()));
      case Problem.HeldByVm p ->
          told(
              "disk-held-by-vm",
              Exit.CONFLICT,
              "%s may be the disk that %s has had at userdevice %s since %s: its record was lost"
                      .formatted(
                          p.disk().fullName(),
                          p.by().holder(),
                          p.by().held().userdevice(),
                          p.by().held().since())
                  + " while it was attached, and the guest may go on writing to it",
              "NOT SAFE TO PULL. Unmount it in the guest, shut the VM down and start it again: then"
                  + " nobody has the disk. `xendisk status` shows when that is so.");
      case Problem.HeldByControlDomain p ->
          told(
              "disk-held",
              Exit.CONFLICT,
              "%s is held by the control domain of host %s, as when it is read or exported"
                  .formatted(p.disk().fullName(), p.disk().seat().host().name()),
              "Wait until that is over; `xendisk status %s` shows it."
                  .formatted(argument(p.disk())));
      case Problem.Busy p ->
          told(
              "disk-busy",
              Exit.CONFLICT,
              "the pool is at work on %s: %s".formatted(p.disk().fullName(), p.operations()),
              "Wait until that is over, then run the command again.");
      case Problem.Leased p ->
          told(
              "lease-held",
              Exit.CONFLICT,
              "%s is working on %s (%s)"
                  .formatted(p.lease().owner(), p.disk().fullName(), p.lease().operation()),
              p.lease().isReadable()
                  ? "Run the command again when they have finished. Should they be gone, the lease"
                      + " is taken over by whoever comes %d s after its last sign of life."
                          .formatted(LeaseRule.DEAD_AFTER.toSeconds())
                  : "Use the version that wrote the lease. If nobody is at work, take it away: `xe"
                      + " vdi-param-remove uuid=%s param-name=other-config param-key=%s`."
                          .formatted(p.disk().vdi(), Lease.KEY));
      case Problem.SeveralHolders p ->
          told(
              "several-holders",
              Exit.CONFLICT,
              "%s has VBDs of several VMs: %s"
                  .formatted(p.disk().fullName(), list(p.holders(), Advice::holder)),
              "Say which one is to lose it, with `--vm`.");
      case Problem.NotWithThatVm p ->
          told(
              "not-with-that-vm",
              Exit.CONFLICT,
              "%s is not with %s but with %s"
                  .formatted(
                      p.disk().fullName(),
                      p.vm().fullName(),
                      list(p.disk().attachments(), Advice::holder)),
              "Name that VM, or leave `--vm` out.");
      case Problem.GuestNotBooted p ->
          told(
              "guest-not-booted",
              Exit.PENDING,
              "nothing showed within %s that the guest of %s has booted"
                  .formatted(words(p.waited()), p.vm().fullName()),
              "Nothing was attached or released. Run it again once the guest has booted. If it has:"
                  + " install XenServer Tools in it or, for an attach, name a port that it opens"
                  + " (`--boot-port HOST:PORT`), or allow its uptime to count (`--boot-uptime"
                  + " 10m`).");
      case Problem.NotStarted p ->
          told(
              "vm-not-started",
              Exit.PENDING,
              "%s was not running within %s".formatted(p.vm().fullName(), words(p.waited())),
              "Nothing was attached. Start the VM and run the command again.");
      case Problem.GuestHolds p ->
          told(
              "guest-holds-disk",
              Exit.PENDING,
              "%s did not let go of %s within %s: its guest uses %s"
                  .formatted(
                      holder(p.attachment()),
                      p.disk().fullName(),
                      words(p.waited()),
                      guestDevice(p.attachment())),
              "NOT SAFE TO PULL. In the guest, end what uses the disk (a mount, swap, LVM, an NFS"
                  + " or Samba export, a shell standing in it: `fuser -vm %s`) and unmount it, then"
                      .formatted(guestDevice(p.attachment()))
                  + " run `xendisk detach` again. The request stays with the guest, which may let"
                  + " go at any time; it is safe to pull only when `xendisk detach` says so.");
      case Problem.GuestSilent p ->
          told(
              "guest-silent",
              Exit.PENDING,
              "%s neither let go of %s nor said no, though it was asked three times in %s"
                  .formatted(holder(p.attachment()), p.disk().fullName(), words(p.waited())),
              "NOT SAFE TO PULL. The guest may hang: look at its console and its load. The request"
                  + " stays with the guest, which may let go at any time; it is safe to pull only"
                  + " when `xendisk detach` says so.");
      case Problem.StillPending p ->
          told(
              "still-pending",
              Exit.PENDING,
              "%s of %s had not ended after %s"
                  .formatted(p.what(), p.disk().fullName(), words(p.waited())),
              "See `xendisk status %s`, then run the command again.".formatted(argument(p.disk())));
      case Problem.PlugFailed p ->
          told(
              "plug-failed",
              Exit.FAILED,
              "%s could not be plugged into %s: %s"
                  .formatted(
                      p.disk().fullName(), p.vm().fullName(), xapi(p.code(), p.parameters())),
              (p.left() == null
                      ? "Nothing was left behind."
                      : "Left behind: %s. `xendisk detach %s --vm %s` clears it."
                          .formatted(p.left(), argument(p.disk()), p.vm().id()))
                  + (p.code().startsWith("SR_BACKEND_FAILURE")
                      ? " The disk did not answer: is it still in its bay?"
                      : " Look at the host's log, then run the command again."));
      case Problem.UnplugFailed p ->
          told(
              "unplug-failed",
              Exit.FAILED,
              "%s could not be unplugged from %s: %s"
                  .formatted(
                      p.disk().fullName(), holder(p.attachment()), xapi(p.code(), p.parameters())),
              "NOT SAFE TO PULL. Mend what the pool says, then run `xendisk detach` again.");
      case Problem.StartFailed p ->
          told(
              "vm-start-failed",
              Exit.FAILED,
              "%s did not start on host %s: %s"
                  .formatted(p.vm().fullName(), p.host().name(), xapi(p.code(), p.parameters())),
              "Nothing was attached. Mend what the pool says, then run the command again.");
      case Problem.StartForbidden p ->
          told(
              "vm-start-blocked",
              Exit.CONFLICT,
              "somebody else forbids to start %s: %s".formatted(p.vm().fullName(), p.text()),
              "Nothing was done. It is theirs to allow: `xe vm-param-list uuid=%s"
                      .formatted(p.vm().id())
                  + " params=blocked-operations` shows what stands there.");
      case Problem.StrangerThere p ->
          told(
              "disk-not-ours",
              Exit.REFUSED,
              "%s would start with %s by VBD %s, which somebody else made: %s"
                  .formatted(holder(p.vbd()), p.disk().fullName(), p.vbd().vbd(), p.why()),
              "Nothing was done. `xendisk repair --adopt %s` takes it away and attaches the disk"
                      .formatted(p.vbd().vbd())
                  + " after the boot; `xendisk detach %s --vm %s` takes it away for good."
                      .formatted(argument(p.disk()), p.vbd().holder().vm()));
      case Problem.CannotResume p ->
          told(
              "vm-cannot-resume",
              Exit.IDENTITY,
              "%s is suspended with %s, and it is not proved that it would resume with that very"
                      .formatted(p.vm().fullName(), p.disk().fullName())
                  + " disk: %s".formatted(p.why()),
              "Nothing was done: a suspended guest writes to whatever is there when it resumes. Put"
                  + " the disk back as it was, or end the VM (`xe vm-shutdown --force uuid=%s`),"
                      .formatted(p.vm().id())
                  + " which loses what is in its memory, and start it.");
      case Problem.VmCannotStartOn p ->
          told(
              "vm-cannot-start-there",
              Exit.REFUSED,
              "%s cannot start on host %s, where its disks are: %s"
                  .formatted(p.vm().fullName(), p.host().name(), xapi(p.code(), p.parameters())),
              "It was not started. Mend what the pool says, or detach the disks that bind it to"
                  + " that host.");
      case Problem.VmStartFailed p ->
          told(
              "vm-start-failed",
              Exit.FAILED,
              "%s did not start%s: %s"
                  .formatted(
                      p.vm().fullName(),
                      p.host() == null ? "" : " on host " + p.host().name(),
                      xapi(p.code(), p.parameters())),
              "Mend what the pool says, then run the command again.");
      case Problem.VmLeased p ->
          told(
              "lease-held",
              Exit.CONFLICT,
              "%s is working on %s (%s)"
                  .formatted(p.lease().owner(), p.vm().fullName(), p.lease().operation()),
              p.lease().isReadable()
                  ? "Run the command again when they have finished. Should they be gone, the lease"
                      + " is taken over by whoever comes %d s after its last sign of life."
                          .formatted(LeaseRule.DEAD_AFTER.toSeconds())
                  : "Use the version that wrote the lease. If nobody is at work, take it away: `xe"
                      + " vm-param-remove uuid=%s param-name=other-config param-key=%s`."
                          .formatted(p.vm().id(), Lease.KEY));
      case Problem.VmChanged p ->
          told(
              "changed-meanwhile",
              Exit.CONFLICT,
              "%s changed while it was worked on: %s".formatted(p.vm().fullName(), p.what()),
              "Look at it with `xendisk status`, then run the command again.");
      case Problem.ChangedMeanwhile p ->
          told(
              "changed-meanwhile",
              Exit.CONFLICT,
              "%s changed while it was worked on: %s".formatted(p.disk().fullName(), p.what()),
              "Look at it with `xendisk status`, then run the command again.");
      case Problem.Vanished p ->
          told(
              "vanished",
              Exit.NOT_SAFE_TO_PULL,
              "%s went its own way while it was released: %s"
                  .formatted(p.disk().fullName(), p.what()),
              "Do not trust it: see `xendisk status`, look at the rack and into the guest, then run"
                  + " `xendisk detach` again.");
      case Problem.GuestRebooted p ->
          told(
              "guest-rebooted",
              Exit.PARTLY,
              "%s is attached, but %s rebooted at that moment, and its guest may never let go of it"
                  .formatted(p.disk().fullName(), p.vm().fullName()),
              "Detach the disk and attach it again, so that the guest gets it after its boot.");
      case Problem.LeaseLost p ->
          told(
              "lease-lost",
              Exit.PARTLY,
              "the %s of %s stopped halfway: for too long this process could not show the pool that"
                      .formatted(p.operation(), p.disk().fullName())
                  + " it lives, or somebody removed its lease, so another may be at work on the"
                  + " disk",
              "Nothing more was touched. See `xendisk status %s`, then run the command again."
                  .formatted(argument(p.disk())));
      case Problem.Hooked p -> HookAdvice.on(p);
      case Problem.Forced p -> ForceAdvice.on(p);
      case Problem.Moving p -> MoveAdvice.on(p);
      case Problem.NotClean p ->
          told(
              "not-clean",
              Exit.NOT_SAFE_TO_PULL,
              "%s is out of the VM, but its filesystem was not cleanly unmounted: what was written"
                      .formatted(p.disk().fullName())
                  + " last may be missing",
              "Attach it again, let the guest check and unmount it, and detach it; or take it as it"
                  + " is with `--accept-unclean`.");
      case Problem.StillClaimed p ->
          told(
              "still-claimed",
              Exit.NOT_SAFE_TO_PULL,
              "%s still has a VBD of %s"
                  .formatted(p.disk().fullName(), list(p.by(), Advice::holder)),
              "NOT SAFE TO PULL. Detach it there too, with `--vm`.");
    };
  }

  private static Explanation told(String id, Exit exit, String message, String advice) {
    return new Explanation(id, exit, message, advice.strip());
  }

  private static Explanation noOrdinaryVm(Vm vm) {
    var what =
        switch (vm.kind()) {
          case TEMPLATE -> "a template";
          case SNAPSHOT -> "a snapshot";
          case CONTROL_DOMAIN -> "a control domain";
          case ORDINARY -> throw new IllegalArgumentException(vm.fullName() + " is ordinary");
        };
    return told(
        "vm-is-" + what.substring(2).replace(' ', '-'),
        Exit.REFUSED,
        "%s is %s, not a VM that can be given a disk".formatted(vm.fullName(), what),
        "Name an ordinary VM.");
  }

  /** xendisk's own start resumes a VM past the block that guards the disks it keeps (R12). */
  private static String awake(String name, String uuid, PowerState power) {
    return power == PowerState.PAUSED
        ? "Unpause %s (`xe vm-unpause uuid=%s`)".formatted(name, uuid)
        : "Resume %s (`xendisk vm start %s`)".formatted(name, uuid);
  }

  private static String didYouMean(List<String> near) {
    return near.isEmpty() ? "" : "Near: " + String.join(", ", near) + ".";
  }

  private static String sideBySide(Evidence before, Evidence now) {
    var kinds = EnumSet.noneOf(EvidenceKind.class);
    kinds.addAll(before.items().keySet());
    kinds.addAll(now.items().keySet());
    var sides =
        kinds.stream()
            .filter(kind -> !before.value(kind).equals(now.value(kind)))
            .map(
                kind ->
                    "%s was %s, is %s"
                        .formatted(
                            kind.words(),
                            before.value(kind).orElse("unknown"),
                            now.value(kind).orElse("unknown")))
            .collect(Collectors.joining("; "));
    return sides.isEmpty() ? "what was known of either cannot be read" : sides;
  }

  private static String holder(Attachment attachment) {
    return "%s (VM %s)".formatted(attachment.holder().name(), attachment.holder().vm());
  }

  private static String guestDevice(Attachment attachment) {
    return attachment.device() == null ? "the disk" : "/dev/" + attachment.device();
  }

  private static String argument(Disk disk) {
    return disk.name().matches("[\\w.-]+") ? disk.name() : disk.place();
  }

  private static String xapi(String code, List<String> parameters) {
    return (code + " " + String.join(" ", parameters)).strip();
  }

  private static String words(Duration time) {
    long seconds = time.toSeconds();
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }

  private static <T> String list(List<T> things, Function<T, String> name) {
    return things.stream().map(name).collect(Collectors.joining(", "));
  }
}
