package io.xendisk.operation;

import io.xendisk.domain.VmId;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.hook.Hook;
import io.xendisk.domain.hook.HookCall;
import io.xendisk.domain.hook.HookMoment;
import io.xendisk.domain.hook.VmHooks;
import io.xendisk.port.Deadline;
import io.xendisk.port.GuestHooks;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The hooks of a pool's VMs, by their names or uuids, and what runs them. Immutable. */
public record Hooks(Map<String, VmHooks> ofVms, GuestHooks runner) {
  public static final Hooks NONE =
      new Hooks(
          Map.of(),
          (call, _) -> {
            throw new IllegalStateException("there is no hook to run: " + call.hook());
          });

  public Hooks {
    ofVms = Map.copyOf(ofVms);
  }

  Optional<Hook> at(HookMoment moment, VmId vm, String name) {
    return Optional.ofNullable(ofVms.get(vm.uuid()))
        .or(() -> Optional.ofNullable(ofVms.get(name)))
        .flatMap(hooks -> hooks.at(moment));
  }

  Optional<Hook> at(HookMoment moment, Attachment vbd) {
    return at(moment, vbd.holder().vm(), vbd.holder().name());
  }

  /** Runs one, as a step that is told beside those of the plan. */
  StepReport run(
      Hook hook, String operation, String owner, Disk disk, Attachment vbd, Deadline deadline)
      throws InterruptedException {
    var why = "%s asked for a %s".formatted(owner, operation);
    var report =
        runner.run(
            new HookCall(hook, operation, why, disk, vbd),
            shorter(hook.timeout(), deadline.left()));
    return new StepReport(
        hook.moment().word(),
        report.succeeded() ? StepReport.Status.DONE : StepReport.Status.FAILED,
        report.took(),
        report);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
