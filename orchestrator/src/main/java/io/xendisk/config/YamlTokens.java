package io.xendisk.config;

import io.xendisk.domain.NearNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The tokens of a YAML file, read member by member, so that an error names its line and column.
 * What each section means is said by classes of its own. Confined to one thread.
 */
final class YamlTokens {
  private final Path file;
  private final JsonParser tokens;

  /** Where the last name stood, whose value is read now. */
  private Place key = new Place(1, 1);

  YamlTokens(Path file, JsonParser tokens) {
    this.file = file;
    this.tokens = tokens;
  }

  /** Goes to the first value; false if the file holds none. */
  boolean begin() {
    return tokens.nextToken() != null && tokens.currentToken() != JsonToken.VALUE_NULL;
  }

  /** What a text means, checked where it stands. */
  <T> Optional<T> value(Map<String, Scalar> texts, String name, Function<String, T> meaning) {
    return Optional.ofNullable(texts.get(name))
        .map(scalar -> checked(scalar.place(), () -> meaning.apply(scalar.text())));
  }

  /** Reads a mapping whose members all have known names. */
  void members(String what, List<String> known, Member member) {
    named(
        what,
        String.join(", ", known),
        name -> {
          if (!known.contains(name)) {
            throw at(key, "'%s' is not known here%s".formatted(name, suggestion(name, known)));
          }
          member.read(name);
        });
  }

  /** Reads a mapping; {@code member} is called with the parser on each value. */
  void named(String what, String names, Member member) {
    if (tokens.currentToken() != JsonToken.START_OBJECT) {
      throw at(
          here(),
          "%s has to hold names and values, on lines of their own: %s".formatted(what, names));
    }
    while (tokens.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = tokens.currentName();
      key = here();
      tokens.nextToken();
      member.read(name);
    }
  }

  /** A single value, or a list of them. */
  List<Scalar> oneOrSeveral(String name) {
    if (tokens.currentToken() != JsonToken.START_ARRAY) {
      return List.of(scalar(name));
    }
    var values = new ArrayList<Scalar>();
    while (tokens.nextToken() != JsonToken.END_ARRAY) {
      values.add(scalar(name));
    }
    return values;
  }

  Scalar scalar(String name) {
    if (!tokens.currentToken().isScalarValue() || tokens.currentToken() == JsonToken.VALUE_NULL) {
      throw at(here(), "'%s' has to be a single value, on the same line".formatted(name));
    }
    return new Scalar(tokens.getString(), here());
  }

  boolean isAt(JsonToken token) {
    return tokens.currentToken() == token;
  }

  Place here() {
    var location = tokens.currentTokenLocation();
    return new Place(location.getLineNr(), location.getColumnNr());
  }

  <T> T checked(Place place, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw at(place, String.valueOf(e.getMessage()));
    }
  }

  ConfigException at(Place place, String what) {
    return new ConfigException("%s:%d:%d: %s".formatted(file, place.line(), place.column(), what));
  }

  static String suggestion(@Nullable String name, List<String> known) {
    if (name == null || known.isEmpty()) {
      return "";
    }
    var near = NearNames.to(name, known);
    return near.isEmpty() ? of(known) : "; did you mean %s?".formatted(near.getFirst());
  }

  static String of(List<String> known) {
    return "; known are " + String.join(", ", known);
  }

  /** Where something stands in the file; both count from one. */
  record Place(int line, int column) {}

  /** A single value and where it stands. */
  record Scalar(String text, Place place) {}

  /** Reads the value of one member. */
  @FunctionalInterface
  interface Member {
    void read(String name);
  }
}
