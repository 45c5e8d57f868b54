package io.xendisk.domain.rotation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a disk of a set is doing, in one word; the words are part of the public contract. */
public enum Stage {
  /** It is nowhere to be seen, and its turn has come. */
  EXPECTED,
  /** It is in a bay, and no VM has it. */
  PRESENT,
  /** The set's VM has it. */
  ATTACHED,
  /** Its guest was asked to let go, or is about to be. */
  RELEASING,
  /** A person was told that it is safe to pull; nobody touches it until it is gone. */
  RELEASED,
  /** It is nowhere to be seen, as it should be. */
  AWAY,
  /** Its turn has come, and it has not, for too long. */
  OVERDUE,
  /** It is not to be used any more. */
  RETIRED,
  /** Something about it needs a person. */
  QUARANTINED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Stage> of(String word) {
    return Arrays.stream(values()).filter(stage -> stage.word().equals(word)).findFirst();
  }

  /** Whether it is in no bay, by all that is known. */
  public boolean isOut() {
    return switch (this) {
      case EXPECTED, AWAY, OVERDUE -> true;
      case PRESENT, ATTACHED, RELEASING, RELEASED, RETIRED, QUARANTINED -> false;
    };
  }

  /** Whether it takes turns. */
  boolean isInService() {
    return this != RETIRED && this != QUARANTINED;
  }
}
