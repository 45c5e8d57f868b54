package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.guard.Intent;
import io.xendisk.operation.PutBack.Back;
import io.xendisk.operation.UnparkOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code unpark} answers. */
public final class UnparkAnswers {
  private UnparkAnswers() {}

  public static Answer of(UnparkOutcome outcome, long calls) {
    return switch (outcome) {
      case UnparkOutcome.Back(var changed, var vm, var disks) ->
          answer(
              disks.isEmpty() ? "nothing-parked" : "unparked",
              changed,
              vm,
              disks,
              calls,
              Optional.empty());
      case UnparkOutcome.AfterBoot(var vm, var disks) ->
          answer(
              "after-boot",
              disks.stream().anyMatch(Back::changed),
              vm,
              disks,
              calls,
              Optional.empty());
      case UnparkOutcome.Planned(var vm, var intents) ->
          answer(
              "planned",
              false,
              vm,
              intents.stream().map(UnparkAnswers::planned).toList(),
              calls,
              Optional.empty());
      case UnparkOutcome.NotDone(var why, var vm, var disks) when vm != null && !disks.isEmpty() ->
          answer(
              "partly-unparked",
              disks.stream().anyMatch(Back::changed),
              vm,
              disks,
              calls,
              Optional.of(Advice.on(why)));
      case UnparkOutcome.NotDone(var why, _, _) -> throw new Failure(Advice.on(why));
    };
  }

  private static Back planned(Intent intent) {
    return new Back(intent, false, null);
  }

  private static Answer answer(
      String outcome,
      boolean changed,
      Vm vm,
      List<Back> disks,
      long calls,
      Optional<Explanation> problem) {
    Map<String, Object> document = Documents.map();
    document.put("changed", changed);
    document.put("outcome", outcome);
    document.put("vm", Documents.vm(vm));
    document.put("disks", disks.stream().map(StartAnswers::back).toList());
    problem.ifPresent(why -> document.put("error", Documents.error(why, null)));
    document.put("calls", calls);
    var text = new ArrayList<String>();
    text.add("%s  %s".formatted(outcome.replace('-', ' '), vm.name()));
    for (var back : disks) {
      text.add("  %s  %s".formatted(word(outcome, back), back.intent().name()));
    }
    return new Answer(
        problem.map(Explanation::exit).orElse(Exit.DONE),
        document,
        text,
        disks.stream().map(back -> back.intent().name()).toList(),
        problem.map(Prose::of).orElse(List.of()));
  }

  private static String word(String outcome, Back back) {
    return outcome.equals("planned") ? "attach" : back.isThere() ? "back" : "NOT BACK";
  }
}
