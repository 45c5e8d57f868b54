package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.xendisk.answer.Documents;
import io.xendisk.service.history.Chronicle;
import io.xendisk.service.history.HistoryState;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Says wherever somebody looks that the history cannot be kept. Thread-safe. */
final class HistoryNotice {
  private static final String KEY = "xendisk.notices";

  private final Chronicle chronicle;

  HistoryNotice(Chronicle chronicle) {
    this.chronicle = chronicle;
  }

  void addTo(RoutesConfig routes) {
    routes.beforeMatched(request -> request.attribute(KEY, words()));
  }

  /** What each page says at its top. */
  static List<String> of(Context request) {
    List<String> words = request.attribute(KEY);
    return Objects.requireNonNullElse(words, List.of());
  }

  private List<String> words() {
    return switch (chronicle.state()) {
      case HistoryState.Opening _, HistoryState.Kept _ -> List.of();
      case HistoryState.Lost(var since, var why, var dropped) ->
          List.of(
              ("The history cannot be kept since %s: %s. Everything else goes on; what happens"
                      + " meanwhile waits on this machine%s.")
                  .formatted(
                      since,
                      why,
                      dropped == 0 ? "" : ", but for %d entries that are lost".formatted(dropped)));
    };
  }

  /** As {@code /readyz} has it. */
  Map<String, Object> document() {
    var state = chronicle.state();
    var document = Documents.map();
    document.put("state", state.word());
    document.put("since", state.since());
    Documents.put(document, "why", state instanceof HistoryState.Lost(_, var why, _) ? why : null);
    document.put("dropped", chronicle.dropped());
    return document;
  }
}
