package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import io.xendisk.operation.ParkOutcome;
import io.xendisk.operation.ParkOutcome.Out;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code park} answers. Nowhere does it say that a disk may be pulled. */
public final class ParkAnswers {
  private ParkAnswers() {}

  public static Answer of(ParkOutcome outcome, long calls) {
    return switch (outcome) {
      case ParkOutcome.Parked(var changed, var vm, var disks) ->
          answer(
              changed ? "parked" : "already-parked", changed, vm, disks, calls, Optional.empty());
      case ParkOutcome.Planned(var vm, var disks) -> planned(vm, disks, calls);
      case ParkOutcome.NotDone(var why, var vm, var disks) when vm != null && !disks.isEmpty() ->
          answer(
              "partly-parked",
              disks.stream().anyMatch(Out::isOut),
              vm,
              disks,
              calls,
              Optional.of(Advice.on(why)));
      case ParkOutcome.NotDone(var why, _, _) -> throw new Failure(Advice.on(why));
    };
  }

  private static Answer planned(Vm vm, List<Disk> disks, long calls) {
    var document = document("planned", false, vm, calls);
    document.put("disks", disks.stream().map(Documents::disk).toList());
    var text = new ArrayList<String>();
    text.add("would park the disks of %s:".formatted(vm.fullName()));
    disks.forEach(disk -> text.add("  " + disk.fullName()));
    return new Answer(
        Exit.DONE, document, text, disks.stream().map(Disk::name).toList(), List.of());
  }

  private static Answer answer(
      String outcome,
      boolean changed,
      Vm vm,
      List<Out> disks,
      long calls,
      Optional<Explanation> problem) {
    var document = document(outcome, changed, vm, calls);
    document.put("disks", disks.stream().map(ParkAnswers::disk).toList());
    problem.ifPresent(why -> document.put("error", Documents.error(why, null)));
    var text = new ArrayList<String>();
    text.add("%s  %s".formatted(outcome.replace('-', ' '), vm.name()));
    for (var out : disks) {
      text.add("  %s  %s".formatted(out.isOut() ? "out" : "NOT OUT", out.disk().name()));
    }
    return new Answer(
        problem.map(Explanation::exit).orElse(Exit.DONE),
        document,
        text,
        disks.stream().filter(Out::isOut).map(out -> out.disk().name()).toList(),
        problem
            .map(Prose::of)
            .orElse(List.of("`xendisk unpark %s` puts them back.".formatted(vm.name()))));
  }

  private static Map<String, Object> document(String outcome, boolean changed, Vm vm, long calls) {
    var document = Documents.map();
    document.put("changed", changed);
    document.put("outcome", outcome);
    document.put("vm", Documents.vm(vm));
    document.put("calls", calls);
    return document;
  }

  private static Map<String, Object> disk(Out out) {
    var document = new LinkedHashMap<>(Documents.disk(out.disk()));
    document.put("parked", out.isOut());
    Documents.put(
        document, "error", out.why() == null ? null : Documents.error(Advice.on(out.why()), null));
    return document;
  }
}
