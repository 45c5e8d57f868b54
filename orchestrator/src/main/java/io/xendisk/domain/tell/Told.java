package io.xendisk.domain.tell;

import io.xendisk.domain.Fields;
import java.time.Instant;
import java.util.Optional;

/**
 * A note that people were told something, or are about to be: whoever adds it to the pool tells
 * them, and nobody else does. It holds as much as a digest needs. Immutable.
 *
 * @param at when that was, by the pool's clock; of a digest, the end of what is in it
 * @param token of the {@link Pending} news that it stands for
 */
public record Told(
    NewsKey key, NewsKind kind, Severity severity, Instant at, String token, String text) {
  public static final String KEY = "xendisk:told:";

  private static final int VERSION = 1;
  private static final int LONGEST = 160;

  static Told of(News news, NewsKey key, Instant now, String token) {
    var text = news.text();
    var shortText =
        text.codePointCount(0, text.length()) <= LONGEST
            ? text
            : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    var at = news.kind() == NewsKind.DIGEST ? news.when() : now;
    return new Told(key, news.kind(), news.severity(), at, token, shortText);
  }

  /** The key of its note. */
  public String noteKey() {
    return KEY + key.text();
  }

  /** The text of its note. */
  public String note() {
    return Fields.ofVersion(VERSION)
        .with("kind", kind.word())
        .with("severity", severity.word())
        .with("at", at)
        .with("token", token)
        .with("text", text)
        .text();
  }

  /** The note under a key; what a newer release wrote is nothing to this one. */
  static Optional<Told> read(String noteKey, String note) {
    if (!noteKey.startsWith(KEY)) {
      return Optional.empty();
    }
    return Fields.read(
        note,
        VERSION,
        fields ->
            new Told(
                new NewsKey(noteKey.substring(KEY.length())),
                NewsWords.kind(fields.require("kind")),
                NewsWords.severity(fields.require("severity")),
                Instant.parse(fields.require("at")),
                fields.require("token"),
                fields.require("text")));
  }
}
