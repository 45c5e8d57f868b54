package io.xendisk.adapter.xenapi;

import io.xendisk.domain.disk.Drive;
import io.xendisk.port.DriveReport;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads what {@code smartctl.py} prints: an object with one document of {@code smartctl -j} for
 * each drive, keyed {@code /dev/sda:scsi}. Lists are passed over: nothing that is read here is in
 * one. Its depth and size are limited by the parser. Pure.
 */
final class SmartDocument {
  private static final JsonFactory JSON = new JsonFactory();

  private SmartDocument() {}

  static DriveReport read(String text) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new DriveReport.Failed("smartctl.py printed no JSON object");
      }
      var drives = new HashMap<String, Drive>();
      object(parser)
          .forEach(
              (key, document) -> {
                if (document instanceof Map<?, ?> map) {
                  drives.put(kernelName(key), drive(map));
                }
              });
      return new DriveReport.Told(drives);
    } catch (JacksonException e) {
      return new DriveReport.Failed(
          "smartctl.py printed what is no JSON: " + e.getOriginalMessage());
    }
  }

  /** {@code /dev/sda:scsi} is sda. */
  private static String kernelName(String key) {
    int colon = key.lastIndexOf(':');
    var path = colon < 0 ? key : key.substring(0, colon);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** What a drive says, from the part of smartctl's document that is read here. */
  private static Drive drive(Map<?, ?> told) {
    return new Drive(
        true,
        told.get("serial_number") instanceof String serial ? serial : null,
        wwn(told.get("wwn")),
        told.get("model_name") instanceof String model ? model : null,
        inside(told.get("smart_status"), "passed") instanceof Boolean passed ? passed : null,
        inside(told.get("temperature"), "current") instanceof Long celsius
            ? Math.toIntExact(Math.clamp(celsius, -300, 3000))
            : null,
        inside(told.get("power_on_time"), "hours") instanceof Long hours ? hours : null);
  }

  private static @Nullable Object inside(@Nullable Object document, String name) {
    return document instanceof Map<?, ?> map ? map.get(name) : null;
  }

  /** {@code naa} 5, {@code oui} and {@code id} are the digits of one number, 16 of them. */
  private static @Nullable String wwn(@Nullable Object told) {
    return inside(told, "naa") instanceof Long naa
            && inside(told, "oui") instanceof Long oui
            && inside(told, "id") instanceof Long id
        ? "%x%06x%09x".formatted(naa, oui, id)
        : null;
  }

  private static Map<String, Object> object(JsonParser parser) {
    var members = new HashMap<String, Object>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      var value = value(parser, parser.nextToken());
      if (value != null) {
        members.put(name, value);
      }
    }
    return members;
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        parser.skipChildren();
        yield null;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? null
              : (Object) parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }
}
