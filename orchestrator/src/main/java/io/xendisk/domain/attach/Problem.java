package io.xendisk.domain.attach;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.disk.Released;
import io.xendisk.domain.disk.passport.Evidence;
import io.xendisk.domain.disk.passport.Passport;
import io.xendisk.domain.disk.passport.Recognition;
import io.xendisk.domain.disk.passport.Twins;
import io.xendisk.domain.disk.passport.Verdict;
import io.xendisk.domain.hook.HookReport;
import io.xendisk.domain.lease.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something was not done, or not wholly. What a person reads about each of them, and with which
 * exit code, stands in {@link Advice}.
 */
public sealed interface Problem {
  /** A VM that has the disk, or has a VBD on it, stands in the way. */
  sealed interface AboutHolder extends Problem {
    Disk disk();
  }

  // What was asked for cannot be found.

  record DiskUnknown(String text, List<String> near, List<String> unread) implements Problem {}

  record DiskAmbiguous(String text, List<Disk> meant) implements Problem {}

  record DiskAbsent(Disk disk) implements Problem {}

  /** It is enrolled, and no disk that is present shows its identity. */
  record DiskAway(Passport passport) implements Problem {}

  record VmUnknown(String text, List<String> near) implements Problem {}

  record VmAmbiguous(String text, List<Vm> meant) implements Problem {}

  record PoolTooOld(String version) implements Problem {}

  record NewerNote(Disk disk, Vm vm) implements Problem {}

  // A safety rule forbids it.

  record HaltedFirstAttach(Vm vm) implements Problem {}

  record VmNotRunning(Vm vm) implements Problem {}

  record NoOrdinaryVm(Vm vm) implements Problem {}

  record HaProtected(Vm vm) implements Problem {}

  record WrongHost(Disk disk, Vm vm, Host vmHost) implements Problem {}

  record CannotStartThere(Disk disk, Vm vm, String why) implements Problem {}

  record ReadOnlyDisk(Disk disk) implements Problem {}

  record ReadOnlyIntoHvm(Vm vm) implements Problem {}

  record NoHotplug(Vm vm) implements Problem {}

  record OtherMode(Disk disk, Vm vm, Attachment attachment) implements AboutHolder {}

  record NotUnpluggable(Disk disk, Attachment attachment) implements AboutHolder {}

  record HolderNotRunning(Disk disk, Attachment attachment) implements AboutHolder {}

  record HasTwin(Disk disk, List<Twins> twins) implements Problem {}

  record Retired(Disk disk, Passport passport, Instant since) implements Problem {}

  record DriveFailing(Disk disk) implements Problem {}

  /** A schedule would have to be sure which disk it is. */
  record NotProved(Disk disk) implements Problem {}

  /** A schedule does not take back into use what somebody was told to pull. */
  record CalledSafeToPull(Disk disk, Released released) implements Problem {}

  record ReadFirst(Disk disk, String why) implements Problem {}

  // Which disk it is contradicts what was said or known.

  record OtherDiskThere(Disk disk, Evidence before, Evidence now) implements Problem {}

  record NotTheEnrolledDisk(Disk disk, Passport passport, Verdict.Another verdict)
      implements Problem {}

  record Contested(Disk disk, List<Recognition.Known> claims) implements Problem {}

  // What is enrolled stands in the way.

  record AlreadyEnrolled(Disk disk, Passport passport) implements Problem {}

  record NameTaken(String name, Passport passport) implements Problem {}

  record NoName(Disk disk) implements Problem {}

  record NotEnrolled(String text, List<String> near) implements Problem {}

  record NoPlaceForPassport(Disk disk, String why) implements Problem {}

  record PassportStays(Passport passport) implements Problem {}

  record NotWithIt(Disk disk, Vm vm) implements Problem {}

  record NothingToRememberBy(Disk disk) implements Problem {}

  // Somebody else has it.

  record InUse(Disk disk, Attachment by) implements AboutHolder {}

  record OtherVbd(Disk disk, Attachment other) implements AboutHolder {}

  record HeldByVm(Disk disk, Holding by) implements Problem {}

  record HeldByControlDomain(Disk disk) implements Problem {}

  record Busy(Disk disk, String operations) implements Problem {}

