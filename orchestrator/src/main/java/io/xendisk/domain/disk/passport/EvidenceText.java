package io.xendisk.domain.disk.passport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xendisk.domain.disk.passport.FieldText.BadText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Evidence as fields of a stored text: {@code ser=WD-WMAZA0001,s,t3k9x2}, that is value, source and
 * the time in seconds to base 36, left out where it is that of the whole text. Pure.
 */
final class EvidenceText {
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
  static String fitting(Evidence evidence, Function<Evidence, String> writer) {
    String text = writer.apply(evidence);
    for (int given = 1; given <= DISPENSABLE.size() && !fits(text); given++) {
      text = writer.apply(evidence.without(DISPENSABLE.subList(0, given)));
    }
    return text;
  }

  static boolean fits(String text) {
    return text.getBytes(UTF_8).length <= MOST_BYTES;
  }

  /** Evidence that was parsed, and the fields that are none of ours. */
  record Parsed(Evidence evidence, Map<String, String> others) {}

  static Map<String, String> fields(Evidence evidence, Instant usual, String prefix) {
    Map<String, String> fields = new LinkedHashMap<>();
    evidence
        .items()
        .forEach(
            (kind, item) -> {
              List<String> words = new ArrayList<>(List.of(item.value(), item.source().code()));
              if (!item.at().equals(usual)) {
                words.add(time(item.at()));
              }
              fields.put(prefix + kind.code(), FieldText.joined(words));
            });
    return fields;
  }

  static Parsed parse(Map<String, String> fields, Instant usual, String prefix) throws BadText {
    List<EvidenceItem> items = new ArrayList<>();
    Map<String, String> others = new LinkedHashMap<>();
    for (var field : fields.entrySet()) {
      Optional<EvidenceKind> kind =
          field.getKey().startsWith(prefix)
              ? EvidenceKind.ofCode(field.getKey().substring(prefix.length()))
              : Optional.empty();
      if (kind.isPresent()) {
        items.add(item(kind.get(), FieldText.words(field.getValue()), usual));
      } else {
        others.put(field.getKey(), field.getValue());
      }
    }
    return new Parsed(Evidence.of(items), others);
  }

  private static EvidenceItem item(EvidenceKind kind, List<String> words, Instant usual)
      throws BadText {
    if (words.size() < 2) {
      throw new BadText("the %s has no source".formatted(kind.words()));
    }
    Instant at = words.size() > 2 ? instant(words.get(2)) : usual;
    return EvidenceItem.of(kind, words.get(0), Source.ofCode(words.get(1)), at)
        .orElseThrow(() -> new BadText("'%s' is no %s".formatted(words.getFirst(), kind.words())));
  }

  static String time(Instant at) {
    return Long.toString(at.getEpochSecond(), RADIX);
  }

  static Instant instant(String text) throws BadText {
    try {
      return Instant.ofEpochSecond(Long.parseLong(text, RADIX));
    } catch (NumberFormatException | DateTimeException e) {
      throw new BadText("'%s' is no time".formatted(text));
    }
  }
}
