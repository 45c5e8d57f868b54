package io.xendisk.domain.host;

import io.xendisk.domain.Fields;
import io.xendisk.domain.access.TokenText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The findings that a person knows of and has said so: notes on the pool, so that everybody sees
 * it. One counts for what was found just so, and no longer once anything about it is different.
 * Immutable.
 */
public record Acknowledgements(Map<String, By> byMark) {
  private static final String KEY = "xendisk:acknowledged:";
  private static final int VERSION = 1;
  private static final int MARK = 16;

  public Acknowledgements {
    byMark = Map.copyOf(byMark);
  }

  /**
   * Who said so.
   *
   * @param why in their words, if they said
   */
  public record By(String who, Instant at, @Nullable String why) {
    public String text() {
      var fields = Fields.ofVersion(VERSION).with("by", who).with("at", at);
      return (why == null ? fields : fields.with("why", why)).text();
    }
  }

  public static Acknowledgements in(Map<String, String> notes) {
    var byMark = new TreeMap<String, By>();
    notes.forEach(
        (key, text) -> {
          if (key.startsWith(KEY)) {
            read(text).ifPresent(by -> byMark.put(key.substring(KEY.length()), by));
          }
        });
    return new Acknowledgements(byMark);
  }

  private static Optional<By> read(String text) {
    return Fields.read(
        text,
        VERSION,
        fields ->
            new By(
                fields.require("by"),
                Instant.parse(fields.require("at")),
                fields.get("why").orElse(null)));
  }

  /** By what a finding is known, as it was found: another one once anything about it changes. */
  public static String mark(Finding finding) {
    return TokenText.hash(String.join("\n", finding.id(), finding.about(), finding.evidence()))
        .substring(0, MARK);
  }

  public static String key(String mark) {
    return KEY + mark;
  }

  public Optional<By> of(Finding finding) {
    return Optional.ofNullable(byMark.get(mark(finding)));
  }

  /** The keys of those that count for nothing that is found now. */
  public List<String> outlived(List<Finding> now) {
    var marks = Set.copyOf(now.stream().map(Acknowledgements::mark).toList());
    return byMark.keySet().stream()
        .filter(mark -> !marks.contains(mark))
        .sorted()
        .map(Acknowledgements::key)
        .toList();
  }
}
