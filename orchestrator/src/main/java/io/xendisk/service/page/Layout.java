package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import io.xendisk.service.page.Html.Element;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The frame of every page. Pure. */
final class Layout {
  private static final String HTMX =
      "{\"includeIndicatorStyles\":false,\"allowEval\":false,\"selfRequestsOnly\":true,"
          + "\"historyCacheSize\":0}";

  /** What the stream of changes tells of, and when nothing is heard. */
  private static final String LIVE =
      Stream.of("status", "pool", "attachment", "rotation", "operation", "finding", "reset")
          .map(what -> "sse:" + what + " delay:150ms")
          .collect(Collectors.joining(", ", "", ", again from:body, every "));

  private Layout() {}

  /**
   * A page that shows what is so now: it looks again whenever something has changed.
   *
   * @param path its own address
   */
  static String live(Visitor visitor, String title, String path, Html content) {
    var live =
        tag("div")
            .with("id", "live")
            .with("hx-get", path)
            .with("hx-trigger", LIVE + "60s")
            .with("hx-select", "#live")
            .with("hx-swap", "outerHTML")
            .add(content);
    return frame(visitor, title, Html.nothing(), live);
  }

  /** A page that a person reads, and fills in. */
  static String still(Visitor visitor, String title, Html content) {
    return frame(visitor, title, Html.nothing(), content);
  }

  /** The same, which a browser without JavaScript asks for again after some seconds. */
  static String waiting(Visitor visitor, String title, String path, Html content) {
    var again = tag("noscript").add(tag("meta").with("http-equiv", "refresh").with("content", "3"));
    var live =
        tag("div")
            .with("id", "live")
            .with("hx-get", path)
            .with("hx-trigger", LIVE + "2s")
            .with("hx-select", "#live")
            .with("hx-swap", "outerHTML")
            .add(content);
    return frame(visitor, title, again, live);
  }

  private static String frame(Visitor visitor, String title, Html more, Html content) {
    var head =
        tag("head")
            .add(
                tag("meta").with("charset", "utf-8"),
                tag("title").add(title + " · xendisk"),
                tag("meta")
                    .with("name", "viewport")
                    .with("content", "width=device-width, initial-scale=1"),
                tag("meta").with("name", "color-scheme").with("content", "light dark"),
                tag("meta").with("name", "htmx-config").with("content", HTMX),
                tag("link").with("rel", "icon").with("href", "/assets/icon.svg"),
                tag("link").with("rel", "stylesheet").with("href", "/assets/page.css"),
                script("htmx.min.js"),
                script("htmx-sse.js"),
                script("page.js"),
                more);
    var body =
        tag("body")
            .with("hx-ext", "sse")
            .with("sse-connect", "/api/v1/events")
            .add(
                tag("a", "skip").with("href", "#main").add("To the disks"),
                header(visitor),
                stale(),
                Html.all(visitor.notices().stream().map(Layout::notice).toList()),
                tag("p", "unseen").with("id", "said").with("role", "status"),
                tag("main").with("id", "main").with("tabindex", "-1").add(content));
    return Html.document(tag("html").with("lang", "en").add(head, body));
  }

  private static Html script(String name) {
    return tag("script").with("src", "/assets/" + name).with("defer", true);
  }

  private static Element header(Visitor visitor) {
    return tag("header", "top")
        .add(
            Look.link("/", "xendisk").with("class", "brand"),
            Look.link("/history", "History"),
            tag("span", "who").add(visitor.name() + ", " + visitor.role().word()),
            tag("form", "logout")
                .with("method", "post")
                .with("action", "/logout")
                .add(csrf(visitor), tag("button", "quiet").with("type", "submit").add("Log out")));
  }

  /** Hidden until page.js knows that what stands here may be old. */
  private static Element stale() {
    return tag("p", "stale")
        .with("id", "stale")
        .with("role", "alert")
        .with("hidden", true)
        .add("The service does not answer. What stands below may be old: pull nothing by it.");
  }

  private static Element notice(String words) {
    return tag("p", "notice").with("role", "status").add(words);
  }

  static Element csrf(Visitor visitor) {
    return tag("input").with("type", "hidden").with("name", "_csrf").with("value", visitor.csrf());
  }
}
