package io.xendisk.domain.rotation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a disk of a set is, by what a look at the pool shows. */
public sealed interface Sighting {
  /** No disk that is present shows its identity. */
  record Absent() implements Sighting {}

  /** Nobody can tell where it is, and why. */
  record Hidden(String why) implements Sighting {}

  /** In a bay, with no VM. */
  record Free(Spot spot, Proof proof) implements Sighting {}

  /** The set's VM has it, or is to have it at its next boot. */
  record WithVm(Spot spot, boolean plugged) implements Sighting {}

  /** Its guest was asked to let go of it. */
  record Releasing(Spot spot) implements Sighting {}

  /** A person was told that it may be pulled. */
  record SafeToPull(Spot spot, Instant since) implements Sighting {}

  /** Somebody else has it. */
  record Elsewhere(Spot spot, String holder) implements Sighting {}

  /** Its identity, or the drive itself, needs a person. */
  record Doubtful(Spot spot, String why) implements Sighting {}

  /**
   * A place and what was read there.
   *
   * @param selector the disk in a form that means exactly this one, {@code vdi:UUID}
   * @param clean null where it is not known
   */
  record Spot(
      String host,
      String place,
      String selector,
      @Nullable Boolean clean,
      @Nullable Integer usedPercent) {}

  /** Whether the disk may be used without a person's word (safety rule R3), and if not why. */
  record Proof(boolean proved, String why) {
    public static final Proof GIVEN = new Proof(true, "");

    public static Proof missing(String why) {
      return new Proof(false, why);
    }
  }

  /** Where it is, if it is somewhere. */
  default @Nullable Spot spotOrNull() {
    return switch (this) {
      case Absent _, Hidden _ -> null;
      case Free(var spot, _) -> spot;
      case WithVm(var spot, _) -> spot;
      case Releasing(var spot) -> spot;
      case SafeToPull(var spot, _) -> spot;
      case Elsewhere(var spot, _) -> spot;
      case Doubtful(var spot, _) -> spot;
    };
  }

  default boolean isHere() {
    return spotOrNull() != null;
  }
}
