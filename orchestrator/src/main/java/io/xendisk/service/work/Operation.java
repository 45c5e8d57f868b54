package io.xendisk.service.work;

import io.xendisk.answer.Documents;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation that somebody asked for, as it stands: what is told of it, and kept. Immutable.
 *
 * @param by the name of their token
 * @param from their address
 * @param key by which a repeated request is known, if they gave one
 * @param end null while it is under way
 */
public record Operation(
    String id,
    Kind kind,
    String pool,
    Map<String, Object> request,
    String by,
    String from,
    @Nullable String key,
    Instant started,
    @Nullable End end) {

  /** How it stands. */
  public enum State {
    RUNNING,
    /** Done, or already so: exit 0. */
    DONE,
    FAILED,
    /** What was begun was taken back. */
    CANCELLED,
    /** The service ended in the middle; the pool says how far it came. */
    LOST;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What became of it.
   *
   * @param exit that of the command
   * @param result what the command prints with {@code -o json}
   * @param text and names and talk: what it prints else
   */
  public record End(
      State state,
      Instant at,
      int exit,
      Map<String, Object> result,
      List<String> text,
      List<String> names,
      List<String> talk) {
    public End {
      text = List.copyOf(text);
      names = List.copyOf(names);
      talk = List.copyOf(talk);
    }
  }

  Operation ended(End how) {
    return new Operation(id, kind, pool, request, by, from, key, started, how);
  }

  public State state() {
    return end == null ? State.RUNNING : end.state();
  }

  /** As the API shows it. */
  public Map<String, Object> document(List<String> progress) {
    var document = Documents.map();
    document.put("id", id);
    document.put("kind", kind.word());
    document.put("pool", pool);
    document.put("state", state().word());
    document.put("request", request);
    document.put("by", by);
    document.put("from", from);
    document.put("started", started);
    Documents.put(document, "ended", end == null ? null : end.at());
    document.put("progress", progress);
    Documents.put(document, "exit", end == null ? null : end.exit());
    Documents.put(document, "result", end == null ? null : end.result());
    Documents.put(document, "said", end == null ? null : said(end));
    return document;
  }

  private static Map<String, Object> said(End end) {
    var document = Documents.map();
    document.put("text", end.text());
    document.put("names", end.names());
    document.put("talk", end.talk());
    return document;
  }
}
