package io.xendisk.domain.custody;

import io.xendisk.domain.Fields;
import io.xendisk.domain.tell.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A disk went from one hand to another, or came back. Immutable.
 *
 * @param to where it is from then on; empty when it came back
 * @param by who took it or brought it
 * @param due when it should be back, null if nobody said
 */
public record Handover(
    Kind kind, Subject disk, String to, String by, Instant at, @Nullable Instant due) {
  private static final int LONGEST = 80;

  /** What was done. */
  public enum Kind {
    CHECKOUT,
    CHECKIN,
    /** The checkout of an older line, said again so that the older line need not be kept. */
    CARRIED;

    /** As it stands in the log. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Handover {
    at = at.truncatedTo(ChronoUnit.SECONDS);
    due = due == null ? null : due.truncatedTo(ChronoUnit.SECONDS);
    check("who", by);
    if (kind != Kind.CHECKIN) {
      check("where", to);
    }
    if (due != null && due.isBefore(at)) {
      throw new IllegalArgumentException(
          "it would be due back at %s, before it goes".formatted(due));
    }
  }

  private static void check(String what, String text) {
    if (text.isBlank()
        || text.codePointCount(0, text.length()) > LONGEST
        || text.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "%s is said in 1 to %d characters that can be shown, was '%s'"
              .formatted(what, LONGEST, text));
    }
  }

  public static Handover checkout(
      Subject disk, String to, String by, Instant at, @Nullable Instant due) {
    return new Handover(Kind.CHECKOUT, disk, to, by, at, due);
  }

  public static Handover checkin(Subject disk, String by, Instant at) {
    return new Handover(Kind.CHECKIN, disk, "", by, at, null);
  }

  Handover carried() {
    return new Handover(Kind.CARRIED, disk, to, by, at, due);
  }

  public boolean isOut() {
    return kind != Kind.CHECKIN;
  }

  Fields into(Fields fields) {
    var more =
        fields
            .with("at", at)
            .with("what", kind.word())
            .with("disk", disk.name())
            .with("disk-id", disk.id())
            .with("by", by);
    more = isOut() ? more.with("to", to) : more;
    return due == null ? more : more.with("due", due);
  }

  static Handover from(Fields fields) {
    return new Handover(
        Kind.valueOf(fields.require("what").toUpperCase(Locale.ROOT)),
        new Subject(fields.require("disk"), fields.require("disk-id")),
        fields.get("to").orElse(""),
        fields.require("by"),
        Instant.parse(fields.require("at")),
        Optional.ofNullable(fields.values().get("due")).map(Instant::parse).orElse(null));
  }
}
