package io.xendisk.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON from others into maps, lists, texts, numbers and truth values: the other direction of
 * {@link DocumentWriter}. What is nested too deeply, or says a name twice, is refused. Stateless.
 */
public final class DocumentReader {
  private static final int DEEPEST = 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(30).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private DocumentReader() {}

  /**
   * The object in a text.
   *
   * @throws IllegalArgumentException if it is none, with where it is wrong
   */
  public static Map<String, Object> object(String text) {
    try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("it is no JSON object");
      }
      var document = object(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("something follows the JSON object");
      }
      return document;
    } catch (JacksonException e) {
      var place = e.getLocation();
      throw new IllegalArgumentException(
          "it is no JSON at line %d, column %d"
              .formatted(
                  place == null ? 1 : place.getLineNr(), place == null ? 1 : place.getColumnNr()),
          e);
    }
  }

  private static Map<String, Object> object(JsonParser parser) {
    var document = Documents.map();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      Documents.put(document, name, value(parser));
    }
    return document;
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_NULL -> null;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalArgumentException("a value is missing");
    };
  }

  private static Object whole(JsonParser parser) {
    var number = parser.getBigIntegerValue();
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  private static List<Object> list(JsonParser parser) {
    var list = new ArrayList<Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      add(list, value(parser));
    }
    return list;
  }

  @SuppressWarnings("NullAway") // an ArrayList takes null values
  private static void add(List<Object> list, @Nullable Object value) {
    list.add(value);
  }
}
