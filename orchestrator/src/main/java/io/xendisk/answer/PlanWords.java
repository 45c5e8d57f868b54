package io.xendisk.answer;

import io.xendisk.domain.attach.Decision;
import io.xendisk.domain.attach.Plan;
import io.xendisk.domain.attach.Step;
import io.xendisk.domain.attach.Waiting;
import java.util.List;
import java.util.Map;

/** What {@code --plan} prints of a decision: the steps with the XenAPI calls that they make. */
public final class PlanWords {
  private PlanWords() {}

  static Map<String, Object> document(Decision decision) {
    var document = Documents.map();
    document.put("decision", word(decision));
    document.put("steps", steps(decision).stream().map(PlanWords::step).toList());
    return document;
  }

  private static Map<String, Object> step(Step step) {
    var document = Documents.map();
    document.put("step", step.name());
    document.put("status", "planned");
    document.put("calls", step.calls());
    return document;
  }

  static List<String> text(Decision decision) {
    var steps = steps(decision);
    return steps.isEmpty()
        ? List.of("  " + word(decision))
        : TableText.of(
                List.of("", ""),
                steps.stream()
                    .map(step -> List.of("  " + step.name(), String.join(", ", step.calls())))
                    .toList())
            .stream()
            .skip(1)
            .toList();
  }

  private static List<Step> steps(Decision decision) {
    return decision instanceof Decision.Act(Plan(var steps)) ? steps : List.of();
  }

  private static String word(Decision decision) {
    return switch (decision) {
      case Decision.AlreadySo _ -> "nothing: it is attached already";
      case Decision.AlreadyOut _ -> "nothing: it is released already";
      case Decision.Refuse _ -> "refuse";
      case Decision.Wait(var what) -> "wait " + word(what) + ", then decide again";
      case Decision.ClearLease _ -> "clear away the lease of a dead owner, then decide again";
      case Decision.StartVm _ -> "start the VM and wait for its guest, then decide again";
      case Decision.MoveVm(var to) ->
          "migrate the VM to %s (Async.VM.pool_migrate), then decide again".formatted(to.name());
      case Decision.Act _ -> "act";
    };
  }

  private static String word(Waiting what) {
    return switch (what) {
      case Waiting.ForBoot _ -> "for the guest to have booted";
      case Waiting.ForStart _ -> "for somebody to start the VM";
      case Waiting.ForLease(var lease, _) -> "for " + lease.owner();
      case Waiting.ForRelease(var attachment) ->
          "for %s to let go".formatted(attachment.holder().name());
      case Waiting.ForOperation _ -> "for the pool to finish with the disk";
    };
  }
}
