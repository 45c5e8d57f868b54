package io.xendisk.cli;

import io.xendisk.domain.Exit;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.attach.Decision;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.hook.Hook;
import io.xendisk.operation.AttachOutcome;
import io.xendisk.operation.DetachOutcome;
import java.util.ArrayList;
import java.util.List;

/** What {@code explain} answers: it is no failure to be told that something would be refused. */
final class ExplainAnswers {
  private ExplainAnswers() {}

  static Answer of(String disk, String vm, AttachOutcome outcome) {
    var question = "attach %s to %s".formatted(disk, vm);
    return switch (outcome) {
      case AttachOutcome.Planned(_, _, var decision, var hooks) ->
          planned(question, decision, hooks);
      case AttachOutcome.NotDone(var why, _) -> refused(question, why);
      case AttachOutcome.Attached _, AttachOutcome.AlreadyAttached _, AttachOutcome.AtNextBoot _ ->
          throw new IllegalStateException("a plan attaches nothing");
    };
  }

  static Answer of(String disk, DetachOutcome outcome) {
    var question = "detach %s".formatted(disk);
    return switch (outcome) {
      case DetachOutcome.Planned(_, var decision, var hooks) -> planned(question, decision, hooks);
      case DetachOutcome.NotDone(var why, _, _, _) -> refused(question, why);
      case DetachOutcome.Out _ -> throw new IllegalStateException("a plan releases nothing");
    };
  }

  private static Answer planned(String question, Decision decision, List<Hook> hooks) {
    var document = Documents.map();
    document.put("question", question);
    document.put("answer", word(decision));
    Documents.put(document, "error", null);
    document.putAll(PlanWords.document(decision));
    HookWords.plan(document, hooks);
    var text = new ArrayList<String>();
    text.add(question + "?  " + word(decision));
    text.addAll(PlanWords.text(decision));
    text.addAll(HookWords.plan(hooks));
    return new Answer(Exit.DONE, document, text, List.of(word(decision)), List.of());
  }

  private static String word(Decision decision) {
    return switch (decision) {
      case Decision.Act _, Decision.ClearLease _, Decision.StartVm _, Decision.MoveVm _ -> "yes";
      case Decision.Wait _ -> "later";
      case Decision.AlreadySo _, Decision.AlreadyOut _ -> "already";
      case Decision.Refuse _ -> "no";
    };
  }

  private static Answer refused(String question, Problem why) {
    var explanation = Advice.on(why);
    var document = Documents.map();
    document.put("question", question);
    document.put("answer", "no");
    document.put("error", Documents.error(explanation, null));
    document.put("exit", explanation.exit().code());
    var text = new ArrayList<String>();
    text.add(
        "%s?  no (%s, exit %d)".formatted(question, explanation.id(), explanation.exit().code()));
    text.add("  why  " + explanation.message());
    text.add("  do   " + explanation.advice());
    return new Answer(Exit.DONE, document, text, List.of("no"), List.of());
  }
}
