package io.xendisk.answer;

import io.xendisk.domain.guard.GuardMark;
import io.xendisk.domain.guard.Intent;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.domain.repair.NotedVm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is said of a VM that is guarded, or waits for disks. */
public final class GuardWords {
  private GuardWords() {}

  static Map<String, Object> document(NotedVm vm) {
    var document = Documents.map();
    document.put("name", vm.name());
    document.put("uuid", vm.id().uuid());
    document.put("powerState", vm.power().word());
    document.put("guarded", isGuarded(vm));
    document.put("intents", intents(vm).stream().map(GuardWords::document).toList());
    var lease = LeaseMarks.of(vm.notes()).lease();
    Documents.put(document, "workedOnBy", lease == null ? null : lease.owner());
    Documents.put(document, "operation", lease == null ? null : lease.operation());
    return document;
  }

  private static Map<String, Object> document(Intent intent) {
    var document = Documents.map();
    document.put("disk", intent.name());
    document.put("id", intent.disk());
    document.put("why", intent.why().word());
    document.put("mode", intent.wish().mode().name());
    document.put("since", intent.at());
    document.put("by", intent.by());
    return document;
  }

  public static List<String> lines(NotedVm vm) {
    var lines = new ArrayList<String>();
    if (isGuarded(vm)) {
      lines.add("guarded  " + vm.name());
    }
    for (var intent : intents(vm)) {
      lines.add(
          switch (intent.why()) {
            case PARKED ->
                "parked  %s of %s since %s by %s"
                    .formatted(intent.name(), vm.name(), intent.at(), intent.by());
            case GUARDED, FORBIDDEN ->
                "after boot  %s comes back to %s".formatted(intent.name(), vm.name());
          });
    }
    var lease = LeaseMarks.of(vm.notes()).lease();
    if (lease != null) {
      lines.add("at work  %s on %s: %s".formatted(lease.owner(), vm.name(), lease.operation()));
    }
    return lines;
  }

  private static boolean isGuarded(NotedVm vm) {
    return GuardMark.in(vm.notes(), vm.id().uuid()).isPresent();
  }

  private static List<Intent> intents(NotedVm vm) {
    return Intent.in(vm.notes(), vm.id().uuid());
  }
}
