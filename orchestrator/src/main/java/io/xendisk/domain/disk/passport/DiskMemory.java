package io.xendisk.domain.disk.passport;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered with a VDI of the disk behind it: the identity that it was known by so far,
 * what was read last and the moment that this is tied to (R1), the age of its record, and the
 * rebinding if it was ever seen with another identity (R2). Immutable.
 */
public record DiskMemory(
    Evidence identity,
    Evidence evidence,
    EvidenceStamp stamp,
    RecordAge age,
    Optional<Rebound> rebound) {

  /** The memory of a VDI that is seen for the first time. */
  public static DiskMemory first(Evidence seen, EvidenceStamp now) {
    return new DiskMemory(
        Rebound.identity(seen), seen, now, RecordAge.first(now), Optional.empty());
  }

  /**
   * What may be used without reading the disk again: nothing once the moment has passed (R1), nor
   * where its bytes were not read in it.
   */
  public Optional<Evidence> usableAt(EvidenceStamp now) {
    return stamp.holdsAt(now) && evidence.knowsContents()
        ? Optional.of(evidence)
        : Optional.empty();
  }

  /**
   * The memory after another look. What was read at another moment is dropped once the disk was
   * read again, not before. Its identity is kept for good: where a look contradicts it, both are
   * kept, whatever is seen later, until {@link #settled}.
   */
  public DiskMemory after(Evidence seen, EvidenceStamp now, Instant at) {
    Evidence newIdentity = Rebound.identity(seen);
    if (!PassportComparison.contradictions(identity, seen).isEmpty()) {
      return new DiskMemory(newIdentity, seen, now, age.at(now), Optional.of(rebound(seen, at)));
    }
    if (stamp.holdsAt(now)) {
      return new DiskMemory(
          identity.and(newIdentity), evidence.and(seen), now, age.at(now), rebound);
    }
    return seen.knowsContents()
        ? new DiskMemory(identity.and(newIdentity), seen, now, age.at(now), rebound)
        : new DiskMemory(identity, evidence, stamp, age.at(now), rebound);
  }

  private Rebound rebound(Evidence seen, Instant at) {
    return rebound
        .map(known -> new Rebound(known.before(), seen, known.at()))
        .orElseGet(() -> new Rebound(identity, seen, at));
  }

  /** A person has said which disk it is ({@code disk enrol --rebound}). */
  public DiskMemory settled(Evidence seen, EvidenceStamp now) {
    return new DiskMemory(Rebound.identity(seen), seen, now, age.at(now), Optional.empty());
  }
}
