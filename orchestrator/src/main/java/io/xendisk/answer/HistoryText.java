package io.xendisk.answer;

import io.xendisk.domain.history.DiskWords;
import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.domain.history.Outcome;
import io.xendisk.domain.history.Topic;
import io.xendisk.domain.history.VmWords;
import io.xendisk.domain.history.What;
import io.xendisk.domain.history.Who;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An entry of the history as JSON: as the API shows it, and as a line that waits. Stateless. */
public final class HistoryText {
  private HistoryText() {}

  public static Map<String, Object> document(HistoryEntry entry) {
    var what = entry.what();
    var document = Documents.map();
    document.put("id", entry.id());
    document.put("at", entry.at());
    Documents.put(document, "ended", entry.ended());
    document.put("pool", what.pool());
    document.put("topic", what.topic().word());
    document.put("kind", what.kind());
    document.put("who", entry.who().name());
    document.put("from", entry.who().from());
    Documents.put(document, "disk", disk(what.disk()));
    Documents.put(document, "vm", vm(what.vm()));
    Documents.put(document, "plan", plan(what.plan()));
    document.put("outcome", entry.outcome().word());
    Documents.put(document, "exit", entry.outcome().exit());
    document.put("text", entry.outcome().text());
    return document;
  }

  private static @Nullable Map<String, Object> disk(DiskWords disk) {
    if (disk.equals(DiskWords.NONE)) {
      return null;
    }
    var document = Documents.map();
    Documents.put(document, "name", disk.name());
    Documents.put(document, "id", disk.id());
    Documents.put(document, "vdi", disk.vdi());
    return document;
  }

  private static @Nullable Map<String, Object> vm(VmWords vm) {
    if (vm.equals(VmWords.NONE)) {
      return null;
    }
    var document = Documents.map();
    Documents.put(document, "name", vm.name());
    Documents.put(document, "uuid", vm.uuid());
    return document;
  }

  /** Null where nothing was asked for, or so much that not all of it was kept. */
  private static @Nullable Map<String, Object> plan(String text) {
    try {
      return text.isEmpty() ? null : DocumentReader.object(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  public static String line(HistoryEntry entry) {
    return DocumentWriter.json(document(entry));
  }

  /** Empty for a line that nobody can read: half of one, or one of a newer release. */
  public static Optional<HistoryEntry> parse(String line) {
    try {
      return Optional.of(entry(DocumentReader.object(line)));
    } catch (IllegalArgumentException
        | NullPointerException
        | ClassCastException
        | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static HistoryEntry entry(Map<String, Object> document) {
    var ended = document.get("ended");
    return new HistoryEntry(
        text(document, "id"),
        Instant.parse(text(document, "at")),
        ended == null ? null : Instant.parse(ended.toString()),
        new Who(text(document, "who"), text(document, "from")),
        new What(
            text(document, "pool"),
            Topic.of(text(document, "topic")),
            text(document, "kind"),
            disk(members(document, "disk")),
            vm(members(document, "vm")),
            document.get("plan") == null ? "" : DocumentWriter.json(members(document, "plan"))),
        new Outcome(
            text(document, "outcome"),
            document.get("exit") instanceof Number exit ? Math.toIntExact(exit.longValue()) : null,
            text(document, "text")));
  }

  private static DiskWords disk(Map<String, Object> document) {
    return new DiskWords(orNull(document, "name"), orNull(document, "id"), orNull(document, "vdi"));
  }

  private static VmWords vm(Map<String, Object> document) {
    return new VmWords(orNull(document, "name"), orNull(document, "uuid"));
  }

  private static String text(Map<String, Object> document, String name) {
    return (String) Objects.requireNonNull(document.get(name), name);
  }

  private static @Nullable String orNull(Map<String, Object> document, String name) {
    return (String) document.get(name);
  }

  private static Map<String, Object> members(Map<String, Object> document, String name) {
    var members = Documents.map();
    if (document.get(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> Documents.put(members, key.toString(), value));
    }
    return members;
  }
}
