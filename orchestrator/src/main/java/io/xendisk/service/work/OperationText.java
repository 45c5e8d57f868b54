package io.xendisk.service.work;

import io.xendisk.answer.DocumentReader;
import io.xendisk.answer.DocumentWriter;
import io.xendisk.answer.Documents;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A operation as a line of the journal: what the API shows, and its key. Stateless. */
final class OperationText {
  private OperationText() {}

  static String line(Operation operation) {
    var document = operation.document(List.of());
    Documents.put(document, "key", operation.key());
    return DocumentWriter.json(document);
  }

  /** Empty for a line that nobody can read, of another release perhaps. */
  static Optional<Operation> parse(String line) {
    try {
      return Optional.of(operation(DocumentReader.object(line)));
    } catch (IllegalArgumentException | NullPointerException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Operation operation(Map<String, Object> document) {
    return new Operation(
        text(document, "id"),
        Kind.of(text(document, "kind")),
        text(document, "pool"),
        object(document, "request"),
        text(document, "by"),
        text(document, "from"),
        document.get("key") instanceof String key ? key : null,
        Instant.parse(text(document, "started")),
        end(document));
  }

  private static Operation.@Nullable End end(Map<String, Object> document) {
    if (document.get("ended") == null) {
      return null;
    }
    var said = object(document, "said");
    return new Operation.End(
        Operation.State.valueOf(text(document, "state").toUpperCase(Locale.ROOT)),
        Instant.parse(text(document, "ended")),
        Integer.parseInt(text(document, "exit")),
        object(document, "result"),
        texts(said, "text"),
        texts(said, "names"),
        texts(said, "talk"));
  }

  private static String text(Map<String, Object> document, String name) {
    return Objects.requireNonNull(document.get(name), name).toString();
  }

  private static Map<String, Object> object(Map<String, Object> document, String name) {
    var object = Documents.map();
    if (document.get(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> Documents.put(object, key.toString(), value));
    }
    return object;
  }

  private static List<String> texts(Map<String, Object> document, String name) {
    return document.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
