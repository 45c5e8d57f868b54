package io.xendisk.domain.tell;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words for one kind of news, as plain text with {@code {disk}} and the like in it: the subject
 * in its first line, then an empty line, then the body. Immutable.
 */
public record Template(String subject, String body) {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm:ss zzz", Locale.ENGLISH);

  /** What may stand in braces. */
  public static final List<String> PLACES =
      List.of("text", "event", "severity", "set", "disk", "disk-id", "vm", "vm-id", "when");

  public Template {
    if (subject.isBlank() || subject.lines().count() != 1) {
      throw new IllegalArgumentException(
          "the first line of a template is the subject, and it is empty");
    }
    for (var text : List.of(subject, body)) {
      PLACE
          .matcher(text)
          .results()
          .map(place -> place.group(1))
          .filter(name -> !PLACES.contains(name))
          .findFirst()
          .ifPresent(
              name -> {
                throw new IllegalArgumentException(
                    "{%s} means nothing in a template; known are %s"
                        .formatted(name, String.join(", ", PLACES)));
              });
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with a message for the person who wrote it
   */
  public static Template parse(String text) {
    var parts = text.strip().split("\\R", 2);
    return new Template(parts[0].strip(), parts.length == 1 ? "{text}" : parts[1].strip());
  }

  Message filled(String id, News news, ZoneId zone) {
    var values = values(news, zone);
    // A name may hold a line break, and a subject may not.
    var line = filled(subject, values).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return new Message(id, news, line, filled(body, values) + "\n");
  }

  private static String filled(String text, Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "-")));
  }

  private static Map<String, String> values(News news, ZoneId zone) {
    var values = new TreeMap<String, String>();
    values.put("text", news.text());
    values.put("event", news.kind().word());
    values.put("severity", news.severity().word());
    values.put("when", MOMENT.format(news.when().atZone(zone)));
    if (news.set() != null) {
      values.put("set", news.set());
    }
    if (news.disk() != null) {
      values.put("disk", news.disk().name());
      values.put("disk-id", news.disk().id());
    }
    if (news.vm() != null) {
      values.put("vm", news.vm().name());
      values.put("vm-id", news.vm().id());
    }
    return values;
  }
}