  record Leased(Disk disk, Lease lease) implements Problem {}

  record SeveralHolders(Disk disk, List<Attachment> holders) implements AboutHolder {}

  record NotWithThatVm(Disk disk, Vm vm) implements AboutHolder {}

  // Time ran out; it is still pending.

  record GuestNotBooted(Vm vm, Duration waited) implements Problem {}

  record NotStarted(Vm vm, Duration waited) implements Problem {}

  record GuestHolds(Disk disk, Attachment attachment, Duration waited) implements Problem {}

  record GuestSilent(Disk disk, Attachment attachment, Duration waited) implements Problem {}

  record StillPending(Disk disk, String what, Duration waited) implements Problem {}

  // It went wrong.

  record PlugFailed(Disk disk, Vm vm, String code, List<String> parameters, @Nullable String left)
      implements Problem {}

  record StartFailed(Vm vm, Host host, String code, List<String> parameters) implements Problem {}

  record UnplugFailed(Disk disk, Attachment attachment, String code, List<String> parameters)
      implements Problem {}

  record ChangedMeanwhile(Disk disk, String what) implements Problem {}

  record Vanished(Disk disk, String what) implements Problem {}

  record GuestRebooted(Disk disk, Vm vm) implements Problem {}

  record LeaseLost(Disk disk, String operation) implements Problem {}

  // What stands beside a disk went wrong: a hook, or the move of a VM.

  /** A hook failed; words in {@link HookAdvice}. */
  sealed interface Hooked extends Problem {}

  record BeforeDetachFailed(Disk disk, Attachment attachment, HookReport report)
      implements Hooked {}

  record AfterAttachFailed(Disk disk, Attachment attachment, HookReport report) implements Hooked {}

  /** Disk and VM are on two hosts, and the VM did not move; words in {@link MoveAdvice}. */
  sealed interface Moving extends Problem {}

  /** The same as {@link WrongHost}, where the pool would let the VM go to the disk. */
  record VmMayMove(Disk disk, Vm vm, Host vmHost) implements Moving {}

  /** The same, where it would not: only the disk can move. */
  record VmCannotMove(Disk disk, Vm vm, Host vmHost, String why) implements Moving {}

  record MoveFailed(Vm vm, Host to, String code, List<String> parameters) implements Moving {}

  record MoveNotPermitted(Vm vm, Host to) implements Moving {}

  record NotMoved(Vm vm, Host to, Duration waited) implements Moving {}

  /** A disk was not taken by force, or was; words in {@link ForceAdvice}. */
  sealed interface Forced extends Problem {}

  /** The serial is null where nobody knows it. */
  record NotConfirmed(String disk, String place, @Nullable String serial, String vdi)
      implements Forced {}

  /** The lease is null where the pool itself is at it. */
  record ReleaseUnderWay(Disk disk, Attachment attachment, @Nullable Lease by) implements Forced {}

  record MayBeAnswering(Disk disk, Attachment attachment, Instant until) implements Forced {}

  record RecordLost(Holding lost) implements Forced {}

  record ForceFailed(Disk disk, Attachment attachment, String code, List<String> parameters)
      implements Forced {}

  record ForcePending(Disk disk, Attachment attachment, Duration waited) implements Forced {}

  record TakenByForce(Disk disk, Attachment attachment) implements Forced {}

  record NothingToForce(Disk disk) implements Forced {}

  // A VM cannot be started safely.

  record StartForbidden(Vm vm, String text) implements Problem {}

  record StrangerThere(Disk disk, Attachment vbd, String why) implements Problem {}

  record CannotResume(Vm vm, Disk disk, String why) implements Problem {}

  record VmCannotStartOn(Vm vm, Host host, String code, List<String> parameters)
      implements Problem {}

  record VmStartFailed(Vm vm, @Nullable Host host, String code, List<String> parameters)
      implements Problem {}

  record VmLeased(Vm vm, Lease lease) implements Problem {}

  record VmChanged(Vm vm, String what) implements Problem {}

  // It is out of the VM, but must not be pulled.

  record NotClean(Disk disk) implements Problem {}

  record StillClaimed(Disk disk, List<Attachment> by) implements Problem {}
}
