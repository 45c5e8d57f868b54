package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.operation.RepairPool.Done;
import io.xendisk.operation.RepairPool.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code repair} prints. */
public final class RepairAnswers {
  private RepairAnswers() {}

  public static Answer of(Outcome outcome, @Nullable String adopted, long calls) {
    boolean left = !outcome.planned() && outcome.steps().stream().anyMatch(step -> !step.done());
    var text = new ArrayList<String>();
    if (adopted != null) {
      text.add("adopted VBD " + adopted);
    }
    outcome.steps().forEach(step -> text.add(word(outcome, step) + "  " + step.remedy().words()));
    if (outcome.steps().isEmpty()) {
      text.add("nothing to repair");
    }
    outcome.foreign().forEach(vbd -> text.add("not ours  " + foreign(vbd)));
    outcome.lost().forEach(lost -> text.add("INCIDENT  " + IncidentWords.line(lost)));
    return new Answer(
        left ? Exit.PARTLY : Exit.DONE,
        document(outcome, adopted, calls),
        text,
        outcome.steps().stream().map(step -> step.remedy().name()).toList(),
        left ? List.of("Somebody works there right now; run it again.") : List.of());
  }

  private static String word(Outcome outcome, Done step) {
    return outcome.planned() ? "would clear" : step.done() ? "cleared" : "left";
  }

  private static Map<String, Object> document(
      Outcome outcome, @Nullable String adopted, long calls) {
    var document = Documents.map();
    document.put("changed", outcome.changed() || adopted != null);
    document.put(
        "outcome",
        outcome.steps().isEmpty()
            ? "nothing-to-repair"
            : outcome.planned() ? "planned" : "repaired");
    Documents.put(document, "adopted", adopted);
    document.put("steps", outcome.steps().stream().map(step -> step(outcome, step)).toList());
    document.put("foreign", outcome.foreign().stream().map(RepairAnswers::document).toList());
    document.put("incidents", outcome.lost().stream().map(IncidentWords::document).toList());
    document.put("calls", calls);
    return document;
  }

  private static Map<String, Object> step(Outcome outcome, Done step) {
    var document = Documents.map();
    document.put("step", step.remedy().name());
    document.put("status", outcome.planned() ? "planned" : step.done() ? "done" : "left");
    document.put("what", step.remedy().words());
    return document;
  }

  private static Map<String, Object> document(Attachment vbd) {
    var document = Documents.map();
    document.put("vbd", vbd.vbd().uuid());
    document.put("vm", vbd.holder().name());
    document.put("vmUuid", vbd.holder().vm().uuid());
    document.put("advice", foreign(vbd));
    return document;
  }

  private static String foreign(Attachment vbd) {
    return "VBD %s of %s (VM %s) was made by somebody else; it is theirs to remove, or `xendisk repair --adopt %s`"
        .formatted(
            vbd.vbd().uuid(), vbd.holder().name(), vbd.holder().vm().uuid(), vbd.vbd().uuid());
  }

  public static Explanation noSuchVbd(String vbd) {
    return new Explanation(
        "vbd-unknown",
        Exit.USAGE,
        "no removable disk has a VBD %s of an ordinary VM".formatted(vbd),
        "`xendisk repair --plan` names those that could be adopted.");
  }
}
