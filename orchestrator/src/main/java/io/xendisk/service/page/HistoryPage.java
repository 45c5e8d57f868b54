package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.service.page.Html.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has happened, the newest first, with a form to look for something. Pure. */
public final class HistoryPage {
  private static final String PATH = "/history";

  private HistoryPage() {}

  /** What somebody looked for, as it was typed; empty where nothing was. */
  public record Asked(String pool, String disk, String since, String kind) {
    private String query() {
      return Stream.of(
              part("pool", pool), part("disk", disk), part("since", since), part("kind", kind))
          .filter(part -> !part.isEmpty())
          .collect(Collectors.joining("&"));
    }

    private static String part(String name, String value) {
      return value.isEmpty() ? "" : name + "=" + Paths.part(value);
    }
  }

  /**
   * A page of it.
   *
   * @param next the cursor of the next page; null where there is none
   */
  public static String page(
      Visitor visitor, Asked asked, List<HistoryEntry> entries, @Nullable String next) {
    var parts = new ArrayList<Html>();
    parts.add(tag("h1").add("What has happened"));
    parts.add(form(asked));
    parts.add(
        entries.isEmpty()
            ? tag("p").add("Nothing is known of that.")
            : tag("div", "wide").with("tabindex", "0").add(table(entries)));
    if (next != null) {
      var query = asked.query();
      var to = PATH + "?" + (query.isEmpty() ? "" : query + "&") + "cursor=" + Paths.part(next);
      parts.add(tag("p", "acts").add(Look.button(to, "Older").with("rel", "next")));
    }
    parts.add(tag("p", "acts").add(Look.button("/", "To all bays")));
    return Layout.still(visitor, "What has happened", Html.all(parts));
  }

  private static Element form(Asked asked) {
    return tag("form", "filter")
        .with("method", "get")
        .with("action", PATH)
        .with("role", "search")
        .add(
            field("pool", "Pool", asked.pool(), ""),
            field("disk", "Disk", asked.disk(), ""),
            field("since", "Since", asked.since(), "30d"),
            field("kind", "Kind", asked.kind(), "attach, news, ..."),
            tag("button").with("type", "submit").add("Show"));
  }

  private static Element field(String name, String words, String value, String hint) {
    return tag("label")
        .add(
            Html.text(words + " "),
            tag("input").with("name", name).with("value", value).with("placeholder", hint));
  }

  private static Element table(List<HistoryEntry> entries) {
    var head =
        tag("tr")
            .add(
                Stream.of("When", "Pool", "What", "Disk", "VM", "Who", "Outcome")
                    .map(words -> tag("th").with("scope", "col").add(words))
                    .toList());
    return tag("table", "history")
        .add(
            tag("thead").add(head),
            tag("tbody").add(entries.stream().map(HistoryPage::row).toList()));
  }

  private static Element row(HistoryEntry entry) {
    var what = entry.what();
    var outcome = entry.outcome();
    var words = outcome.text().isEmpty() ? outcome.word() : outcome.word() + ": " + outcome.text();
    return tag("tr", "outcome-" + outcome.word().replaceAll("[^a-z]", ""))
        .add(
            tag("td").add(Moments.of(entry.at())),
            tag("td").add(what.pool()),
            tag("td").add(what.kind()),
            tag("td").add(Objects.requireNonNullElse(what.disk().name(), "")),
            tag("td").add(Objects.requireNonNullElse(what.vm().name(), "")),
            tag("td").add(entry.who().name() + ", " + entry.who().from()),
            tag("td").add(words));
  }
}
