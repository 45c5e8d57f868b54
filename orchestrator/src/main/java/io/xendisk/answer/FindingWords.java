package io.xendisk.answer;

import io.xendisk.domain.host.Acknowledgements;
import io.xendisk.domain.host.Diagnosed;
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

  /** The same with who knows of it, for whoever can say so. */
  static Map<String, Object> document(Diagnosed diagnosed, Acknowledgements known) {
    var document = document(diagnosed);
    document.put("mark", Acknowledgements.mark(diagnosed.finding()));
    Documents.put(
        document,
        "acknowledged",
        known.of(diagnosed.finding()).map(FindingWords::document).orElse(null));
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

  static List<String> lines(List<Diagnosed> found, boolean notices) {
    var text = new ArrayList<String>();
    found.stream()
        .map(Diagnosed::finding)
        .filter(finding -> notices || finding.isWrong())
        .forEach(finding -> text.addAll(lines(finding)));
    return text;
  }

  static long notices(List<Diagnosed> found) {
    return found.stream().filter(each -> !each.finding().isWrong()).count();
  }
}
