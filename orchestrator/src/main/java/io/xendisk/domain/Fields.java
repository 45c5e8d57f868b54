package io.xendisk.domain;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Named values as one line of text, the form in which xendisk keeps facts in XenAPI's {@code
 * other_config}: {@code 1;key=value;key=value}, the format's version first. Every character that
 * xapi might cut off (facts §8) or that the form needs is written as {@code %XX}. Immutable.
 */
public record Fields(int version, Map<String, String> values) {
  private static final String PLAIN = "-._:/@+, ()";

  public Fields {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static Fields ofVersion(int version) {
    return new Fields(version, Map.of());
  }

  /** These fields and one more; an absent value is left out. */
  public Fields with(String key, Object value) {
    var more = new LinkedHashMap<>(values);
    more.put(key, value.toString());
    return new Fields(version, more);
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The value of a field without which the text means nothing; {@link #read} turns its absence. */
  public String require(String key) {
    var value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no field '%s' in '%s'".formatted(key, text()));
    }
    return value;
  }

  /**
   * What a text of one version means, or nothing if it was written by something else: {@code
   * meaning} may throw IllegalArgumentException or DateTimeException at what it cannot take.
   */
  public static <T> Optional<T> read(String text, int version, Function<Fields, T> meaning) {
    try {
      return parse(text).filter(fields -> fields.version() == version).map(meaning);
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The text that {@link #parse} reads. */
  public String text() {
    var text = new StringBuilder().append(version);
    values.forEach((key, value) -> text.append(';').append(key).append('=').append(escaped(value)));
    return text.toString();
  }

  /** The fields in a text, or nothing if it was not written in this form. */
  public static Optional<Fields> parse(String text) {
    var parts = text.split(";", -1);
    var values = new LinkedHashMap<String, String>();
    try {
      int version = Integer.parseInt(digits(parts[0]));
      for (int i = 1; i < parts.length; i++) {
        int equals = parts[i].indexOf('=');
        if (equals < 1) {
          return Optional.empty();
        }
        var key = parts[i].substring(0, equals);
        if (values.put(key, unescaped(parts[i].substring(equals + 1))) != null) {
          return Optional.empty();
        }
      }
      return Optional.of(new Fields(version, values));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Java's own parsers take signs and the digits of other scripts too. */
  private static String digits(String text) {
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new NumberFormatException("no version in '" + text + "'");
    }
    return text;
  }

  private static String escaped(String value) {
    var escaped = new StringBuilder();
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
        escaped.append(c);
      } else {
        escaped.append('%').append(String.format("%02X", (int) c));
      }
    }
    return escaped.toString();
  }

  private static String unescaped(String text) {
    var octets = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 3 > text.length()) {
          throw new NumberFormatException("cut off after a % in '" + text + "'");
        }
        c = (char) HexFormat.fromHexDigits(text, i + 1, i + 3);
        i += 2;
      } else if (c >= 0x80) {
        throw new NumberFormatException("a character that is never written plainly in " + text);
      }
      octets[length++] = (byte) c;
    }
    return new String(octets, 0, length, StandardCharsets.UTF_8);
  }
}
