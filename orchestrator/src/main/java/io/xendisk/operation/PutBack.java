package io.xendisk.operation;

import io.xendisk.domain.attach.AttachRequest;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.domain.guard.Intent;
import io.xendisk.port.GuestPorts;
import io.xendisk.port.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the disks back that are to come back to a VM, each as {@code attach} would: all its rules
 * hold, and a disk that was called safe to pull since is left alone (R11). An intent ends when its
 * disk is there, and stays when it is not. Thread-safe.
 */
public final class PutBack {
  private final Surroundings surroundings;
  private final Pool pool;
  private final GuestPorts ports;
  private final IdentityRule.Consent consent;

  /** By a person's word of before. */
  PutBack(Surroundings surroundings, GuestPorts ports) {
    this(surroundings, ports, IdentityRule.Consent.TO_PUT_BACK);
  }

  PutBack(Surroundings surroundings, GuestPorts ports, IdentityRule.Consent consent) {
    this.consent = consent;
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.ports = ports;
  }

  /** What became of one intent; {@code why} is null where the disk is there. */
  public record Back(Intent intent, boolean changed, @Nullable Problem why) {
    public boolean isThere() {
      return why == null;
    }
  }

  /** Puts all of them back that can be. */
  List<Back> run(Vm vm, List<Intent> intents, BootSettings boot, Duration timeout)
      throws InterruptedException {
    var back = new ArrayList<Back>();
    for (var intent : intents) {
      back.add(run(vm, intent, boot, timeout));
    }
    return back;
  }

  private Back run(Vm vm, Intent intent, BootSettings boot, Duration timeout)
      throws InterruptedException {
    var order =
        new AttachOrder(
            DiskSelector.parse(intent.disk()),
            intent.name(),
            vm.id().uuid(),
            new AttachRequest(intent.wish().mode(), IfHalted.REFUSE, intent.wish().keep()),
            consent,
            boot,
            false,
            false,
            timeout);
    return switch (new AttachDisk(surroundings, ports).run(order)) {
      case AttachOutcome.Attached _ -> there(vm, intent, true);
      case AttachOutcome.AlreadyAttached _ -> there(vm, intent, false);
      case AttachOutcome.AtNextBoot(var changed, _, _, _, _) -> there(vm, intent, changed);
      case AttachOutcome.NotDone(var why, _) -> new Back(intent, false, why);
      case AttachOutcome.Planned _ -> throw new IllegalStateException("nobody asked for a plan");
    };
  }

  private Back there(Vm vm, Intent intent, boolean changed) {
    pool.erase(vm.id(), intent.key());
    return new Back(intent, changed, null);
  }

  /** The first problem that is left, if there is any. */
  static Optional<Problem> left(List<Back> back) {
    return back.stream().map(Back::why).flatMap(Stream::ofNullable).findFirst();
  }
}
