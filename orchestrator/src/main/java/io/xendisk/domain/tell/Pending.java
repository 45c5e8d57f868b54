package io.xendisk.domain.tell;

import io.xendisk.domain.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * News that some routes have not taken yet. It stands in the pool as a row of notes of which the
 * last counts: whoever adds the next one tells it, and nobody else does meanwhile. Immutable.
 *
 * @param token different for every piece of news that somebody sets out to tell
 * @param revision 1 for the first note
 * @param left the routes that have not taken it
 */
public record Pending(
    String token, int revision, NewsKey key, News news, Set<String> left, Tries tries) {
  public static final String KEY = "xendisk:news:";

  private static final int VERSION = 1;
  private static final Pattern KEYS =
      Pattern.compile(Pattern.quote(KEY) + "([A-Za-z0-9]{1,32}):([0-9]{1,4})");
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /**
   * How often it was tried, and when it may be tried again, should the one who tries now not come
   * back.
   */
  public record Tries(int count, Instant since, Instant next) {
    static Tries first(Instant now) {
      return new Tries(1, now, now.plus(pause(1)));
    }

    Tries again(Instant now) {
      return new Tries(count + 1, since, now.plus(pause(count + 1)));
    }

    /** From five minutes on, twice as long each time, to an hour. */
    private static Duration pause(int tries) {
      var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 10));
      return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
  }

  public Pending {
    left = Set.copyOf(left);
  }

  static Pending first(String token, NewsKey key, News news, Set<String> routes, Instant now) {
    return new Pending(token, 1, key, news, routes, Tries.first(now));
  }

  /** As it stands while somebody tries again. */
  public Pending again(Instant now) {
    return new Pending(token, revision + 1, key, news, left, tries.again(now));
  }

  /** As it stands after some routes took it. */
  public Pending with(Set<String> newLeft) {
    return new Pending(token, revision + 1, key, news, newLeft, tries);
  }

  /** The key of its note. */
  public String noteKey() {
    return noteKey(token, revision);
  }

  static String noteKey(String token, int revision) {
    return KEY + token + ":" + revision;
  }

  /** What its news is told once as. */
  public Told told() {
    return Told.of(news, key, tries.since(), token);
  }

  /** The text of its note. */
  public String note() {
    var fields =
        Fields.ofVersion(VERSION)
            .with("key", key.text())
            .with("kind", news.kind().word())
            .with("severity", news.severity().word())
            .with("when", news.when())
            .with("left", String.join("+", left.stream().sorted().toList()))
            .with("tries", tries.count())
            .with("since", tries.since())
            .with("next", tries.next());
    fields = with(fields, "set", news.set());
    fields = with(fields, "disk", news.disk() == null ? null : news.disk().name());
    fields = with(fields, "disk-id", news.disk() == null ? null : news.disk().id());
    fields = with(fields, "vm", news.vm() == null ? null : news.vm().name());
    fields = with(fields, "vm-id", news.vm() == null ? null : news.vm().id());
    return fields.with("text", news.text()).text();
  }

  private static Fields with(Fields fields, String key, @Nullable String value) {
    return value == null ? fields : fields.with(key, value);
  }

  /** The note under a key; what a newer release wrote is left to it. */
  static Optional<Pending> read(String noteKey, String note) {
    var parts = KEYS.matcher(noteKey);
    return parts.matches()
        ? Fields.read(
            note, VERSION, fields -> from(parts.group(1), Integer.parseInt(parts.group(2)), fields))
        : Optional.empty();
  }

  private static Pending from(String token, int revision, Fields fields) {
    var news =
        new News(
            NewsWords.kind(fields.require("kind")),
            NewsWords.severity(fields.require("severity")),
            fields.get("set").orElse(null),
            subject(fields, "disk"),
            subject(fields, "vm"),
            Instant.parse(fields.require("when")),
            fields.require("text"));
    var left = new LinkedHashSet<>(Arrays.asList(fields.require("left").split("\\+", -1)));
    return new Pending(
        token,
        revision,
        new NewsKey(fields.require("key")),
        news,
        left,
        new Tries(
            Integer.parseInt(fields.require("tries")),
            Instant.parse(fields.require("since")),
            Instant.parse(fields.require("next"))));
  }

  private static @Nullable Subject subject(Fields fields, String what) {
    return fields
        .get(what)
        .map(name -> new Subject(name, fields.get(what + "-id").orElse(name)))
        .orElse(null);
  }
}
