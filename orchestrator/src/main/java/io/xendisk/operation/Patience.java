package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.attach.Waiting;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.port.Deadline;
import io.xendisk.port.Timings;
import io.xendisk.port.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long an operation waits for what: for other people's work half a minute in all, for guests as
 * long as the command may take. Confined to one thread.
 */
final class Patience {
  private static final Duration WITH_OTHERS = Duration.ofSeconds(30);
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final Surroundings surroundings;
  private final Deadline whole;
  private @Nullable Deadline withOthers;

  Patience(Surroundings surroundings, Deadline whole) {
    this.surroundings = surroundings;
    this.whole = whole;
  }

  /** What is waited for, on which disk and VM as they were seen. */
  record For(Waiting what, Disk disk, @Nullable Vm vm) {}

  /**
   * Waits until it is worth another look; false if there was time enough for that.
   *
   * @param askAgainIn when it is worth one though nothing has happened, null if only events tell
   */
  boolean passed(For wait, Watch watch, @Nullable Duration askAgainIn) throws InterruptedException {
    var left = left(wait.what);
    if (left.isZero()) {
      return false;
    }
    surroundings.progress().tell(words(wait, left));
    var nextLook = askAgainIn == null ? left : shorter(askAgainIn, left);
    wait(
        watch,
        wait.what instanceof Waiting.ForLease(_, var until)
            ? shorter(untilDead(until), nextLook)
            : nextLook,
        what(wait.what));
    return true;
  }

  /** The same for others who work on a VM, or on a disk of it that stands in its way. */
  boolean passed(LeaseVerdict.@Nullable Held lease, Watch watch) throws InterruptedException {
    var left = leftWithOthers();
    if (left.isZero()) {
      return false;
    }
    if (lease != null) {
      surroundings
          .progress()
          .tell(
              "waiting for %s (%s, at most %d s)"
                  .formatted(lease.by().owner(), lease.by().operation(), left.toSeconds()));
    }
    var nextLook =
        lease == null || lease.until().equals(Instant.MAX) ? A_MOMENT : untilDead(lease.until());
    wait(watch, shorter(nextLook, left), lease == null ? Timings.For.OPERATION : Timings.For.LEASE);
    return true;
  }

  private void wait(Watch watch, Duration atMost, Timings.For what) throws InterruptedException {
    long begun = surroundings.ticker().nanos();
    try {
      watch.changed(atMost);
    } finally {
      surroundings.timings().waited(what, surroundings.ticker().since(begun));
    }
  }

  private static Timings.For what(Waiting what) {
    return switch (what) {
      case Waiting.ForBoot _ -> Timings.For.BOOT;
      case Waiting.ForStart _ -> Timings.For.START;
      case Waiting.ForRelease _ -> Timings.For.RELEASE;
      case Waiting.ForLease _ -> Timings.For.LEASE;
      case Waiting.ForOperation _ -> Timings.For.OPERATION;
    };
  }

  /** A death is no event: whoever waits for an owner looks again when it may have come. */
  private Duration untilDead(Instant until) {
    return until.equals(Instant.MAX)
        ? WITH_OTHERS
        : Duration.between(surroundings.clock().now(), until).plusSeconds(1);
  }

  private Duration left(Waiting what) {
    return switch (what) {
      case Waiting.ForBoot _, Waiting.ForStart _, Waiting.ForRelease _ -> whole.left();
      case Waiting.ForLease _, Waiting.ForOperation _ -> leftWithOthers();
    };
  }

  private Duration leftWithOthers() {
    if (withOthers == null) {
      withOthers = whole.atMost(WITH_OTHERS);
    }
    return withOthers.left();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Why it gives up. */
  Problem lost(For wait) {
    var disk = wait.disk;
    var vm = wait.vm;
    return switch (wait.what) {
      case Waiting.ForBoot _ when vm != null -> new Problem.GuestNotBooted(vm, whole.waited());
      case Waiting.ForStart _ when vm != null -> new Problem.NotStarted(vm, whole.waited());
      case Waiting.ForBoot _, Waiting.ForStart _ ->
          throw new IllegalStateException("who waits for a VM names it");
      case Waiting.ForRelease(var attachment) ->
          new Problem.GuestHolds(disk, attachment, whole.waited());
      case Waiting.ForLease(var lease, _) -> new Problem.Leased(disk, lease);
      case Waiting.ForOperation _ ->
          disk.attachments().stream().anyMatch(a -> a.holder().controlDomain())
              ? new Problem.HeldByControlDomain(disk)
              : new Problem.Busy(disk, operations(disk));
    };
  }

  private static String operations(Disk disk) {
    return Stream.concat(
            disk.access().operations().stream(),
            disk.attachments().stream().flatMap(vbd -> vbd.operations().stream()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** What it waits for, for the person who waits with it. */
  private static String words(For wait, Duration left) {
    var most = left.toSeconds();
    var disk = wait.disk.name();
    var name = wait.vm == null ? "the VM" : wait.vm.name();
    return switch (wait.what) {
      case Waiting.ForBoot _ ->
          "waiting for the guest of %s to have booted (at most %d s)".formatted(name, most);
      case Waiting.ForStart _ ->
          "waiting for somebody to start %s (at most %d s)".formatted(name, most);
      case Waiting.ForRelease(var attachment) ->
          "waiting for %s to let go of %s (at most %d s)"
              .formatted(attachment.holder().name(), disk, most);
      case Waiting.ForLease(var lease, _) ->
          "waiting for %s, who has %s for %s (at most %d s)"
              .formatted(lease.owner(), disk, lease.operation(), most);
      case Waiting.ForOperation _ ->
          "waiting for the pool to finish with %s (at most %d s)".formatted(disk, most);
    };
  }
}
