package io.xendisk.domain.disk.passport;

import io.xendisk.domain.Fields;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * A VDI's record was seen with another disk behind it (R2): the identity before, the one now, and
 * when that was first seen. While it stands, whatever named the VDI or its device stops. Keeps
 * identities only, and fits into less than 1 KiB. Immutable.
 */
public record Rebound(Evidence before, Evidence now, Instant at) {
  public static final String KEY = "xendisk:rebound";
  private static final int VERSION = 1;
  private static final String AT = "e";
  private static final String BEFORE = "old.";
  private static final String NOW = "new.";

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
    var fields = Fields.ofVersion(VERSION).with(AT, EvidenceText.time(at));
    fields = EvidenceText.into(fields, before, at, BEFORE);
    return EvidenceText.into(fields, now, at, NOW).text();
  }

  /**
   * The rebinding in a stored value. A value that cannot be read still says that there was one:
   * then nothing is known of either disk.
   */
  public static Rebound read(String value) {
    return Fields.read(value, VERSION, Rebound::from)
        .orElseGet(() -> new Rebound(Evidence.NONE, Evidence.NONE, Instant.EPOCH));
  }

  private static Rebound from(Fields fields) {
    Instant at = EvidenceText.instant(fields.require(AT));
    return new Rebound(
        EvidenceText.parse(fields, at, BEFORE).evidence(),
        EvidenceText.parse(fields, at, NOW).evidence(),
        at);
  }
}
