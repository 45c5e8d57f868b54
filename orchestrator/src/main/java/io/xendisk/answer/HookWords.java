package io.xendisk.answer;

import io.xendisk.domain.hook.Hook;
import io.xendisk.domain.hook.HookReport;
import io.xendisk.operation.StepReport;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What is said of hooks: which would run, and how they went. */
public final class HookWords {
  private HookWords() {}

  static void plan(Map<String, Object> document, List<Hook> hooks) {
    document.put("hooks", hooks.stream().map(HookWords::planned).toList());
  }

  static List<String> plan(List<Hook> hooks) {
    return hooks.stream()
        .map(hook -> "  %s  would run: %s".formatted(hook.moment().word(), hook.words()))
        .toList();
  }

  private static Map<String, Object> planned(Hook hook) {
    var document = Documents.map();
    document.put("hook", hook.moment().word());
    document.put("command", hook.command());
    document.put("timeoutMs", hook.timeout().toMillis());
    return document;
  }

  static List<Map<String, Object>> document(List<StepReport> steps) {
    return reports(steps).map(HookWords::document).toList();
  }

  private static Map<String, Object> document(HookReport report) {
    var document = Documents.map();
    document.put("hook", report.hook().moment().word());
    document.put("command", report.hook().command());
    Documents.put(document, "exit", report.exit());
    document.put("ms", report.took().toMillis());
    document.put("output", report.output());
    Documents.put(document, "trouble", report.trouble());
    return document;
  }

  /** The same failure, that shows the hooks that ran, and what those said that failed. */
  static Failure beside(Failure failure, List<StepReport> steps) {
    var hooks = document(steps);
    return hooks.isEmpty()
        ? failure
        : failure.with(
            Map.of("hooks", hooks),
            reports(steps).filter(report -> !report.succeeded()).flatMap(HookWords::said).toList());
  }

  private static Stream<String> said(HookReport report) {
    return report.output().isEmpty()
        ? Stream.of()
        : report
            .output()
            .lines()
            .map(line -> "%s| %s".formatted(report.hook().moment().word(), line));
  }

  private static Stream<HookReport> reports(List<StepReport> steps) {
    return steps.stream().map(StepReport::hook).filter(Objects::nonNull);
  }
}
