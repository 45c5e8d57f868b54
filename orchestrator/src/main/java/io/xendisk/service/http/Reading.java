package io.xendisk.service.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.xendisk.answer.Answer;
import io.xendisk.answer.DocumentWriter;
import io.xendisk.answer.Documents;
import io.xendisk.domain.access.TokenText;
import io.xendisk.service.work.Body;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How something is read: as a whole, page by page, or not again if it did not change. Stateless.
 */
final class Reading {
  /** What a command prints in every form, for a command that prints it. */
  static final String ANSWER = "application/vnd.xendisk.answer+json";

  private static final String JSON = "application/json";
  private static final int MOST = 500;
  private static final int ETAG = 32;

  private Reading() {}

  /** What was asked for in the query, where nothing else may be said. */
  static Body query(Context request, Set<String> known) {
    var members = new TreeMap<String, Object>();
    request
        .queryParamMap()
        .forEach(
            (name, values) -> {
              if (values.size() > 1) {
                throw Body.bad("'%.40s' is said %d times".formatted(name, values.size()));
              }
              members.put(name, values.getFirst());
            });
    return Body.of(members, known.stream().sorted().toList());
  }

  /** The same, where some are true or false. */
  static Body flags(Context request, Set<String> known, String... flags) {
    query(request, known);
    var members = new TreeMap<String, Object>();
    request.queryParamMap().forEach((name, values) -> members.put(name, values.getFirst()));
    for (var flag : flags) {
      var value = members.get(flag);
      if (value != null) {
        members.put(
            flag,
            switch (value.toString()) {
              case "true" -> true;
              case "false" -> false;
              default -> throw Body.bad("'%s' is true or false".formatted(flag));
            });
      }
    }
    return Body.of(members, List.copyOf(known));
  }

  /** Answers with the document, or with all that a command would print. */
  static void answer(Context request, Answer answer) {
    if (isForACommand(request)) {
      var all = Documents.map();
      all.put("exit", answer.exit().code());
      all.put("document", answer.document());
      all.put("text", answer.text());
      all.put("names", answer.names());
      all.put("talk", answer.talk());
      send(request, ANSWER, all);
    } else {
      document(request, answer.document());
    }
  }

  private static boolean isForACommand(Context request) {
    var accepted = request.header("Accept");
    return accepted != null && accepted.contains(ANSWER);
  }

  static void document(Context request, Map<String, Object> document) {
    send(request, JSON, document);
  }

  /** What a document that is sent as JSON is known by. */
  static String tag(Map<String, Object> document) {
    return tag(JSON, DocumentWriter.json(document));
  }

  private static String tag(String type, String text) {
    return "\"" + TokenText.hash(type + text).substring(0, ETAG) + "\"";
  }

  private static void send(Context request, String type, Map<String, Object> document) {
    var text = DocumentWriter.json(document);
    var tag = tag(type, text);
    // An answer may be kept, but has to be asked for again each time.
    request.header("Cache-Control", "no-cache, private").header("Vary", "Accept, Cookie");
    request.header("ETag", tag);
    var known = request.header("If-None-Match");
    if (known != null && List.of(known.split("\\s*,\\s*", -1)).contains(tag)) {
      request.status(HttpStatus.NOT_MODIFIED);
    } else {
      request.contentType(type).result(text);
    }
  }

  /**
   * A page of the list in a document, with the cursor of the next one; the whole list where no
   * limit is said.
   *
   * @param name the member that holds the list
   * @param key the member of each item that the cursor is made of
   */
  static Map<String, Object> page(
      Body query, Map<String, Object> document, String name, String key) {
    var text = query.textOrNull("limit");
    var cursor = query.textOrNull("cursor");
    if (text == null && cursor == null) {
      return document;
    }
    int limit = text == null ? MOST : limit(text);
    var all = document.get(name) instanceof List<?> list ? list : List.of();
    int from = cursor == null ? 0 : after(all, cursor, key);
    int to = Math.min(all.size(), from + limit);
    var page = Documents.map();
    page.putAll(document);
    page.put(name, all.subList(from, to));
    Documents.put(page, "next", to < all.size() && to > from ? id(all.get(to - 1), key) : null);
    return page;
  }

  /** So many at most. */
  static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw Body.bad("'limit' is a number from 1 to %d".formatted(MOST));
    }
    throw Body.bad("'limit' is a number from 1 to %d".formatted(MOST));
  }

  private static int after(List<?> all, String cursor, String key) {
    for (int i = 0; i < all.size(); i++) {
      if (cursor.equals(id(all.get(i), key))) {
        return i + 1;
      }
    }
    throw Body.bad("'cursor' is none, or what it stood for is gone: begin again without it");
  }

  private static String id(Object item, String key) {
    return String.valueOf(((Map<?, ?>) item).get(key));
  }
}
