package io.xendisk.operation;

import io.xendisk.domain.VbdId;
import io.xendisk.domain.attach.Decision;
import io.xendisk.domain.attach.Plan;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.hook.Hook;
import io.xendisk.domain.hook.HookMoment;
import io.xendisk.domain.hook.HookReport;
import io.xendisk.port.Deadline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Has a guest made ready, by its {@code before-detach}, before it is asked to let go: once for each
 * VBD, with no lease held and nothing touched, so that afterwards everything is looked at again.
 * Confined to one order, and its thread.
 */
final class Quiescing {
  private final Surroundings surroundings;
  private final Deadline deadline;
  private final Set<VbdId> done = new HashSet<>();
  private final List<StepReport> reports = new ArrayList<>();

  Quiescing(Surroundings surroundings, Deadline deadline) {
    this.surroundings = surroundings;
    this.deadline = deadline;
  }

  /** What a plan may do now. */
  sealed interface Verdict {}

  /** Be carried out. */
  record Ready() implements Verdict {}

  /** Nothing: time has passed, and it is to be made anew. */
  record LookAgain() implements Verdict {}

  /** Nothing: the guest is not ready. */
  record Stopped(Problem why) implements Verdict {}

  Verdict before(Plan plan, Disk disk) throws InterruptedException {
    var plugged = plan.unplugs();
    if (plugged.isEmpty() || done.contains(plugged.get().vbd())) {
      return new Ready();
    }
    var hook = surroundings.hooks().at(HookMoment.BEFORE_DETACH, plugged.get());
    done.add(plugged.get().vbd());
    if (hook.isEmpty()) {
      return new Ready();
    }
    surroundings.progress().tell("running before-detach: " + hook.get().words());
    var report =
        surroundings
            .hooks()
            .run(hook.get(), "detach", surroundings.owner(), disk, plugged.get(), deadline);
    reports.add(report);
    HookReport told = Objects.requireNonNull(report.hook());
    return told.succeeded()
        ? new LookAgain()
        : new Stopped(new Problem.BeforeDetachFailed(disk, plugged.get(), told));
  }

  /** The hooks that a decision would run. */
  List<Hook> planned(Decision decision) {
    return decision instanceof Decision.Act(var plan)
        ? plan.unplugs().stream()
            .flatMap(vbd -> surroundings.hooks().at(HookMoment.BEFORE_DETACH, vbd).stream())
            .toList()
        : List.of();
  }

  List<StepReport> reports() {
    return List.copyOf(reports);
  }

  /** The hooks that ran, and then these steps. */
  List<StepReport> and(List<StepReport> steps) {
    return Stream.concat(reports.stream(), steps.stream()).toList();
  }
}
