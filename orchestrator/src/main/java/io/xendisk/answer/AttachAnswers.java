package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.operation.AttachOutcome;
import io.xendisk.operation.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code attach} answers. */
public final class AttachAnswers {
  private AttachAnswers() {}

  public static Answer of(AttachOutcome outcome, long calls) {
    return switch (outcome) {
      case AttachOutcome.Attached attached -> attached(attached, calls);
      case AttachOutcome.AlreadyAttached(var disk, var vm, var attachment) -> {
        var document = document(false, "already-attached", disk, vm, attachment, List.of(), calls);
        yield answer(
            document,
            disk,
            "already attached  %s to %s%s".formatted(disk.name(), vm.name(), as(attachment)),
            List.of());
      }
      case AttachOutcome.AtNextBoot(var changed, var disk, var vm, var attachment, var steps) -> {
        var document = document(changed, "at-next-boot", disk, vm, attachment, steps, calls);
        yield answer(
            document,
            disk,
            "at next boot  %s will be there when %s starts".formatted(disk.name(), vm.name()),
            List.of());
      }
      case AttachOutcome.Planned(var disk, var vm, var decision, var hooks) -> {
        var document = Documents.map();
        document.put("changed", false);
        document.put("outcome", "planned");
        document.put("disk", Documents.disk(disk));
        document.put("vm", Documents.vm(vm));
        document.putAll(PlanWords.document(decision));
        HookWords.plan(document, hooks);
        document.put("calls", calls);
        var text = new ArrayList<String>();
        text.add("would attach %s to %s:".formatted(disk.fullName(), vm.fullName()));
        text.addAll(PlanWords.text(decision));
        text.addAll(HookWords.plan(hooks));
        yield new Answer(Exit.DONE, document, text, List.of(disk.name()), List.of());
      }
      case AttachOutcome.NotDone(var why, var steps) ->
          throw HookWords.beside(new Failure(Advice.on(why)), steps);
    };
  }

  private static Answer attached(AttachOutcome.Attached attached, long calls) {
    var evidence = attached.evidence();
    var document =
        document(
            true,
            "attached",
            attached.disk(),
            attached.vm(),
            attached.attachment(),
            attached.steps(),
            calls);
    document.put("firstAttach", attached.firstAttach());
    Documents.put(document, "bootEvidence", evidence == null ? null : evidence.word());
    document.put("notes", attached.notes());
    var line =
        "attached  %s to %s%s%s"
            .formatted(
                attached.disk().name(),
                attached.vm().name(),
                as(attached.attachment()),
                attached.firstAttach() && evidence != null
                    ? " (for the first time; booted: %s)".formatted(evidence.word())
                    : "");
    return answer(document, attached.disk(), line, attached.notes());
  }

  private static String as(Attachment attachment) {
    return attachment.device() == null ? "" : " as /dev/" + attachment.device();
  }

  private static Answer answer(
      Map<String, Object> document, Disk disk, String line, List<String> talk) {
    return new Answer(Exit.DONE, document, List.of(line), List.of(disk.name()), talk);
  }

  private static Map<String, Object> document(
      boolean changed,
      String outcome,
      Disk disk,
      Vm vm,
      Attachment attachment,
      List<StepReport> steps,
      long calls) {
    var document = Documents.map();
    document.put("changed", changed);
    document.put("outcome", outcome);
    document.put("disk", Documents.disk(disk.with(List.of(attachment))));
    document.put("vm", Documents.vm(vm));
    document.put("vbd", Documents.vbd(attachment));
    document.put("firstAttach", false);
    Documents.put(document, "bootEvidence", null);
    document.put("steps", Documents.steps(steps));
    document.put("hooks", HookWords.document(steps));
    document.put("calls", calls);
    return document;
  }
}
