package io.xendisk.domain.rotation;

import io.xendisk.domain.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * A disk's entry in the ledger as one value of {@code pool.other_config}: less than 1 KiB, because
 * every reader of the pool's record gets all of them. Within a version, fields that are not known
 * are kept and written back. Pure.
 */
public final class LedgerText {
  static final int VERSION = 1;

  private static final String STAGE = "s";
  private static final String SINCE = "t";
  private static final String NOTE = "n";
  private static final String HOST = "h";
  private static final String TURNS = "r";
  private static final String USAGE = "u";
  private static final String TOLD = "d";
  private static final Set<String> OWN = Set.of(STAGE, SINCE, NOTE, HOST, TURNS, USAGE, TOLD);
  private static final int SECONDS_BASE = 36;

  private LedgerText() {}

  /** What a text means. */
  public sealed interface Read {
    record Understood(LedgerEntry entry) implements Read {}

    /** Written by a newer release: not to be used, and not to be changed. */
    record Newer(int version) implements Read {}

    record Damaged(String why) implements Read {}
  }

  public static String write(LedgerEntry entry) {
    var fields =
        Fields.ofVersion(VERSION).with(STAGE, entry.stage().word()).with(SINCE, b(entry.since()));
    fields = entry.note().isEmpty() ? fields : fields.with(NOTE, entry.note());
    fields = entry.host().isEmpty() ? fields : fields.with(HOST, entry.host());
    fields = list(fields, TURNS, entry.turns().stream().map(LedgerText::text).toList());
    fields =
        list(
            fields,
            USAGE,
            entry.usage().stream().map(p -> b(p.at()) + ":" + p.hundredths()).toList());
    fields =
        list(
            fields,
            TOLD,
            new TreeMap<>(entry.told())
                .entrySet().stream().map(t -> b(t.getValue()) + ":" + t.getKey().word()).toList());
    for (var other : new TreeMap<>(entry.others()).entrySet()) {
      fields = fields.with(other.getKey(), other.getValue());
    }
    return fields.text();
  }

  private static Fields list(Fields fields, String key, List<String> items) {
    return items.isEmpty() ? fields : fields.with(key, String.join(",", items));
  }

  private static String text(PastTurn turn) {
    var text = new StringBuilder(b(turn.in())).append(':').append(turn.end().letter());
    if (turn.out() != null) {
      text.append(':').append(b(turn.out()));
      if (turn.used() != null) {
        text.append(':').append(turn.used());
      }
    }
    return text.toString();
  }

  public static Read read(String disk, String text) {
    var fields = Fields.parse(text).orElse(null);
    if (fields == null || fields.version() < 1) {
      return new Read.Damaged("it is not written in the form that xendisk writes");
    }
    if (fields.version() > VERSION) {
      return new Read.Newer(fields.version());
    }
    try {
      return new Read.Understood(entry(disk, fields));
    } catch (IllegalArgumentException | DateTimeException e) {
      return new Read.Damaged(String.valueOf(e.getMessage()));
    }
  }

  private static LedgerEntry entry(String disk, Fields fields) {
    var others = new LinkedHashMap<>(fields.values());
    OWN.forEach(others::remove);
    var told = new EnumMap<Notice.Kind, Instant>(Notice.Kind.class);
    for (var item : items(fields, TOLD)) {
      var parts = parts(item, 2, 2);
      // What only a newer release tells is told anew by this one at worst.
      Notice.Kind.of(parts.get(1)).ifPresent(kind -> told.put(kind, moment(parts.getFirst())));
    }
    return new LedgerEntry(
        disk,
        Stage.of(fields.require(STAGE))
            .orElseThrow(() -> new IllegalArgumentException("no such stage: " + fields.text())),
        moment(fields.require(SINCE)),
        fields.get(NOTE).orElse(""),
        fields.get(HOST).orElse(""),
        items(fields, TURNS).stream().map(LedgerText::turn).toList(),
        items(fields, USAGE).stream().map(LedgerText::point).toList(),
        told,
        others);
  }

  private static List<String> items(Fields fields, String key) {
    return fields.get(key).map(text -> List.of(text.split(",", -1))).orElse(List.of());
  }

  private static PastTurn turn(String text) {
    var parts = parts(text, 2, 4);
    var end =
        Arrays.stream(PastTurn.End.values())
            .filter(e -> e.letter().equals(parts.get(1)))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no such end of a turn: " + text));
    return new PastTurn(
        moment(parts.getFirst()),
        parts.size() > 2 ? moment(parts.get(2)) : null,
        end,
        parts.size() > 3 ? Integer.valueOf(parts.get(3)) : null);
  }

  private static UsagePoint point(String text) {
    var parts = parts(text, 2, 2);
    return new UsagePoint(moment(parts.getFirst()), Integer.parseInt(parts.get(1)));
  }

  private static List<String> parts(String text, int least, int most) {
    var parts = List.of(text.split(":", -1));
    if (parts.size() < least || parts.size() > most) {
      throw new IllegalArgumentException("'%s' is not of the ledger's form".formatted(text));
    }
    return parts;
  }

  private static String b(Instant moment) {
    return Long.toString(moment.getEpochSecond(), SECONDS_BASE);
  }

  private static Instant moment(String text) {
    return Instant.ofEpochSecond(Long.parseLong(text, SECONDS_BASE));
  }
}
