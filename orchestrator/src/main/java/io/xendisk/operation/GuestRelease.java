package io.xendisk.operation;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.release.NextMove;
import io.xendisk.domain.release.NextMove.Because;
import io.xendisk.domain.release.ReleaseLadder;
import io.xendisk.port.Deadline;
import io.xendisk.port.Pool;
import io.xendisk.port.Sight;
import io.xendisk.port.TaskEnd;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks a guest to let go of a disk, and waits for it, as the ladder says; never by force. Before
 * each request it looks at the disk, its lease and the VM again. Thread-safe.
 */
final class GuestRelease {
  private final Surroundings surroundings;
  private final Pool pool;
  private final HeldLease lease;

  GuestRelease(Surroundings surroundings, HeldLease lease) {
    this.surroundings = surroundings;
    this.lease = lease;
    this.pool = surroundings.pool();
  }

  /** How it ended. */
  sealed interface End {}

  /** The disk is out of the guest. */
  record LetGo() implements End {}

  /** The VM does not run any more: what has to be done is to be decided anew. */
  record VmChanged() implements End {}

  record Stopped(Problem why) implements End {}

  End release(Disk disk, Attachment attachment, Deadline deadline) throws InterruptedException {
    var ladder = new ReleaseLadder();
    var sight = pool.look(disk, null);
    var askedBefore = sinceAskedByOthers(attachment);
    while (true) {
      var stop = mayNotAsk(sight, disk, attachment);
      if (stop != null) {
        return stop;
      }
      long asked = surroundings.ticker().nanos();
      var ended = pool.unplug(attachment.vbd(), sight, deadline.left());
      switch (ended.end()) {
        case TaskEnd.Succeeded _ -> {
          return new LetGo();
        }
        case TaskEnd.Pending _ -> {
          return new Stopped(new Problem.GuestHolds(disk, attachment, deadline.waited()));
        }
        case TaskEnd.Failed failed -> {
          var next = ladder.after(failed.code(), failed.parameters(), askedBefore);
          if (next instanceof NextMove.Done) {
            return new LetGo();
          }
          sight = looked(next, disk, attachment, ended.after(), deadline);
          // A time-out of the pool is looked at, not believed: the guest may have let go since.
          if (next instanceof NextMove.GiveUp(var reason) && !hasLetGo(sight, attachment, reason)) {
            return new Stopped(problem(reason, failed, disk, attachment, deadline));
          }
        }
      }
      if (deadline.isOver()) {
        return new Stopped(new Problem.GuestHolds(disk, attachment, deadline.waited()));
      }
      askedBefore = surroundings.ticker().since(asked);
    }
  }

  /**
   * Who asked before was another run, and when it did so last nobody can tell: its refusal may be
   * as young as can be.
   */
  private static @Nullable Duration sinceAskedByOthers(Attachment attachment) {
    return attachment.releasing() ? Duration.ZERO : null;
  }

  private @Nullable End mayNotAsk(Sight sight, Disk disk, Attachment attachment) {
    if (sight.disk() == null || !lease.mayWrite(sight.disk().marks().leases())) {
      return sight.disk() == null
          ? new Stopped(new Problem.Vanished(disk, "its record is gone from the pool"))
          : new Stopped(new Problem.LeaseLost(disk, "detach"));
    }
    var now = VbdRemoval.attachment(sight, attachment.vbd());
    if (now.isEmpty()) {
      return new Stopped(
          new Problem.Vanished(
              disk, "its VBD %s is gone from the pool".formatted(attachment.vbd().uuid())));
    }
    return now.get().holder().power() == PowerState.RUNNING ? null : new VmChanged();
  }

  private Sight looked(
      NextMove next, Disk disk, Attachment attachment, Sight from, Deadline deadline)
      throws InterruptedException {
    return next instanceof NextMove.AskAgain(var pause, var because)
        ? awaitRelease(disk, attachment, because, from, deadline.atMost(withJitter(pause)))
        : pool.look(disk, null);
  }

  /** Until the guest has let go, or it is time to ask again. */
  private Sight awaitRelease(
      Disk disk, Attachment attachment, Because because, Sight from, Deadline deadline)
      throws InterruptedException {
    surroundings
        .progress()
        .tell(
            "%s; asking again in at most %d s"
                .formatted(words(because, disk, attachment), deadline.left().toSeconds()));
    var sight = from;
    while (VbdRemoval.attachment(sight, attachment.vbd()).filter(Attachment::attached).isPresent()
        && sight.watch().changed(deadline.left())) {
      sight = pool.look(disk, null);
    }
    return pool.look(disk, null);
  }

  private static String words(Because because, Disk disk, Attachment attachment) {
    var vm = attachment.holder().name();
    var what = attachment.device() == null ? disk.name() : "/dev/" + attachment.device();
    return switch (because) {
      case GUEST_REFUSED -> "%s still uses %s".formatted(vm, what);
      case REFUSAL_MAY_BE_OLD ->
          "%s refused %s, which may be its answer to an earlier request".formatted(vm, what);
      case GUEST_SILENT -> "%s said nothing about %s".formatted(vm, what);
      case POOL_BUSY -> "the pool is busy with %s or %s".formatted(vm, disk.name());
      case ANSWER_UNCLEAR -> "how the unplug of %s ended is not clear".formatted(disk.name());
    };
  }

  /** Only the guest's silence can have ended between the answer and the look. */
  private static boolean hasLetGo(Sight sight, Attachment attachment, NextMove.Reason reason) {
    return reason == NextMove.Reason.GUEST_SILENT
        && VbdRemoval.attachment(sight, attachment.vbd()).filter(a -> !a.attached()).isPresent();
  }

  private Problem problem(
      NextMove.Reason reason,
      TaskEnd.Failed failed,
      Disk disk,
      Attachment attachment,
      Deadline deadline) {
    return switch (reason) {
      case GUEST_SILENT -> new Problem.GuestSilent(disk, attachment, deadline.waited());
      case NOT_UNPLUGGABLE -> new Problem.NotUnpluggable(disk, attachment);
      case DISK_GONE ->
          new Problem.Vanished(
              disk,
              "the pool says %s to the request to let go"
                  .formatted(
                      (failed.code() + " " + String.join(" ", failed.parameters())).strip()));
      case POOL_BUSY -> new Problem.Busy(disk, failed.code());
      case POOL_SAYS_NO -> poolSaysNo(failed, disk, attachment);
    };
  }

  /** A guest without hotplug is told as such, as {@code explain} tells it (facts §3.4, row 5). */
  private Problem poolSaysNo(TaskEnd.Failed failed, Disk disk, Attachment attachment) {
    boolean noHotplug =
        failed.code().equals("VM_MISSING_PV_DRIVERS")
            || (failed.code().equals("OPERATION_NOT_ALLOWED")
                && failed.parameters().toString().contains("hotplug"));
    var failure = new Problem.UnplugFailed(disk, attachment, failed.code(), failed.parameters());
    return noHotplug
        ? pool.inventoryWith(attachment.holder().vm().uuid()).vms().stream()
            .findFirst()
            .<Problem>map(Problem.NoHotplug::new)
            .orElse(failure)
        : failure;
  }

  /** So that two who wait do not ask in step. */
  private Duration withJitter(Duration pause) {
    return pause.plusMillis(surroundings.random().nextLong(pause.toMillis() / 10 + 1));
  }
}
