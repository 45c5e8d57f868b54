package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.host.Account;
import io.xendisk.domain.host.Diagnosed;
import io.xendisk.domain.host.HostBaseline;
import io.xendisk.domain.host.HostRelease;
import io.xendisk.domain.host.Need;
import io.xendisk.domain.host.UdevSr;
import io.xendisk.operation.CheckDom0.Result.Looked;
import io.xendisk.operation.CheckHost.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code host check} prints. */
public final class HostCheckAnswers {
  private HostCheckAnswers() {}

  /** With what was found in dom0, null where nobody looked. */
  public static Answer of(Report report, @Nullable Looked looked, long calls) {
    var findings = new ArrayList<>(report.findings());
    if (looked != null) {
      looked.findings().forEach(finding -> findings.add(new Diagnosed(finding, null)));
    }
    return new Answer(
        findings.stream().anyMatch(each -> each.finding().isWrong()) ? Exit.FAILED : Exit.DONE,
        document(report, looked, findings, calls),
        text(report, looked, findings),
        findings.stream().map(each -> each.finding().id()).toList(),
        List.of());
  }

  private static List<String> text(
      Report report, @Nullable Looked looked, List<Diagnosed> findings) {
    var facts = report.facts();
    var text = new ArrayList<String>();
    text.add(
        "%s  %s  build %s"
            .formatted(
                facts.fullName(), release(report), facts.build().isEmpty() ? "-" : facts.build()));
    for (var sr : facts.srs()) {
      text.add(
          "SR %s (%s)  %s  %s"
              .formatted(
                  sr.name(),
                  sr.id().uuid(),
                  sr.location(),
                  sr.plugged() ? "plugged" : "UNPLUGGED"));
    }
    report
        .disks()
        .forEach(
            disk ->
                text.add(
                    "disk %s  bay %s  %s".formatted(disk.name(), bay(disk), disk.state().word())));
    text.add(account(report.account()));
    text.add(
        report
            .baseline()
            .map(
                known ->
                    "baseline of %s: build %s, bays %s"
                        .formatted(known.at(), known.build(), String.join(", ", known.bays())))
            .orElse("no baseline"));
    if (looked != null) {
      text.addAll(Dom0Documents.lines(looked));
    }
    findings.forEach(each -> text.addAll(FindingWords.lines(each.finding())));
    return text;
  }

  private static String account(Account account) {
    var lacks = account.lacks();
    return "account %s  %s%s"
        .formatted(
            account.user(),
            account.role().text(),
            lacks.isEmpty()
                ? ""
                : lacks.stream()
                    .map(need -> "%s needs %s".formatted(need.words(), need.least().text()))
                    .collect(Collectors.joining("; ", ": ", "")));
  }

  private static String release(Report report) {
    return report.facts().release().map(HostRelease::toString).orElse("unknown release");
  }

  private static String bay(Disk disk) {
    return disk.seat().bay() == null ? "-" : disk.seat().bay().address();
  }

  private static Map<String, Object> document(
      Report report, @Nullable Looked looked, List<Diagnosed> findings, long calls) {
    var facts = report.facts();
    var document = Documents.map();
    document.put("host", facts.host().name());
    document.put("uuid", facts.host().id().uuid());
    document.put("release", release(report));
    document.put("build", facts.build());
    document.put("bootTime", facts.host().bootTime());
    document.put("scanned", report.scanned());
    document.put("saved", report.saved());
    document.put("srs", facts.srs().stream().map(HostCheckAnswers::sr).toList());
    document.put("disks", report.disks().stream().map(HostCheckAnswers::disk).toList());
    document.put("account", accountDocument(report.account()));
    Documents.put(document, "baseline", baseline(report.baseline().orElse(null)));
    Documents.put(document, "dom0", looked == null ? null : Dom0Documents.document(looked));
    document.put("findings", findings.stream().map(FindingWords::document).toList());
    document.put("calls", calls);
    return document;
  }

  private static Map<String, Object> sr(UdevSr sr) {
    var document = Documents.map();
    document.put("uuid", sr.id().uuid());
    document.put("name", sr.name());
    document.put("location", sr.location());
    document.put("plugged", sr.plugged());
    return document;
  }

  private static Map<String, Object> disk(Disk disk) {
    var document = Documents.map();
    document.put("name", disk.name());
    document.put("vdi", disk.vdi().uuid());
    document.put("device", disk.seat().device());
    Documents.put(document, "bay", disk.seat().bay() == null ? null : disk.seat().bay().address());
    document.put("state", disk.state().word());
    return document;
  }

  private static Map<String, Object> accountDocument(Account account) {
    var document = Documents.map();
    document.put("user", account.user());
    document.put("role", account.role().text());
    document.put("lacks", account.lacks().stream().map(HostCheckAnswers::need).toList());
    return document;
  }

  private static Map<String, Object> need(Need need) {
    var document = Documents.map();
    document.put("what", need.words());
    document.put("role", need.least().text());
    return document;
  }

  private static @Nullable Map<String, Object> baseline(@Nullable HostBaseline baseline) {
    if (baseline == null) {
      return null;
    }
    var document = Documents.map();
    document.put("release", baseline.release());
    document.put("build", baseline.build());
    document.put("bootTime", baseline.boot());
    Documents.put(document, "rules", baseline.rules().isEmpty() ? null : baseline.rules());
    document.put("bays", baseline.bays());
    document.put("at", baseline.at());
    return document;
  }
}
