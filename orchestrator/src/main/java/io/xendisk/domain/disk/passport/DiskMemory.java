package io.xendisk.domain.disk.passport;

import io.xendisk.domain.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered with a VDI of the disk behind it: the identity that it was known by so far,
 * the age of its record, and the rebinding if it was ever seen with another identity (R2).
 * Immutable.
 */
public record DiskMemory(Evidence identity, RecordAge age, Optional<Rebound> rebound) {
  private static final String IDENTITY = "id.";

  /** The memory of a VDI that is seen for the first time. */
  public static DiskMemory first(Evidence seen, Stamp now) {
    return new DiskMemory(Rebound.identity(seen), RecordAge.first(now), Optional.empty());
  }

  /**
   * The memory after another look. Its identity is kept for good, also where a look sees less of
   * it: where a look contradicts it, both are kept, whatever is seen later, until {@link #settled}.
   */
  public DiskMemory after(Evidence seen, Stamp now, Instant at) {
    Evidence newIdentity = Rebound.identity(seen);
    return contradictedBy(seen).isEmpty()
        ? new DiskMemory(identity.and(newIdentity), age.at(now), rebound)
        : new DiskMemory(newIdentity, age.ofAnotherDiskAt(now), Optional.of(rebound(seen, at)));
  }

  /** What says that another disk is there now than the one that was known by this record. */
  public List<Difference> contradictedBy(Evidence seen) {
    return PassportComparison.contradictions(identity, seen);
  }

  private Rebound rebound(Evidence seen, Instant at) {
    return rebound
        .map(known -> new Rebound(known.before(), seen, known.at()))
        .orElseGet(() -> new Rebound(identity, seen, at));
  }

  /** A person has said which disk it is ({@code disk enrol --rebound}). */
  public DiskMemory settled(Evidence seen, Stamp now) {
    return new DiskMemory(Rebound.identity(seen), age.at(now), Optional.empty());
  }

  /** The same with a rebinding that is kept apart, so that nothing written later can lose it. */
  public DiskMemory with(Optional<Rebound> newRebound) {
    return new DiskMemory(identity, age, newRebound);
  }

  /** Adds it to a text; its rebinding has a key of its own. */
  public Fields into(Fields fields, Instant at) {
    var all =
        fields
            .with("made", age.describedInBoot())
            .with("hot", age.hotpluggedAt())
            .with("scan", age.scannedInBoot());
    return EvidenceText.into(all, identity, at, IDENTITY);
  }

  /**
   * The memory in a text.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static DiskMemory from(Fields fields, Instant at) {
    return new DiskMemory(
        EvidenceText.parse(fields, at, IDENTITY).evidence(),
        new RecordAge(fields.require("made"), fields.require("hot"), fields.require("scan")),
        Optional.empty());
  }
}
