package io.xendisk.domain.tell;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Something that people should be told, with the whole sentence for it. Immutable.
 *
 * @param set the rotation set, null where none is concerned
 * @param when by the pool's clock; what {@linkplain NewsKind#isDaily happens at a moment} is told
 *     once for this moment, so that whoever says it again has to say the same one. For what lasts
 *     it may be now, or since when it is so
 * @param text what has happened and what to do, in plain text, for a person
 */
public record News(
    NewsKind kind,
    Severity severity,
    @Nullable String set,
    @Nullable Subject disk,
    @Nullable Subject vm,
    Instant when,
    String text) {
  /** What is longer is cut: all of it may have to be kept in the pool. */
  private static final int LONGEST = 400;

  public News {
    if (text.isBlank()) {
      throw new IllegalArgumentException("news of " + kind.word() + " has no text");
    }
    when = when.truncatedTo(ChronoUnit.SECONDS);
    text = kind == NewsKind.DIGEST ? text : cut(text);
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  public static News of(NewsKind kind, Instant when, String text) {
    return new News(kind, kind.severity(), null, null, null, when, text);
  }

  public News inSet(String newSet) {
    return new News(kind, severity, newSet, disk, vm, when, text);
  }

  /**
   * The same about a disk, by its name and the id of its passport, or of its VDI if it has none.
   */
  public News ofDisk(String name, String id) {
    return new News(kind, severity, set, new Subject(name, id), vm, when, text);
  }

  public News onVm(String name, String uuid) {
    return new News(kind, severity, set, disk, new Subject(name, uuid), when, text);
  }

  public News asBadAs(Severity newSeverity) {
    return new News(kind, newSeverity, set, disk, vm, when, text);
  }
}
