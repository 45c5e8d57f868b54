package io.xendisk.operation;

import io.xendisk.domain.attach.Decision;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Scene;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.hook.Hook;
import io.xendisk.domain.hook.HookMoment;
import io.xendisk.domain.hook.HookReport;
import io.xendisk.port.Deadline;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Has a guest put a disk to use, by its {@code after-attach}, once the disk is plugged and the
 * lease is dropped. That the hook is due stands on the VBD since it was made: a run that is killed
 * before the hook, or whose hook fails, leaves it to the next attach. Confined to one order, and
 * its thread.
 */
final class Furnishing {
  private final Surroundings surroundings;
  private final Deadline deadline;

  Furnishing(Surroundings surroundings, Deadline deadline) {
    this.surroundings = surroundings;
    this.deadline = deadline;
  }

  /** The hooks that a decision would run. */
  List<Hook> planned(Vm vm, Decision decision) {
    boolean runs =
        switch (decision) {
          case Decision.Act(var plan) -> plan.plugs();
          case Decision.AlreadySo(var attachment) -> isDue(attachment);
          case Decision.StartVm _, Decision.MoveVm _, Decision.Wait _ -> true;
          case Decision.AlreadyOut _, Decision.Refuse _, Decision.ClearLease _ -> false;
        };
    return runs ? hook(vm).stream().toList() : List.of();
  }

  /** What an attach came to, with its hook; nothing else has one. */
  AttachOutcome after(AttachOutcome outcome) throws InterruptedException {
    if (!(outcome instanceof AttachOutcome.Attached attached)) {
      return outcome;
    }
    var hook = hook(attached.vm());
    return hook.isEmpty() ? outcome : run(hook.get(), attached);
  }

  /** An attach whose hook is still due comes to its end now; nothing if none is. */
  Optional<AttachOutcome> finish(Scene scene, Attachment attachment) throws InterruptedException {
    var hook = isDue(attachment) ? hook(scene.vm()) : Optional.<Hook>empty();
    return hook.isEmpty()
        ? Optional.empty()
        : Optional.of(
            run(
                hook.get(),
                new AttachOutcome.Attached(
                    scene.disk(),
                    scene.vm(),
                    attachment,
                    false,
                    scene.evidence(),
                    List.of(),
                    List.of("an earlier attach had not run its hook to a good end"))));
  }

  private static boolean isDue(Attachment attachment) {
    return attachment.attached() && attachment.traits().hookDue();
  }

  private Optional<Hook> hook(Vm vm) {
    return surroundings.hooks().at(HookMoment.AFTER_ATTACH, vm.id(), vm.name());
  }

  private AttachOutcome run(Hook hook, AttachOutcome.Attached attached)
      throws InterruptedException {
    surroundings.progress().tell("running after-attach: " + hook.words());
    var step =
        surroundings
            .hooks()
            .run(
                hook,
                "attach",
                surroundings.owner(),
                attached.disk(),
                attached.attachment(),
                deadline);
    var steps = Stream.concat(attached.steps().stream(), Stream.of(step)).toList();
    HookReport report = Objects.requireNonNull(step.hook());
    if (!report.succeeded()) {
      return new AttachOutcome.NotDone(
          new Problem.AfterAttachFailed(attached.disk(), attached.attachment(), report), steps);
    }
    surroundings.pool().erase(attached.attachment().vbd(), Attachment.HOOK_DUE);
    return new AttachOutcome.Attached(
        attached.disk(),
        attached.vm(),
        attached.attachment(),
        attached.firstAttach(),
        attached.evidence(),
        steps,
        attached.notes());
  }
}
