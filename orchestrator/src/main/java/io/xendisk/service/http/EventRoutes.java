package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.xendisk.answer.DocumentWriter;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.service.Change;
import io.xendisk.service.ChangeFeed;
import io.xendisk.service.access.TokenBook;
import io.xendisk.service.work.Body;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The changes of all pools as they come, to whoever listens: server-sent events, which go on after
 * the last one that the listener has seen. Thread-safe; ends its listeners with itself.
 */
final class EventRoutes implements AutoCloseable {
  private static final Duration BEAT = Duration.ofSeconds(15);
  private static final int LISTENERS = 128;
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  private final ChangeFeed feed;
  private final TokenBook tokens;
  private final Set<Thread> listeners = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  EventRoutes(ChangeFeed feed, TokenBook tokens) {
    this.feed = feed;
    this.tokens = tokens;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/events", this::stream);
  }

  private void stream(Context request) throws IOException {
    Reading.query(request, Set.of());
    long from = from(request);
    if (listeners.size() >= LISTENERS || closed) {
      throw new Failure(
          new Explanation(
              "too-many-listeners",
              Exit.CONFLICT,
              "%d listen already".formatted(listeners.size()),
              "Close pages that nobody looks at, or ask again later."));
    }
    listeners.add(Thread.currentThread());
    try {
      listen(request, from);
    } catch (InterruptedException e) {
      // The service ends; the listener comes back with what it has seen.
      Thread.currentThread().interrupt();
    } finally {
      listeners.remove(Thread.currentThread());
    }
  }

  private long from(Context request) {
    var last = request.header("Last-Event-ID");
    if (last == null) {
      return feed.newest();
    }
    if (!ID.matcher(last).matches()) {
      throw Body.bad("Last-Event-ID is a number that an event had");
    }
    return Long.parseLong(last);
  }

  private void listen(Context request, long from) throws IOException, InterruptedException {
    var caller = Caller.of(request);
    var response = request.res();
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("X-Accel-Buffering", "no");
    var out = response.getOutputStream();
    long seen = from;
    out.write(": here\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
    response.flushBuffer();
    // A revoked token ends it too, at the next beat.
    while (!closed && tokens.tokens().named(caller.name()).isPresent()) {
      var batch = feed.after(seen, BEAT);
      var text = new StringBuilder();
      if (!batch.complete()) {
        text.append("event: reset\ndata: {}\n\n");
        seen = batch.changes().isEmpty() ? feed.newest() : seen;
      }
      for (var change : batch.changes()) {
        text.append(event(change));
        seen = change.id();
      }
      out.write((text.isEmpty() ? ": beat\n\n" : text).toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
      response.flushBuffer();
    }
  }

  private static String event(Change change) {
    var document = Documents.map();
    document.put("pool", change.pool());
    document.put("what", change.what().word());
    document.put("about", change.about());
    document.put("at", change.at());
    return "id: %d\nevent: %s\ndata: %s\n\n"
        .formatted(change.id(), change.what().word(), DocumentWriter.json(document));
  }

  @Override
  public void close() {
    closed = true;
    listeners.forEach(Thread::interrupt);
  }
}
