package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import io.xendisk.domain.host.Acknowledgements;
import io.xendisk.domain.host.Diagnosis;
import io.xendisk.domain.host.Finding;
import io.xendisk.domain.host.Severity;
import io.xendisk.service.page.Html.Element;
import java.util.ArrayList;

/** What {@code doctor} finds in a pool. Pure. */
public final class FindingsPage {
  private FindingsPage() {}

  public static String page(Visitor visitor, PoolView pool, Diagnosis seen) {
    var title = "What doctor finds in " + pool.name();
    var findings = seen.findings();
    var parts = new ArrayList<Html>();
    parts.add(DiskPage.trail(pool, null));
    parts.add(tag("h1").add(title));
    parts.add(Overview.away(pool));
    if (!seen.isWrong()) {
      parts.add(
          tag("p", "all-well").add(Look.shape("✓"), Html.text("Nothing is wrong with this pool.")));
    }
    parts.add(
        tag("ul", "findings")
            .add(
                findings.stream()
                    .map(one -> finding(one).add(knowing(visitor, pool, one, seen.known())))
                    .toList()));
    return Layout.still(visitor, title, Html.all(parts));
  }

  /** Who knows of it, or a form for somebody to say so. */
  private static Html knowing(
      Visitor visitor, PoolView pool, Finding finding, Acknowledgements known) {
    var mark = Acknowledgements.mark(finding);
    var by = known.of(finding).orElse(null);
    if (by == null) {
      return visitor.mayAct()
          ? form(visitor, pool, mark)
              .add(
                  tag("label").with("for", "why-" + mark).add("You know of it? Why it may stay so"),
                  tag("input")
                      .with("id", "why-" + mark)
                      .with("name", "why")
                      .with("maxlength", "200"),
                  tag("button", "button").with("type", "submit").add("Acknowledge"))
          : Html.nothing();
    }
    var words =
        tag("p", "known")
            .add(
                Look.shape("✓"),
                Html.text("Known to %s since ".formatted(by.who())),
                Moments.of(by.at()),
                Html.text(by.why() == null ? "" : ": " + by.why()));
    return visitor.mayAct()
        ? Html.all(
            words,
            form(visitor, pool, mark)
                .add(
                    tag("input")
                        .with("type", "hidden")
                        .with("name", "withdraw")
                        .with("value", "true"),
                    tag("button", "button").with("type", "submit").add("Take that back")))
        : words;
  }

  private static Element form(Visitor visitor, PoolView pool, String mark) {
    return tag("form", "acknowledge")
        .with("method", "post")
        .with("action", pool.path() + "/acknowledge")
        .add(
            Layout.csrf(visitor),
            tag("input").with("type", "hidden").with("name", "finding").with("value", mark));
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
