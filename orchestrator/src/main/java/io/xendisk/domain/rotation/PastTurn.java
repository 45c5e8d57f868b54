package io.xendisk.domain.rotation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A time that a disk was with the set's VM. Immutable.
 *
 * @param out null while it is
 * @param used how full its filesystem was when it was released, in percent, null if unknown
 */
public record PastTurn(Instant in, @Nullable Instant out, End end, @Nullable Integer used) {
  /** How it ended, in the letter under which the ledger keeps it. */
  public enum End {
    GOES_ON("g"),
    /** Released, and every filesystem that was recognised was clean. */
    CLEAN("c"),
    /** Released, or taken out with another tool; whether it was clean is not known. */
    UNKNOWN("x"),
    UNCLEAN("u"),
    /** Pulled while the VM had it. */
    PULLED("p"),
    /** The VM stopped, and does not come back with it: its host may have died. */
    INTERRUPTED("i");

    private final String letter;

    End(String letter) {
      this.letter = letter;
    }

    String letter() {
      return letter;
    }
  }

  public PastTurn {
    if ((out == null) != (end == End.GOES_ON)) {
      throw new IllegalArgumentException("a turn that has ended has an end, was " + end);
    }
    in = in.truncatedTo(ChronoUnit.SECONDS);
    out = out == null ? null : out.truncatedTo(ChronoUnit.SECONDS);
  }

  static PastTurn begun(Instant in) {
    return new PastTurn(in, null, End.GOES_ON, null);
  }

  PastTurn ended(Instant at, End how, @Nullable Integer percent) {
    return new PastTurn(in, at.isBefore(in) ? in : at, how, percent);
  }

  public boolean goesOn() {
    return out == null;
  }

  /** Whether nobody wanted it to end: the disk goes on with it if it comes back in time. */
  boolean isCutShort() {
    return end == End.PULLED || end == End.INTERRUPTED;
  }

  /** Whether the disk carries a copy of that time that can be relied on. */
  boolean isGood() {
    return end == End.CLEAN || end == End.UNKNOWN;
  }
}
