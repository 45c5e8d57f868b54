package io.xendisk.domain.disk.passport;

import io.xendisk.domain.disk.passport.FieldText.BadText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A passport as one value of {@code pool.other_config}, under the key {@code xendisk:passport:ID}:
 * less than 1 KiB, because every reader of the pool's record gets all of them. Pure.
 *
 * <p>Within a version, fields that are not known are kept and written back. A value of a newer
 * version is told as such and must be left alone.
 */
public final class PassportText {
  public static final String KEY = "xendisk:passport:";
  static final int VERSION = 1;

  private static final String NAME = "n";
  private static final String ENROLLED = "e";
  private static final String RETIRED = "r";

  private PassportText() {}

  /** What a stored value turned out to be. */
  public sealed interface Read {
    record Understood(Passport passport) implements Read {}

    /** Written by a newer release: not to be used, and not to be changed. */
    record Newer(int version) implements Read {}

    record Damaged(String why) implements Read {}
  }

  public static String write(Passport passport) {
    String text = EvidenceText.fitting(passport.evidence(), kept -> text(passport, kept));
    if (!EvidenceText.fits(text)) {
      throw new IllegalArgumentException(
          "the passport of %s is longer than %d bytes with what a newer release added: %s"
              .formatted(passport.name(), EvidenceText.MOST_BYTES, passport.others().keySet()));
    }
    return text;
  }

  private static String text(Passport passport, Evidence evidence) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(NAME, FieldText.joined(List.of(passport.name())));
    fields.put(ENROLLED, EvidenceText.time(passport.enrolledAt()));
    passport.retiredAt().ifPresent(at -> fields.put(RETIRED, EvidenceText.time(at)));
    fields.putAll(EvidenceText.fields(evidence, passport.enrolledAt(), ""));
    fields.putAll(new TreeMap<>(passport.others()));
    return new FieldText(VERSION, fields).toString();
  }

  public static Read read(String id, String value) {
    try {
      var text = FieldText.parse(value);
      return text.version() > VERSION
          ? new Read.Newer(text.version())
          : new Read.Understood(passport(id, text));
    } catch (BadText | IllegalArgumentException e) {
      return new Read.Damaged(String.valueOf(e.getMessage()));
    }
  }

  private static Passport passport(String id, FieldText text) throws BadText {
    Map<String, String> fields = new LinkedHashMap<>(text.fields());
    String name = fields.remove(NAME);
    String enrolled = fields.remove(ENROLLED);
    String retired = fields.remove(RETIRED);
    if (name == null || enrolled == null) {
      throw new BadText("it has no name or no time of enrolment");
    }
    Instant at = EvidenceText.instant(enrolled);
    var parsed = EvidenceText.parse(fields, at, "");
    return new Passport(
        id,
        FieldText.words(name).getFirst(),
        at,
        retired == null ? Optional.empty() : Optional.of(EvidenceText.instant(retired)),
        parsed.evidence(),
        parsed.others());
  }
}
