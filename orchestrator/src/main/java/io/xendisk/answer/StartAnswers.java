package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import io.xendisk.operation.PutBack.Back;
import io.xendisk.operation.StartOutcome;
import io.xendisk.operation.StartOutcome.Disks;
import io.xendisk.operation.StartOutcome.Taken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code vm start} answers. */
public final class StartAnswers {
  private StartAnswers() {}

  public static Answer of(StartOutcome outcome, long calls) {
    return switch (outcome) {
      case StartOutcome.Runs(var changed, var startedNow, var vm, var disks) ->
          answer(
              startedNow ? "started" : "already-running",
              changed,
              vm,
              disks,
              calls,
              lost(vm, disks));
      case StartOutcome.Planned(var vm, var disks) ->
          answer("planned", false, vm, disks, calls, Optional.empty());
      // What went before, or came back, is worth telling beside what did not work.
      case StartOutcome.NotDone(var changed, var why, var vm, var disks)
          when vm != null && (changed || !disks.equals(Disks.NONE)) ->
          answer("partly-done", changed, vm, disks, calls, Optional.of(Advice.on(why)));
      case StartOutcome.NotDone(_, var why, _, _) -> throw new Failure(Advice.on(why));
    };
  }

  /** The start went well, and not all disks are where somebody expects them. */
  private static Optional<Explanation> lost(Vm vm, Disks disks) {
    var gone = disks.taken().stream().filter(taken -> exit(taken) != Exit.DONE).toList();
    if (gone.isEmpty()) {
      return Optional.empty();
    }
    boolean another = gone.stream().anyMatch(taken -> exit(taken) == Exit.IDENTITY);
    return Optional.of(
        new Explanation(
            another ? "disk-is-another" : "disk-not-proved",
            another ? Exit.IDENTITY : Exit.PARTLY,
            "%s runs without %s"
                .formatted(
                    vm.fullName(),
                    gone.stream()
                        .map(taken -> taken.disk().fullName() + " (" + taken.why().words() + ")")
                        .collect(Collectors.joining(", "))),
            "Look which disk is in which bay (`xendisk disks`), then attach the right one with"
                + " `xendisk attach`."));
  }

  private static Exit exit(Taken taken) {
    return taken.why().why().exit();
  }

  private static Answer answer(
      String outcome,
      boolean changed,
      Vm vm,
      Disks disks,
      long calls,
      Optional<Explanation> problem) {
    var document = Documents.map();
    document.put("changed", changed);
    document.put("outcome", outcome);
    document.put("vm", Documents.vm(vm));
    document.put("kept", disks.kept().stream().map(Documents::disk).toList());
    document.put("taken", disks.taken().stream().map(StartAnswers::taken).toList());
    document.put("back", disks.back().stream().map(StartAnswers::back).toList());
    problem.ifPresent(why -> document.put("error", Documents.error(why, null)));
    document.put("calls", calls);
    return new Answer(
        problem.map(Explanation::exit).orElse(Exit.DONE),
        document,
        text(outcome, vm, disks),
        List.of(vm.name()),
        problem.map(Prose::of).orElse(List.of()));
  }

  private static Map<String, Object> taken(Taken taken) {
    var document = new LinkedHashMap<>(Documents.disk(taken.disk()));
    document.put("why", taken.why().why().word());
    document.put("words", taken.why().words());
    return document;
  }

  static Map<String, Object> back(Back back) {
    var document = Documents.map();
    document.put("disk", back.intent().name());
    document.put("id", back.intent().disk());
    document.put("why", back.intent().why().word());
    document.put("there", back.isThere());
    Documents.put(
        document,
        "error",
        back.why() == null ? null : Documents.error(Advice.on(back.why()), null));
    return document;
  }

  private static List<String> text(String outcome, Vm vm, Disks disks) {
    boolean planned = outcome.equals("planned");
    var text = new ArrayList<String>();
    text.add(
        planned
            ? "would start %s:".formatted(vm.fullName())
            : outcome.replace('-', ' ') + "  " + vm.name());
    disks.kept().stream().map(Disk::name).map(name -> "  with  " + name).forEach(text::add);
    disks.taken().stream()
        .map(
            taken ->
                "  without  %s (VDI %s): %s"
                    .formatted(taken.disk().name(), taken.disk().vdi(), taken.why().words()))
        .forEach(text::add);
    for (var back : disks.back()) {
      var word =
          planned ? "attach after the boot" : back.isThere() ? "attached again" : "not back yet";
      text.add("  %s  %s".formatted(word, back.intent().name()));
    }
    return text;
  }
}
