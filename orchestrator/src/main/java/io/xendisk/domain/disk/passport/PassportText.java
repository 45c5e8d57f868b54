package io.xendisk.domain.disk.passport;

import io.xendisk.domain.Fields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Set;
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
  private static final Set<String> OWN = Set.of(NAME, ENROLLED, RETIRED);

  private PassportText() {}

  /** What a stored value turned out to be. */
  public sealed interface Read {
    record Understood(Passport passport) implements Read {}

    /** Written by a newer release: not to be used, and not to be changed. */
    record Newer(int version) implements Read {}

    record Damaged(String why) implements Read {}
  }

  public static String write(Passport passport) {
    String text = EvidenceText.fitting(passport.evidence(), kept -> fields(passport, kept));
    if (!EvidenceText.fits(text)) {
      throw new IllegalArgumentException(
          "the passport of %s is longer than %d bytes with what a newer release added: %s"
              .formatted(passport.name(), EvidenceText.MOST_BYTES, passport.others().keySet()));
    }
    return text;
  }

  private static Fields fields(Passport passport, Evidence evidence) {
    var fields =
        Fields.ofVersion(VERSION)
            .with(NAME, passport.name())
            .with(ENROLLED, EvidenceText.time(passport.enrolledAt()));
    if (passport.retiredAt().isPresent()) {
      fields = fields.with(RETIRED, EvidenceText.time(passport.retiredAt().get()));
    }
    fields = EvidenceText.into(fields, evidence, passport.enrolledAt(), "");
    for (var other : new TreeMap<>(passport.others()).entrySet()) {
      fields = fields.with(other.getKey(), other.getValue());
    }
    return fields;
  }

  public static Read read(String id, String value) {
    var fields = Fields.parse(value).orElse(null);
    if (fields == null || fields.version() < 1) {
      return new Read.Damaged("it is not written in the form that xendisk writes");
    }
    if (fields.version() > VERSION) {
      return new Read.Newer(fields.version());
    }
    try {
      return new Read.Understood(passport(id, fields));
    } catch (IllegalArgumentException e) {
      return new Read.Damaged(String.valueOf(e.getMessage()));
    }
  }

  private static Passport passport(String id, Fields fields) {
    Instant at = EvidenceText.instant(fields.require(ENROLLED));
    var parsed = EvidenceText.parse(fields, at, "");
    var others = new LinkedHashMap<>(parsed.others());
    OWN.forEach(others::remove);
    return new Passport(
        id,
        fields.require(NAME),
        at,
        fields.get(RETIRED).map(EvidenceText::instant),
        parsed.evidence(),
        others);
  }
}
