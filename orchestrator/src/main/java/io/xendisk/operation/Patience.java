package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.attach.Waiting;
import io.xendisk.domain.disk.Disk;
import io.xendisk.port.Deadline;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long an operation waits for what: for other people's work half a minute, for guests as long
 * as the command may take. Confined to one thread.
 */
final class Patience {
  private static final Duration WITH_OTHERS = Duration.ofSeconds(30);

  private final Deadline whole;
  private @Nullable Deadline withOthers;

  Patience(Deadline whole) {
    this.whole = whole;
  }

  /** How long it may still wait for this; nothing left means that it has to give up. */
  Duration left(Waiting what) {
    return switch (what) {
      case Waiting.ForBoot _, Waiting.ForStart _, Waiting.ForRelease _ -> whole.left();
      case Waiting.ForLease _, Waiting.ForOperation _ -> {
        if (withOthers == null) {
          withOthers = whole.atMost(WITH_OTHERS);
        }
        yield withOthers.left();
      }
    };
  }

  /** A death is no event: whoever waits for an owner looks again when it may have come. */
  Duration untilNextLook(Waiting what, PoolClock clock, Duration atMost) {
    if (what instanceof Waiting.ForLease(_, var until) && !until.equals(Instant.MAX)) {
      var untilDead = Duration.between(clock.now(), until).plusSeconds(1);
      return untilDead.compareTo(atMost) < 0 ? untilDead : atMost;
    }
    return atMost;
  }

  /** Why it gives up. */
  Problem lost(Waiting what, Disk disk, @Nullable Vm vm) {
    return switch (what) {
      case Waiting.ForBoot _ when vm != null -> new Problem.GuestNotBooted(vm, whole.waited());
      case Waiting.ForStart _ when vm != null -> new Problem.NotStarted(vm, whole.waited());
      case Waiting.ForBoot _, Waiting.ForStart _ ->
          throw new IllegalStateException("only an attach waits for a VM");
      case Waiting.ForRelease(var attachment) ->
          new Problem.GuestHolds(disk, attachment, whole.waited());
      case Waiting.ForLease(var lease, _) -> new Problem.Leased(disk, lease);
      case Waiting.ForOperation _ ->
          disk.attachments().stream().anyMatch(a -> a.holder().controlDomain())
              ? new Problem.HeldByControlDomain(disk)
              : new Problem.Busy(disk, String.join(", ", disk.access().operations()));
    };
  }

  /** What it waits for, for the person who waits with it. */
  String words(Waiting what, Disk disk, @Nullable Vm vm) {
    var most = left(what).toSeconds();
    var name = vm == null ? "the VM" : vm.name();
    return switch (what) {
      case Waiting.ForBoot _ ->
          "waiting for the guest of %s to have booted (at most %d s)".formatted(name, most);
      case Waiting.ForStart _ ->
          "waiting for somebody to start %s (at most %d s)".formatted(name, most);
      case Waiting.ForRelease(var attachment) ->
          "waiting for %s to let go of %s (at most %d s)"
              .formatted(attachment.holder().name(), disk.name(), most);
      case Waiting.ForLease(var lease, _) ->
          "waiting for %s, who has %s for %s (at most %d s)"
              .formatted(lease.owner(), disk.name(), lease.operation(), most);
      case Waiting.ForOperation _ ->
          "waiting for the pool to finish with %s (at most %d s)".formatted(disk.name(), most);
    };
  }
}
