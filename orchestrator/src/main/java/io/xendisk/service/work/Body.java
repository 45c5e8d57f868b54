package io.xendisk.service.work;

import io.xendisk.answer.DocumentReader;
import io.xendisk.answer.Failure;
import io.xendisk.config.Durations;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was sent with a request; whoever asks for a member gets one that can be used. Immutable. */
public final class Body {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int LONGEST_TEXT = 500;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final Map<String, Object> members;

  private Body(Map<String, Object> members) {
    this.members = members;
  }

  /** An object of known members; nothing at all is an empty one. */
  public static Body of(String text, List<String> known) {
    Map<String, Object> members;
    try {
      members = text.isBlank() ? Map.of() : DocumentReader.object(text);
    } catch (IllegalArgumentException e) {
      throw bad("the body cannot be read: " + e.getMessage());
    }
    return of(members, known);
  }

  /** The same of what stands in a query. */
  public static Body of(Map<String, Object> members, List<String> known) {
    for (var name : members.keySet()) {
      if (!known.contains(name)) {
        throw bad(
            "'%.40s' is not known here; known are %s"
                .formatted(name, known.isEmpty() ? "none" : String.join(", ", known)));
      }
    }
    return new Body(members);
  }

  /** As it was sent, for whoever reads later what was wanted. */
  Map<String, Object> members() {
    return members;
  }

  public String text(String name) {
    var text = textOrNull(name);
    if (text == null) {
      throw bad("'%s' is missing".formatted(name));
    }
    return text;
  }

  public @Nullable String textOrNull(String name) {
    var value = members.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw bad("'%s' has to be a text".formatted(name));
    }
    if (text.isBlank() || text.length() > LONGEST_TEXT || CONTROL.matcher(text).find()) {
      throw bad(
          "'%s' has to be a text of 1 to %d characters, without control characters"
              .formatted(name, LONGEST_TEXT));
    }
    return text;
  }

  /** An object whose members are objects by names that somebody gave, in their order. */
  Map<String, Body> objects(String name, List<String> known) {
    if (!(members.get(name) instanceof Map<?, ?> all)) {
      throw bad("'%s' has to be an object".formatted(name));
    }
    var bodies = new LinkedHashMap<String, Body>();
    all.forEach(
        (key, value) -> {
          if (!(value instanceof Map<?, ?> one)) {
            throw bad("'%s' of '%s' has to be an object".formatted(key, name));
          }
          var text = new Body(Map.of("name", key)).text("name");
          var inner = new LinkedHashMap<String, Object>();
          one.forEach((member, its) -> inner.put(String.valueOf(member), its));
          bodies.put(text, of(inner, known));
        });
    return bodies;
  }

  /** False where nothing is said. */
  public boolean truth(String name) {
    return switch (members.get(name)) {
      case null -> false;
      case Boolean truth -> truth;
      case Object _ -> throw bad("'%s' has to be true or false".formatted(name));
    };
  }

  /** How long somebody waits; not for ever. */
  Duration duration(String name, Duration otherwise) {
    var text = textOrNull(name);
    if (text == null) {
      return otherwise;
    }
    var duration = checked(name, text, Durations::parse);
    if (duration.compareTo(LONGEST) > 0) {
      throw bad("'%s' is a day at most".formatted(name));
    }
    return duration;
  }

  /** What a text means. */
  public static <T> T checked(String name, String text, Function<String, T> meaning) {
    try {
      return meaning.apply(text);
    } catch (IllegalArgumentException e) {
      throw bad("'%s': %s".formatted(name, e.getMessage()));
    }
  }

  public static Failure bad(String message) {
    return new Failure(
        new Explanation(
            "bad-request",
            Exit.USAGE,
            message,
            "docs/openapi.yaml says what can be asked, and how."));
  }
}
