package io.xendisk.domain.declared;

import java.util.Locale;

/** What is to be done now for something declared. */
public sealed interface Move {
  /** Nothing, for a reason. */
  record Nothing(Reason reason) implements Move {}

  /** It is there, and that has to be remembered. */
  record Remember(Had had) implements Move {}

  /** A person took it out: that is respected from now on. */
  record Respect(Had had) implements Move {}

  /** It is to be attached, if everything that an attach looks at allows it. */
  record Attach() implements Move {}

  /** Why nothing is to be done. */
  enum Reason {
    /** All is as declared. */
    THERE,
    PAUSED,
    /** A person took it out, and nobody has told otherwise. */
    RELEASED_BY_A_PERSON,
    /** Somebody was told that it is safe to pull (safety rule R11). */
    SAFE_TO_PULL,
    /** No disk that is present shows this identity. */
    NOT_PRESENT,
    /** More than one does. */
    SEVERAL,
    /** Another VM, or somebody's lease, has it. */
    IN_USE,
    /** A VM may have it under an earlier record (safety rule R9). */
    HELD,
    /** It is on its way in or out. */
    UNDER_WAY,
    /** The VM does not run; the disk comes when it does. */
    VM_NOT_RUNNING,
    /** It waits for its guest to have booted, after a start. */
    COMING_BACK,
    /** It was parked, and comes back by unpark. */
    PARKED;

    /** As it stands in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
