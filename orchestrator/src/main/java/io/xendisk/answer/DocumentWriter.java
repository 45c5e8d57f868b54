package io.xendisk.answer;

import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Writes documents of maps, lists, texts, numbers and truth values as JSON or YAML. It streams:
 * Jackson's data binding would cost a command a noticeable part of its start.
 */
public final class DocumentWriter {
  private DocumentWriter() {}

  public static String json(Map<String, Object> document) {
    return written(JsonFactory.builder().build(), document);
  }

  public static String yaml(Map<String, Object> document) {
    return written(YAMLFactory.builder().build(), document).stripTrailing();
  }

  private static String written(TokenStreamFactory factory, Map<String, Object> document) {
    var text = new StringWriter();
    try (var generator = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      write(generator, document);
    }
    return text.toString();
  }

  private static void write(JsonGenerator generator, @Nullable Object value) {
    switch (value) {
      case null -> generator.writeNull();
      case Map<?, ?> map -> {
        generator.writeStartObject();
        map.forEach(
            (key, member) -> {
              generator.writeName(key.toString());
              write(generator, member);
            });
        generator.writeEndObject();
      }
      case Iterable<?> items -> {
        generator.writeStartArray();
        items.forEach(item -> write(generator, item));
        generator.writeEndArray();
      }
      case Boolean truth -> generator.writeBoolean(truth);
      case Integer number -> generator.writeNumber(number);
      case Double number -> generator.writeNumber(number);
      case Long number -> generator.writeNumber(number);
      default -> generator.writeString(value.toString());
    }
  }
}
