package io.xendisk.domain.force;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.attach.Waiting;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When a disk may be taken by force: never while a clean release is under way, which may still come
 * to a good end. Pure: decides on one moment.
 */
public final class ForcePolicy {
  /**
   * For so long after its guest was asked to let go it may be writing out what it has: the longest
   * pause between two requests of a clean release.
   */
  public static final Duration ANSWERING = Duration.ofSeconds(60);

  private static final String CLEAN_RELEASE = "detach";

  /**
   * Decides for a disk with all its attachments.
   *
   * @param vm the VM that the person named, null if none
   * @param now the pool's clock, asked only if it matters
   */
  public ForceDecision decide(
      Disk disk, @Nullable Vm vm, LeaseVerdict lease, Supplier<Instant> now) {
    if (!disk.access().present()) {
      return new ForceDecision.Refuse(new Problem.DiskAbsent(disk));
    }
    if (disk.access().heldBy() != null) {
      return new ForceDecision.Refuse(new Problem.HeldByVm(disk, disk.access().heldBy()));
    }
    if (disk.attachments().stream().anyMatch(a -> a.holder().controlDomain())) {
      return new ForceDecision.Refuse(new Problem.HeldByControlDomain(disk));
    }
    var meant = disk.attachments().stream().filter(a -> isMeant(a, vm)).toList();
    if (meant.isEmpty()) {
      return vm == null || disk.attachments().isEmpty()
          ? new ForceDecision.NothingThere()
          : new ForceDecision.Refuse(new Problem.NotWithThatVm(disk, vm));
    }
    return theOne(meant)
        .map(from -> decide(disk, from, lease, now))
        .orElseGet(() -> new ForceDecision.Refuse(new Problem.SeveralHolders(disk, meant)));
  }

  private static boolean isMeant(Attachment attachment, @Nullable Vm vm) {
    return vm == null || attachment.holder().vm().uuid().equals(vm.id().uuid());
  }

  private static Optional<Attachment> theOne(List<Attachment> meant) {
    var attached = meant.stream().filter(Attachment::attached).toList();
    var candidates = attached.isEmpty() ? meant : attached;
    return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
  }

  private static ForceDecision decide(
      Disk disk, Attachment from, LeaseVerdict lease, Supplier<Instant> now) {
    if (from.operations().contains("unplug")) {
      return new ForceDecision.Refuse(new Problem.ReleaseUnderWay(disk, from, null));
    }
    return switch (lease) {
      case LeaseVerdict.Held(var by, var until) ->
          isCleanRelease(by)
              ? new ForceDecision.Refuse(new Problem.ReleaseUnderWay(disk, from, by))
              : new ForceDecision.Wait(new Waiting.ForLease(by, until));
      case LeaseVerdict.Dead dead -> new ForceDecision.ClearLease(dead);
      case LeaseVerdict.Free _ -> decideOnFree(disk, from, now);
    };
  }

  private static boolean isCleanRelease(Lease by) {
    return by.isReadable() && by.operation().equals(CLEAN_RELEASE);
  }

  private static ForceDecision decideOnFree(Disk disk, Attachment from, Supplier<Instant> now) {
    if (!from.operations().isEmpty()) {
      return new ForceDecision.Wait(new Waiting.ForOperation());
    }
    if (!from.attached()) {
      return new ForceDecision.Act(from, steps(from));
    }
    if (from.holder().power() != PowerState.RUNNING) {
      return new ForceDecision.Refuse(new Problem.HolderNotRunning(disk, from));
    }
    if (!from.traits().unpluggable()) {
      return new ForceDecision.Refuse(new Problem.NotUnpluggable(disk, from));
    }
    var askedAt = from.traits().askedAt();
    return askedAt != null && mayBeAnswering(Duration.between(askedAt, now.get()))
        ? new ForceDecision.Refuse(new Problem.MayBeAnswering(disk, from, askedAt.plus(ANSWERING)))
        : new ForceDecision.Act(from, steps(from));
  }

  private static boolean mayBeAnswering(Duration since) {
    return !since.isNegative() && since.compareTo(ANSWERING) < 0;
  }

  private static List<ForceStep> steps(Attachment from) {
    var steps = EnumSet.allOf(ForceStep.class);
    if (!from.attached()) {
      steps.removeAll(
          EnumSet.of(ForceStep.MARK_RELEASING, ForceStep.UNPLUG_FORCE, ForceStep.MARK_PULLED));
    } else if (from.releasing()) {
      steps.remove(ForceStep.MARK_RELEASING);
    }
    if (!from.isOurs()) {
      steps.removeAll(EnumSet.of(ForceStep.MARK_PULLED, ForceStep.LIFT_BLOCK));
    }
    return List.copyOf(steps);
  }
}
