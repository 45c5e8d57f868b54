package io.xendisk.domain.attach;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.lease.LeaseVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a disk is released so that a person may pull it: never by force, and never by words that the
 * pool does not bear out (safety rules R10, R11). Pure: decides on one moment.
 */
public final class DetachPolicy {
  /**
   * Decides for a disk with all its attachments.
   *
   * @param vm the VM that the person named, null if none: then the one that has the disk is meant
   * @param lease what the disk's lease means
   */
  public Decision decide(Disk disk, @Nullable Vm vm, LeaseVerdict lease) {
    return AttachPolicy.leased(lease).orElseGet(() -> decideOnFree(disk, vm));
  }

  /** The same for a disk that is to come back: nobody is told that it is safe to pull. */
  public Decision decideToComeBack(Disk disk, @Nullable Vm vm, LeaseVerdict lease) {
    var decision = decide(disk, vm, lease);
    if (!(decision instanceof Decision.Act(var plan))) {
      return decision;
    }
    var steps = plan.steps().stream().filter(step -> !isTelling(step)).toList();
    boolean nothing =
        steps.stream()
            .allMatch(step -> step instanceof Step.TakeLease || step instanceof Step.DropLease);
    return nothing ? new Decision.AlreadyOut() : new Decision.Act(new Plan(steps));
  }

  private static boolean isTelling(Step step) {
    return step instanceof Step.ReadContents
        || step instanceof Step.MarkReleased
        || step instanceof Step.LastLook;
  }

  private static Decision decideOnFree(Disk disk, @Nullable Vm vm) {
    if (!disk.access().present()) {
      return new Decision.Refuse(new Problem.DiskAbsent(disk));
    }
    if (disk.access().heldBy() != null) {
      return new Decision.Refuse(new Problem.HeldByVm(disk, disk.access().heldBy()));
    }
    if (disk.attachments().stream().anyMatch(a -> a.holder().controlDomain())) {
      return new Decision.Wait(new Waiting.ForOperation());
    }
    var holders = disk.attachments().stream().filter(a -> isMeant(a, vm)).toList();
    return switch (holders.size()) {
      case 0 -> withoutHolder(disk, vm);
      case 1 -> withHolder(disk, holders.getFirst());
      default -> severalHolders(disk, holders);
    };
  }

  private static boolean isMeant(Attachment attachment, @Nullable Vm vm) {
    return vm == null || attachment.holder().vm().uuid().equals(vm.id().uuid());
  }

  private static Decision severalHolders(Disk disk, List<Attachment> holders) {
    var attached = holders.stream().filter(Attachment::attached).toList();
    if (attached.size() == 1) {
      return withHolder(disk, attached.getFirst());
    }
    boolean ofOneVm = holders.stream().map(a -> a.holder().vm()).distinct().count() == 1;
    return attached.isEmpty() && ofOneVm
        ? withHolder(disk, holders.getFirst())
        : new Decision.Refuse(new Problem.SeveralHolders(disk, holders));
  }

  private static Decision withoutHolder(Disk disk, @Nullable Vm vm) {
    if (vm != null && !disk.attachments().isEmpty()) {
      return new Decision.Refuse(new Problem.NotWithThatVm(disk, vm));
    }
    if (disk.marks().released() != null) {
      return new Decision.AlreadyOut();
    }
    if (!disk.access().operations().isEmpty()) {
      return new Decision.Wait(new Waiting.ForOperation());
    }
    return new Decision.Act(new Plan(AttachPolicy.withLease(tellThatItIsSafe())));
  }

  private static Decision withHolder(Disk disk, Attachment holder) {
    if (holder.attached() && holder.holder().power() != PowerState.RUNNING) {
      return new Decision.Refuse(new Problem.HolderNotRunning(disk, holder));
    }
    if (holder.attached() && !holder.traits().unpluggable()) {
      return new Decision.Refuse(new Problem.NotUnpluggable(disk, holder));
    }
    if (!holder.attached() && !holder.operations().isEmpty()) {
      // The pool says "not attached" before an unplug is over (R11), and would let the VBD go.
      return new Decision.Wait(
          holder.isBeingUnplugged() ? new Waiting.ForRelease(holder) : new Waiting.ForOperation());
    }
    var steps = new ArrayList<Step>();
    if (holder.attached()) {
      if (!holder.releasing()) {
        steps.add(new Step.MarkReleasing(holder));
      }
      steps.add(new Step.Unplug(holder));
    }
    steps.add(new Step.DestroyVbd(holder));
    if (holder.isOurs()) {
      steps.add(new Step.LiftBlock(holder));
    }
    steps.addAll(tellThatItIsSafe());
    return new Decision.Act(new Plan(AttachPolicy.withLease(steps)));
  }

  private static List<Step> tellThatItIsSafe() {
    return List.of(new Step.ReadContents(), new Step.MarkReleased(), new Step.LastLook());
  }

  /**
   * What still forbids the words SAFE TO PULL, once the disk is out of the VM: looked at last of
   * all.
   *
   * @param acceptUnclean whether a person takes it as it is
   */
  public Optional<Problem> verdict(Disk disk, boolean acceptUnclean) {
    if (!disk.attachments().isEmpty()) {
      return Optional.of(new Problem.StillClaimed(disk, disk.attachments()));
    }
    if (!disk.access().operations().isEmpty()) {
      return Optional.of(new Problem.Busy(disk, String.join(", ", disk.access().operations())));
    }
    boolean unclean = Boolean.FALSE.equals(cleanlyUnmounted(disk));
    return unclean && !acceptUnclean ? Optional.of(new Problem.NotClean(disk)) : Optional.empty();
  }

  /** Whether every filesystem that was recognised is clean; null where that cannot be known. */
  public static @Nullable Boolean cleanlyUnmounted(Disk disk) {
    return disk.filesystem().map(Contents.Filesystem::clean).orElse(null);
  }
}
