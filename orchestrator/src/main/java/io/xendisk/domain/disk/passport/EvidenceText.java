package io.xendisk.domain.disk.passport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xendisk.domain.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Evidence as fields of a stored text: {@code ser=s@t3k9x2,WD-WMAZA0001}, that is source, time in
 * seconds to base 36, and value; the time is left out where it is that of the whole text. Pure.
 */
public final class EvidenceText {
  private static final int RADIX = 36;

  /** What stands in the pool's records is sent to all who read them: less than 1 KiB each. */
  static final int MOST_BYTES = 1023;

  /** Given up in this order where a text would be too long: they only describe. */
  private static final List<EvidenceKind> DISPENSABLE =
      List.of(
          EvidenceKind.BAY,
          EvidenceKind.LABEL,
          EvidenceKind.FILESYSTEM_TYPE,
          EvidenceKind.REVISION);

  private EvidenceText() {}

  /** The text of as much of the evidence as fits; all that tells which disk it is stays. */
  static String fitting(Evidence evidence, Function<Evidence, Fields> writer) {
    String text = writer.apply(evidence).text();
    for (int given = 1; given <= DISPENSABLE.size() && !fits(text); given++) {
      text = writer.apply(evidence.without(DISPENSABLE.subList(0, given))).text();
    }
    return text;
  }

  static boolean fits(String text) {
    return text.getBytes(UTF_8).length <= MOST_BYTES;
  }

  /** Evidence that was parsed, and the fields that are none of it. */
  public record Parsed(Evidence evidence, Map<String, String> others) {}

  /** The fields with the evidence added, each name with this prefix. */
  public static Fields into(Fields fields, Evidence evidence, Instant usual, String prefix) {
    var all = fields;
    for (EvidenceItem item : evidence.items().values()) {
      String time = item.at().equals(usual) ? "" : "@" + time(item.at());
      all = all.with(prefix + item.kind().code(), item.source().code() + time + "," + item.value());
    }
    return all;
  }

  /**
   * The evidence in fields.
   *
   * @throws IllegalArgumentException if a field of that name is no evidence
   */
  public static Parsed parse(Fields fields, Instant usual, String prefix) {
    List<EvidenceItem> items = new ArrayList<>();
    Map<String, String> others = new LinkedHashMap<>();
    fields
        .values()
        .forEach(
            (name, text) -> {
              Optional<EvidenceKind> kind =
                  name.startsWith(prefix)
                      ? EvidenceKind.ofCode(name.substring(prefix.length()))
                      : Optional.empty();
              kind.ifPresentOrElse(
                  found -> items.add(item(found, text, usual)), () -> others.put(name, text));
            });
    return new Parsed(Evidence.of(items), others);
  }

  private static EvidenceItem item(EvidenceKind kind, String text, Instant usual) {
    int comma = text.indexOf(',');
    if (comma < 1) {
      throw new IllegalArgumentException("the %s has no source".formatted(kind.words()));
    }
    String[] origin = text.substring(0, comma).split("@", 2);
    Instant at = origin.length > 1 ? instant(origin[1]) : usual;
    String value = text.substring(comma + 1);
    return EvidenceItem.of(kind, value, Source.ofCode(origin[0]), at)
        .orElseThrow(
            () -> new IllegalArgumentException("'%s' is no %s".formatted(value, kind.words())));
  }

  static String time(Instant at) {
    return Long.toString(at.getEpochSecond(), RADIX);
  }

  static Instant instant(String text) {
    try {
      return Instant.ofEpochSecond(Long.parseLong(text, RADIX));
    } catch (NumberFormatException | DateTimeException e) {
      throw new IllegalArgumentException("'%s' is no time".formatted(text), e);
    }
  }
}
