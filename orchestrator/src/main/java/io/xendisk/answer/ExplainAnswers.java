package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.attach.Decision;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.attach.Waiting;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.hook.Hook;
import io.xendisk.operation.AttachOutcome;
import io.xendisk.operation.DetachOutcome;
import io.xendisk.operation.WhoHolds;
import io.xendisk.operation.WhoHolds.Holder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code explain} answers: it is no failure to be told that something would be refused. */
public final class ExplainAnswers {
  private ExplainAnswers() {}

  public static Answer of(String disk, String vm, AttachOutcome outcome, WhoHolds who) {
    var question = "attach %s to %s".formatted(disk, vm);
    return switch (outcome) {
      case AttachOutcome.Planned(var seen, var target, var decision, var hooks) ->
          planned(question, decision, hooks, holders(decision, seen, who), target);
      case AttachOutcome.NotDone(var why, _) -> refused(question, why, who.in(why));
      case AttachOutcome.Attached _, AttachOutcome.AlreadyAttached _, AttachOutcome.AtNextBoot _ ->
          throw new IllegalStateException("a plan attaches nothing");
    };
  }

  public static Answer of(String disk, DetachOutcome outcome, WhoHolds who) {
    var question = "detach %s".formatted(disk);
    return switch (outcome) {
      case DetachOutcome.Planned(var seen, var decision, var hooks) ->
          planned(question, decision, hooks, holders(decision, seen, who), null);
      case DetachOutcome.NotDone(var why, _, _, _) -> refused(question, why, who.in(why));
      case DetachOutcome.Out _ -> throw new IllegalStateException("a plan releases nothing");
    };
  }

  /** Only who is in the way matters: a release says in its steps whom it takes the disk from. */
  private static List<Holder> holders(Decision decision, Disk disk, WhoHolds who) {
    return decision instanceof Decision.Wait ? who.of(disk) : List.of();
  }

  private static Answer planned(
      String question,
      Decision decision,
      List<Hook> hooks,
      List<Holder> holders,
      @Nullable Vm target) {
    var document = Documents.map();
    document.put("question", question);
    document.put("answer", word(decision));
    Documents.put(document, "error", null);
    document.putAll(PlanWords.document(decision));
    document.put("holders", documents(holders));
    HookWords.plan(document, hooks);
    var text = new ArrayList<String>();
    text.add(question + "?  " + word(decision));
    PlanWords.text(decision).forEach(line -> text.addAll(fitting(line)));
    text.addAll(lines(holders));
    if (decision instanceof Decision.Wait(var what)) {
      text.addAll(Folded.lines("  do   ", whileWaiting(what, target)));
    }
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

  private static List<String> fitting(String line) {
    return line.length() <= Folded.COLUMNS
        ? List.of(line)
        : Folded.lines(" ".repeat(7), line.strip());
  }

  /** What helps to bring about what is waited for. */
  private static String whileWaiting(Waiting what, @Nullable Vm target) {
    var waits = "Run the command: it waits. ";
    return switch (what) {
      case Waiting.ForBoot _ when target != null ->
          waits + Advice.on(new Problem.GuestNotBooted(target, Duration.ZERO)).advice();
      case Waiting.ForBoot _ -> waits;
      case Waiting.ForStart _ -> waits + "Start the VM.";
      case Waiting.ForLease(var lease, _) ->
          waits + "%s is at work since %s.".formatted(lease.owner(), lease.taken());
      case Waiting.ForRelease _ -> waits + "In the guest, unmount the disk.";
      case Waiting.ForOperation _ -> waits + "`xendisk status` shows when the disk is free.";
    };
  }

  private static List<String> lines(List<Holder> holders) {
    return holders.stream()
        .flatMap(holder -> Folded.lines("  who  ", words(holder)).stream())
        .toList();
  }

  private static String words(Holder holder) {
    var by = holder.by();
    var vm = by.holder();
    var since =
        holder.since() != null
            ? "since " + holder.since()
            : by.isOurs()
                ? "since when was not noted"
                : "since when the pool does not say: it is not of xendisk's making";
    return "%s (VM %s), %s, VBD %s %s, %s"
        .formatted(
            vm.name(),
            vm.vm(),
            vm.power().word().toLowerCase(Locale.ROOT),
            by.vbd(),
            by.attached() ? "attached" : "not attached",
            since);
  }

  private static List<Object> documents(List<Holder> holders) {
    var documents = new ArrayList<Object>();
    for (var holder : holders) {
      var document = Documents.map();
      document.put("vm", holder.by().holder().name());
      document.put("vmUuid", holder.by().holder().vm().uuid());
      document.put("vbd", holder.by().vbd().uuid());
      document.put("attached", holder.by().attached());
      Documents.put(document, "since", holder.since() == null ? null : holder.since().toString());
      documents.add(document);
    }
    return documents;
  }

  private static Answer refused(String question, Problem why, List<Holder> holders) {
    var explanation = Advice.on(why);
    var document = Documents.map();
    document.put("question", question);
    document.put("answer", "no");
    document.put("error", Documents.error(explanation, null));
    document.put("exit", explanation.exit().code());
    document.put("holders", documents(holders));
    var text = new ArrayList<String>();
    text.add(
        "%s?  no (%s, exit %d)".formatted(question, explanation.id(), explanation.exit().code()));
    text.addAll(Folded.lines("  why  ", explanation.message()));
    text.addAll(lines(holders));
    text.addAll(Folded.lines("  do   ", explanation.advice()));
    return new Answer(Exit.DONE, document, text, List.of("no"), List.of());
  }
}
