package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.force.ForceStep;
import io.xendisk.operation.ForceOutcome;
import io.xendisk.operation.ForceOutcome.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code force-detach} answers: never that a disk is safe to pull (safety rule R11). */
public final class ForceAnswers {
  private ForceAnswers() {}

  public static Answer of(ForceOutcome outcome, String reason, long calls) {
    return switch (outcome) {
      case Taken taken -> taken(taken, reason, calls);
      case ForceOutcome.Cleared(var changed, var pulled) -> cleared(changed, pulled, calls);
      case ForceOutcome.Planned(var disk, var from, var steps) -> {
        var document = Documents.map();
        document.put("changed", false);
        document.put("outcome", "planned");
        document.put("safeToPull", false);
        document.put("disk", Documents.disk(disk));
        Documents.put(document, "vm", Documents.vm(from));
        document.put("steps", steps.stream().map(ForceAnswers::step).toList());
        document.put("calls", calls);
        var text = new ArrayList<String>();
        text.add(
            "would take %s from %s by force:".formatted(disk.fullName(), from.holder().name()));
        text.addAll(
            TableText.of(
                    List.of("", ""),
                    steps.stream()
                        .map(s -> List.of("  " + s.word(), String.join(", ", s.calls())))
                        .toList())
                .stream()
                .skip(1)
                .toList());
        var talk =
            from.attached() && !from.releasing()
                ? List.of("Its guest was never asked to let go: `xendisk detach` does that.")
                : List.<String>of();
        yield new Answer(Exit.DONE, document, text, List.of(disk.name()), talk);
      }
      case ForceOutcome.NotDone(var why, _) -> throw new Failure(Advice.on(why));
    };
  }

  private static Map<String, Object> step(ForceStep step) {
    var document = Documents.map();
    document.put("step", step.word());
    document.put("status", "planned");
    document.put("calls", step.calls());
    return document;
  }

  private static Answer taken(Taken taken, String reason, long calls) {
    var disk = taken.disk();
    var document = Documents.map();
    document.put("changed", true);
    document.put("outcome", "forced");
    document.put("safeToPull", false);
    document.put("gone", taken.gone());
    document.put("reason", reason);
    document.put("recordedAs", taken.recorded().name().toLowerCase(Locale.ROOT));
    document.put("disk", Documents.disk(disk));
    Documents.put(document, "vm", Documents.vm(taken.from()));
    document.put("steps", Documents.steps(taken.steps()));
    document.put("calls", calls);
    if (taken.gone()) {
      return new Answer(
          Exit.DONE,
          document,
          List.of("forced  %s is out of its host".formatted(disk.name())),
          List.of(disk.name()),
          List.of("What its guest wrote last may be missing: check it before you rely on it."));
    }
    var explanation = Advice.on(new Problem.TakenByForce(disk, taken.from()));
    document.put("error", Documents.error(explanation, null));
    return new Answer(
        explanation.exit(),
        document,
        List.of(
            "FORCED, NOT SAFE TO PULL  %s from %s"
                .formatted(disk.name(), taken.from().holder().name())),
        List.of(disk.name()),
        Prose.of(explanation));
  }

  private static Answer cleared(boolean changed, Holding pulled, long calls) {
    var document = Documents.map();
    document.put("changed", changed);
    document.put("outcome", "forced");
    document.put("safeToPull", false);
    document.put("gone", true);
    document.put("incident", IncidentWords.document(pulled));
    document.put("calls", calls);
    return new Answer(
        Exit.DONE,
        document,
        List.of(
            changed
                ? "forced  what was left of %s in the pool is cleared away"
                    .formatted(pulled.held().name())
                : "nothing is left of %s in the pool".formatted(pulled.held().name())),
        List.of(pulled.held().name()),
        List.of(IncidentWords.line(pulled)));
  }
}
