package io.xendisk.domain.rotation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A set and all that bears on it at one moment. Immutable.
 *
 * @param strangers disks in bays of the set that are none of its members
 * @param inhibitors who does not want a release now, in words
 * @param now the pool's clock
 */
public record Scene(
    RotationSet set,
    boolean vmRuns,
    List<Member> members,
    List<Stranger> strangers,
    List<Inhibitor> inhibitors,
    Instant now) {

  /**
   * A member by its name in the set; without a passport it was never enrolled, and has no entry.
   *
   * @param label what its passport is called
   */
  public record Member(
      String name,
      String label,
      @Nullable LedgerEntry entry,
      @Nullable Instant retired,
      Sighting sighting) {
    boolean isEnrolled() {
      return entry != null;
    }
  }

  /**
   * A disk that does not belong here.
   *
   * @param heldBy the VM that may have it under an earlier record; null where that is not so
   */
  public record Stranger(String name, String place, String id, @Nullable String heldBy) {
    public boolean isHeld() {
      return heldBy != null;
    }
  }

  public Scene {
    members = List.copyOf(members);
    strangers = List.copyOf(strangers);
    inhibitors = List.copyOf(inhibitors);
  }

  /** The same once it was measured how full a disk is that is in; {@code disk} is its passport. */
  public Scene measured(String disk, UsagePoint point) {
    var all =
        members.stream()
            .map(
                member ->
                    member.entry() != null
                            && member.entry().disk().equals(disk)
                            && member.entry().inSince().isPresent()
                        ? RotationPolicy.with(member, member.entry().measured(point))
                        : member)
            .toList();
    return new Scene(set, vmRuns, all, strangers, inhibitors, now);
  }

  public Optional<Member> member(String name) {
    return members.stream().filter(member -> member.name().equals(name)).findFirst();
  }
}
