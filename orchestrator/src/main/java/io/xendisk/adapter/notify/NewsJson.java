package io.xendisk.adapter.notify;

import io.xendisk.domain.tell.Message;
import io.xendisk.domain.tell.Subject;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** News as one JSON document, for programs: members may be added, never renamed. Pure. */
final class NewsJson {
  private static final int VERSION = 1;

  private NewsJson() {}

  /** The document; {@code sentAt} is in it so that a signature over it holds for a moment only. */
  static String of(Message message, Instant sentAt) {
    var news = message.news();
    var text = new StringWriter();
    try (var json =
        JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeNumberProperty("version", VERSION);
      json.writeStringProperty("id", message.id());
      json.writeStringProperty("sentAt", sentAt.truncatedTo(ChronoUnit.SECONDS).toString());
      json.writeStringProperty("event", news.kind().word());
      json.writeStringProperty("severity", news.severity().word());
      json.writeStringProperty("set", news.set());
      subject(json, "disk", "id", news.disk());
      subject(json, "vm", "uuid", news.vm());
      json.writeStringProperty("when", news.when().toString());
      json.writeStringProperty("subject", message.subject());
      json.writeStringProperty("text", news.text());
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void subject(
      JsonGenerator json, String name, String id, @Nullable Subject subject) {
    json.writeName(name);
    if (subject == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringProperty("name", subject.name());
    json.writeStringProperty(id, subject.id());
    json.writeEndObject();
  }
}
