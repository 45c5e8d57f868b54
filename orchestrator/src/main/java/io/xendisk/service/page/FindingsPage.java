package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import io.xendisk.domain.host.Diagnosed;
import io.xendisk.domain.host.Finding;
import io.xendisk.domain.host.Severity;
import io.xendisk.service.page.Html.Element;
import java.util.ArrayList;
import java.util.List;

/** What {@code doctor} finds in a pool. Pure. */
public final class FindingsPage {
  private FindingsPage() {}

  public static String page(Visitor visitor, PoolView pool, List<Diagnosed> found) {
    var title = "What doctor finds in " + pool.name();
    var findings = found.stream().map(Diagnosed::finding).toList();
    var parts = new ArrayList<Html>();
    parts.add(DiskPage.trail(pool, null));
    parts.add(tag("h1").add(title));
    parts.add(Overview.away(pool));
    if (findings.stream().noneMatch(Finding::isWrong)) {
      parts.add(
          tag("p", "all-well").add(Look.shape("✓"), Html.text("Nothing is wrong with this pool.")));
    }
    parts.add(tag("ul", "findings").add(findings.stream().map(FindingsPage::finding).toList()));
    return Layout.still(visitor, title, Html.all(parts));
  }

  private static Element finding(Finding finding) {
    return tag("li", "finding", finding.isWrong() ? "finding-wrong" : "finding-notice")
        .add(
            tag("h2")
                .add(
                    Look.shape(finding.severity() == Severity.NOTICE ? "◇" : "▲"),
                    Html.text(finding.severity().text() + ": " + finding.id())),
            tag("p", "which").add(finding.about()),
            tag("p").add(Look.code(finding.evidence())),
            tag("p").add(tag("b").add("Why "), Look.code(finding.kind().why())),
            tag("p").add(tag("b").add("What to do "), Look.code(finding.mend())));
  }
}
