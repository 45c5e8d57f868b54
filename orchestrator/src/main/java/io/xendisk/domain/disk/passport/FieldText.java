package io.xendisk.domain.disk.passport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The compact text in which values are kept in the pool: a version, then fields {@code
 * key=word,word}, all separated by semicolons. What would be mistaken for a separator, or is cut
 * off by xapi (facts §8: characters that XML does not have), stands as {@code %} and hex digits.
 * Immutable.
 */
record FieldText(int version, Map<String, String> fields) {

  FieldText {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** A text that is none of ours, and why. */
  static final class BadText extends Exception {
    private static final long serialVersionUID = 1;

    BadText(String why) {
      super(why);
    }
  }

  static FieldText parse(String text) throws BadText {
    String[] parts = text.split(";", -1);
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 1) {
        throw new BadText("field %d has no name: '%s'".formatted(i, parts[i]));
      }
      String key = parts[i].substring(0, equals);
      if (fields.put(key, parts[i].substring(equals + 1)) != null) {
        throw new BadText("field %s is there twice".formatted(key));
      }
    }
    if (!parts[0].matches("[1-9][0-9]{0,5}")) {
      throw new BadText("it does not begin with a version: '%s'".formatted(parts[0]));
    }
    return new FieldText(Integer.parseInt(parts[0]), fields);
  }

  @Override
  public String toString() {
    var text = new StringBuilder().append(version);
    fields.forEach((key, value) -> text.append(';').append(key).append('=').append(value));
    return text.toString();
  }

  static String joined(List<String> words) {
    return String.join(",", words.stream().map(FieldText::escaped).toList());
  }

  static List<String> words(String value) throws BadText {
    List<String> words = new ArrayList<>();
    for (String word : value.split(",", -1)) {
      words.add(unescaped(word));
    }
    return words;
  }

  private static String escaped(String word) {
    var text = new StringBuilder();
    word.codePoints()
        .forEach(
            c -> {
              if (c == '%' || c == ';' || c == ',' || !isXml(c)) {
                text.append("%%%x.".formatted(c));
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.toString();
  }

  private static boolean isXml(int c) {
    return c >= 0x20 && c != 0x7f && !(c >= 0xd800 && c <= 0xdfff) && (c & 0xfffe) != 0xfffe;
  }

  private static String unescaped(String word) throws BadText {
    var text = new StringBuilder();
    int from = 0;
    int at = word.indexOf('%');
    while (at >= 0) {
      int end = word.indexOf('.', at);
      if (end < 0 || !word.substring(at + 1, end).matches("[0-9a-f]{1,6}")) {
        throw new BadText("'%s' has a %% that means nothing".formatted(word));
      }
      int c = Integer.parseInt(word.substring(at + 1, end), 16);
      if (!Character.isValidCodePoint(c)) {
        throw new BadText("'%s' has a character that does not exist".formatted(word));
      }
      text.append(word, from, at).appendCodePoint(c);
      from = end + 1;
      at = word.indexOf('%', from);
    }
    return text.append(word.substring(from)).toString();
  }
}
