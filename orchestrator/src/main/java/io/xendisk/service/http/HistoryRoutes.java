package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.answer.HistoryText;
import io.xendisk.config.Durations;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.domain.history.HistoryQuery;
import io.xendisk.domain.history.HistoryQuery.Cursor;
import io.xendisk.domain.history.HistoryQuery.Filter;
import io.xendisk.port.History;
import io.xendisk.service.history.Chronicle;
import io.xendisk.service.page.HistoryPage;
import io.xendisk.service.work.Body;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has happened, page by page, for programs and for people. Thread-safe. */
final class HistoryRoutes {
  private static final Set<String> QUERY =
      Set.of("pool", "disk", "since", "kind", "limit", "cursor");
  private static final int MOST = 500;
  private static final int ON_A_PAGE = 100;

  private final Chronicle chronicle;
  private final InstantSource clock;

  HistoryRoutes(Chronicle chronicle, InstantSource clock) {
    this.chronicle = chronicle;
    this.clock = clock;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/history", this::list);
    routes.get("/history", PageRoutes.shown(this::page));
  }

  private void list(Context request) {
    var query = Reading.query(request, QUERY);
    var found = found(wanted(query, MOST));
    var document = Documents.map();
    document.put("history", found.entries().stream().map(HistoryText::document).toList());
    Documents.put(document, "next", found.next());
    Reading.document(request, document);
  }

  private void page(Context request) {
    var query = Reading.query(request, QUERY);
    var wanted = wanted(query, ON_A_PAGE);
    var since = query.textOrNull("since");
    var asked =
        new HistoryPage.Asked(
            text(query.textOrNull("pool")),
            text(query.textOrNull("disk")),
            text(since),
            text(query.textOrNull("kind")));
    var found = found(wanted);
    PageRoutes.html(
        request,
        HistoryPage.page(PageRoutes.visitor(request), asked, found.entries(), found.next()));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private HistoryQuery wanted(Body query, int otherwise) {
    var limit = query.textOrNull("limit");
    var cursor = query.textOrNull("cursor");
    var since = query.textOrNull("since");
    return new HistoryQuery(
        new Filter(
            query.textOrNull("pool"),
            query.textOrNull("disk"),
            since == null ? null : Body.checked("since", since, this::moment),
            query.textOrNull("kind")),
        cursor == null ? null : Body.checked("cursor", cursor, Cursor::parse),
        limit == null ? otherwise : Reading.limit(limit));
  }

  /** A moment, a day in UTC, or so long ago. */
  private Instant moment(String text) {
    try {
      if (text.contains("T")) {
        return Instant.parse(text);
      }
      return text.contains("-")
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : clock.instant().minus(Durations.parse(text));
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "it is 2026-11-01T06:00:00Z, 2026-11-01, or so long ago as 30d", e);
    }
  }

  /** Entries, and the cursor of the next page; null where there is none. */
  private record Page(List<HistoryEntry> entries, @Nullable String next) {}

  private Page found(HistoryQuery wanted) {
    try {
      // One more tells whether there is a next page.
      var found =
          chronicle.find(new HistoryQuery(wanted.filter(), wanted.after(), wanted.limit() + 1));
      boolean more = found.size() > wanted.limit();
      var page = more ? found.subList(0, wanted.limit()) : found;
      return new Page(page, more ? Cursor.of(page.getLast()).text() : null);
    } catch (History.Unavailable e) {
      throw new Failure(
          new Explanation(
              "history-unavailable",
              Exit.UNREACHABLE,
              "the history cannot be read now: " + e.why(),
              "Everything else goes on, and what happens meanwhile is kept for it. Ask again"
                  + " later."));
    }
  }
}
