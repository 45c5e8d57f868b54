package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.attach.DetachPolicy;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.operation.DetachOutcome;
import io.xendisk.operation.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code detach} answers. */
public final class DetachAnswers {
  public static final String CACHE =
      "Wait 10 s before you pull it: the disk may still be writing its own cache.";

  private DetachAnswers() {}

  public static Answer of(DetachOutcome outcome, long calls) {
    return switch (outcome) {
      case DetachOutcome.Out out -> out(out, calls);
      case DetachOutcome.Planned(var disk, var decision, var hooks) -> {
        var document = Documents.map();
        document.put("changed", false);
        document.put("outcome", "planned");
        document.put("disk", Documents.disk(disk));
        document.putAll(PlanWords.document(decision));
        HookWords.plan(document, hooks);
        document.put("calls", calls);
        var text = new ArrayList<String>();
        text.add("would release %s:".formatted(disk.fullName()));
        text.addAll(HookWords.plan(hooks));
        text.addAll(PlanWords.text(decision));
        yield new Answer(Exit.DONE, document, text, List.of(disk.name()), List.of());
      }
      case DetachOutcome.NotDone(var why, var disk, var from, var steps)
          when isOutButUnsafe(why) && disk != null ->
          unsafe(why, disk, from, steps, calls);
      case DetachOutcome.NotDone(var why, _, _, var steps) ->
          throw HookWords.beside(new Failure(Advice.on(why)), steps);
    };
  }

  private static boolean isOutButUnsafe(Problem why) {
    return why instanceof Problem.NotClean || why instanceof Problem.StillClaimed;
  }

  private static Answer out(DetachOutcome.Out out, long calls) {
    var disk = out.disk();
    var outcome = out.changed() ? "released" : "already-released";
    var document = document(out.changed(), outcome, true, disk, out.from(), out.steps(), calls);
    document.put("sameEnclosure", out.sameEnclosure().stream().map(Documents::disk).toList());
    var talk = new ArrayList<String>();
    talk.add(CACHE);
    out.sameEnclosure().stream().map(DetachAnswers::sameEnclosure).forEach(talk::add);
    if (Boolean.FALSE.equals(DetachPolicy.cleanlyUnmounted(disk))) {
      talk.add("It was not cleanly unmounted, which you accepted.");
    }
    return new Answer(Exit.DONE, document, List.of(safeToPull(disk)), List.of(disk.name()), talk);
  }

  private static String sameEnclosure(Disk other) {
    var holders =
        other.attachments().stream()
            .filter(Attachment::attached)
            .map(vbd -> vbd.holder().name())
            .distinct()
            .collect(Collectors.joining(", "));
    return "Pull the disk alone: %s, behind the same USB port or hub, is attached to %s."
        .formatted(other.fullName(), holders);
  }

  /** The one line that nobody may misread. */
  public static String safeToPull(Disk disk) {
    var seat = disk.seat();
    var line = new StringBuilder("SAFE TO PULL  ").append(seat.host().name());
    line.append(seat.bay() == null ? " " + seat.device() : " bay " + seat.bay().address());
    if (disk.hardware().model() != null) {
      line.append("  ").append(disk.hardware().model());
    }
    if (disk.serial() != null) {
      line.append("  ").append(disk.serial());
    }
    if (!disk.name().equals(disk.place())) {
      line.append("  ").append(disk.name());
    }
    return line.toString();
  }

  private static Answer unsafe(
      Problem why, Disk disk, @Nullable Attachment from, List<StepReport> steps, long calls) {
    var explanation = Advice.on(why);
    var document = document(from != null, "released", false, disk, from, steps, calls);
    document.put("error", Documents.error(explanation, null));
    return new Answer(
        explanation.exit(),
        document,
        List.of("NOT SAFE TO PULL  " + safeToPull(disk).substring("SAFE TO PULL  ".length())),
        List.of(disk.name()),
        Prose.of(explanation));
  }

  private static Map<String, Object> document(
      boolean changed,
      String outcome,
      boolean safeToPull,
      Disk disk,
      @Nullable Attachment from,
      List<StepReport> steps,
      long calls) {
    var document = Documents.map();
    document.put("changed", changed);
    document.put("outcome", outcome);
    document.put("safeToPull", safeToPull);
    Documents.put(document, "cleanlyUnmounted", DetachPolicy.cleanlyUnmounted(disk));
    document.put("disk", Documents.disk(disk));
    Documents.put(document, "vm", Documents.vm(from));
    document.put("steps", Documents.steps(steps));
    document.put("hooks", HookWords.document(steps));
    document.put("calls", calls);
    return document;
  }
}
