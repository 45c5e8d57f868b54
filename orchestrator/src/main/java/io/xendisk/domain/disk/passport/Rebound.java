package io.xendisk.domain.disk.passport;

import io.xendisk.domain.disk.passport.FieldText.BadText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A VDI's record was seen with another disk behind it (R2): the identity before, the one now, and
 * when that was first seen. While it stands, whatever named the VDI or its device stops. Keeps
 * identities only, and fits into less than 1 KiB. Immutable.
 */
public record Rebound(Evidence before, Evidence now, Instant at) {
  public static final String KEY = "xendisk:rebound";
  private static final int VERSION = 1;

  public Rebound {
    before = identity(before);
    now = identity(now);
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  /** What of this evidence says which disk it is. */
  static Evidence identity(Evidence evidence) {
    var described = EnumSet.noneOf(EvidenceKind.class);
    Arrays.stream(EvidenceKind.values())
        .filter(kind -> kind.side() == EvidenceKind.Side.DESCRIPTION)
        .forEach(described::add);
    return new Evidence(evidence.without(described).items(), Set.of());
  }

  public String write() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("e", EvidenceText.time(at));
    fields.putAll(EvidenceText.fields(before, at, "old."));
    fields.putAll(EvidenceText.fields(now, at, "new."));
    return new FieldText(VERSION, fields).toString();
  }

  /**
   * The rebinding in a stored value. A value that cannot be read still says that there was one;
   * then it is empty here, and the caller stops all the same.
   */
  public static Optional<Rebound> read(String value) {
    try {
      var text = FieldText.parse(value);
      String time = text.fields().get("e");
      if (text.version() != VERSION || time == null) {
        return Optional.empty();
      }
      Instant at = EvidenceText.instant(time);
      return Optional.of(
          new Rebound(
              EvidenceText.parse(text.fields(), at, "old.").evidence(),
              EvidenceText.parse(text.fields(), at, "new.").evidence(),
              at));
    } catch (BadText e) {
      return Optional.empty();
    }
  }
}
