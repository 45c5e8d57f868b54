package io.xendisk.answer;

import io.xendisk.domain.host.Acknowledgements;
import io.xendisk.domain.host.Diagnosed;
import io.xendisk.domain.host.Diagnosis;
import io.xendisk.domain.host.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A finding, in lines and in JSON. */
public final class FindingWords {
  private FindingWords() {}

  public static Map<String, Object> document(Diagnosed diagnosed) {
    var finding = diagnosed.finding();
    var document = Documents.map();
    document.put("id", finding.id());
    document.put("severity", finding.severity().text());
    document.put("about", finding.about());
    document.put("evidence", finding.evidence());
    document.put("why", finding.kind().why());
    document.put("mend", finding.mend());
    document.put("safe", finding.safe());
    return document;
  }

  /** All of them, each with its mark and who knows of it. */
  static List<Map<String, Object>> documents(Diagnosis diagnosis) {
    return diagnosis.found().stream().map(each -> document(each, diagnosis)).toList();
  }

  private static Map<String, Object> document(Diagnosed diagnosed, Diagnosis all) {
    var document = document(diagnosed);
    document.put("mark", Acknowledgements.mark(diagnosed.finding()));
    Documents.put(
        document, "acknowledged", all.knowing(diagnosed).map(FindingWords::document).orElse(null));
    return document;
  }

  private static Map<String, Object> document(Acknowledgements.By by) {
    var document = Documents.map();
    document.put("by", by.who());
    document.put("at", by.at());
    Documents.put(document, "why", by.why());
    return document;
  }

  /** What is wrong first; then why it matters, and what mends it. */
  static List<String> lines(Finding finding) {
    return List.of(
        "%-7s  %s  %s".formatted(finding.severity().text(), finding.id(), finding.about()),
        "         " + finding.evidence(),
        "         why: " + finding.kind().why(),
        "         mend: " + finding.mend());
  }

  /** The same of each, and who knows of it. */
  static List<String> lines(Diagnosis diagnosis, boolean notices) {
    var text = new ArrayList<String>();
    for (var each : diagnosis.found()) {
      if (notices || each.finding().isWrong()) {
        text.addAll(lines(each.finding()));
        diagnosis.knowing(each).ifPresent(by -> text.add(line(by)));
      }
    }
    return text;
  }

  private static String line(Acknowledgements.By by) {
    return "         known to: %s since %s%s"
        .formatted(by.who(), by.at(), by.why() == null ? "" : ": " + by.why());
  }
}
