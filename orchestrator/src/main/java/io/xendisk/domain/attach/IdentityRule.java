package io.xendisk.domain.attach;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskEvidence;
import io.xendisk.domain.disk.passport.Passport;
import io.xendisk.domain.disk.passport.Recognition;
import io.xendisk.domain.disk.passport.Verdict;
import io.xendisk.domain.disk.passport.WhoMayAct;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a disk is the one that a person means, as far as its identity goes: nothing may be done
 * with a disk that contradicts what is known of it (safety rules R2, R3). Pure.
 */
public final class IdentityRule {
  /** Who wants the disk in a VM. */
  public enum Asker {
    /** Somebody who names the disk now. */
    A_PERSON,
    /** A wish of before, to put it back where it was: what was said of it since comes first. */
    AN_EARLIER_WISH,
    /** A schedule: nobody is there to say anything. */
    A_SCHEDULE
  }

  /** What a person has said they know of the disk, if it is one who asks. */
  public record Consent(boolean twinOk, boolean despiteHealth, Asker asker) {
    public static final Consent NONE = new Consent(false, false);

    /** Safety rule R11. */
    public static final Consent TO_PUT_BACK = new Consent(false, false, Asker.AN_EARLIER_WISH);

    /** Safety rules R3, R5, R11. */
    public static final Consent OF_A_SCHEDULE = new Consent(false, false, Asker.A_SCHEDULE);

    public Consent(boolean twinOk, boolean despiteHealth) {
      this(twinOk, despiteHealth, Asker.A_PERSON);
    }
  }

  /**
   * What forbids to use a disk that was found.
   *
   * @param namedByPlace whether it was named by where it is; then another disk may have come there
   */
  public Optional<Problem> forbids(Disk disk, boolean namedByPlace, Consent consent) {
    return (namedByPlace ? otherDiskThere(disk) : Optional.<Problem>empty())
        .or(() -> notThatDisk(disk, disk.recognition(), consent))
        .or(() -> failing(disk, consent))
        .or(() -> untouchable(disk, consent))
        .or(() -> notProved(disk, consent));
  }

  /** R11: somebody may be pulling it; only an explicit command takes it back into use. */
  public Optional<Problem> untouchable(Disk disk, Consent consent) {
    var released = disk.marks().released();
    return consent.asker != Asker.A_PERSON && released != null
        ? Optional.of(new Problem.CalledSafeToPull(disk, released))
        : Optional.empty();
  }

  /** R3, R5. */
  private static Optional<Problem> notProved(Disk disk, Consent consent) {
    return consent.asker == Asker.A_SCHEDULE && disk.recognition().whoMayAct() != WhoMayAct.ANYONE
        ? Optional.of(new Problem.NotProved(disk))
        : Optional.empty();
  }

  /** R2: its record was seen with another disk behind it, and nobody has settled that. */
  public Optional<Problem> otherDiskThere(Disk disk) {
    return disk.marks()
        .memory()
        .flatMap(
            memory -> {
              if (memory.rebound().isPresent()) {
                var rebound = memory.rebound().get();
                return Optional.of(
                    new Problem.OtherDiskThere(disk, rebound.before(), rebound.now()));
              }
              var seen = DiskEvidence.of(disk, Instant.EPOCH);
              return memory.contradictedBy(seen).isEmpty()
                  ? Optional.empty()
                  : Optional.of(new Problem.OtherDiskThere(disk, memory.identity(), seen));
            });
  }

  private static Optional<Problem> notThatDisk(
      Disk disk, Recognition recognition, Consent consent) {
    return switch (recognition) {
      case Recognition.Stranger _, Recognition.LastSeen _ -> Optional.empty();
      case Recognition.Known(var passport, Verdict.Another another) ->
          Optional.of(new Problem.NotTheEnrolledDisk(disk, passport, another));
      case Recognition.Known(var passport, _) -> retired(disk, passport);
      case Recognition.Contested(var claims) -> Optional.of(new Problem.Contested(disk, claims));
      case Recognition.Twin(var twins, var alone) ->
          consent.twinOk
              ? notThatDisk(disk, alone, consent)
              : Optional.of(new Problem.HasTwin(disk, twins));
    };
  }

  private static Optional<Problem> retired(Disk disk, Passport passport) {
    return passport.retiredAt().map(since -> new Problem.Retired(disk, passport, since));
  }

  private static Optional<Problem> failing(Disk disk, Consent consent) {
    return disk.drive().isFailing() && !consent.despiteHealth
        ? Optional.of(new Problem.DriveFailing(disk))
        : Optional.empty();
  }

  /** What a person who uses the disk should know of how sure its identity is. */
  public static List<String> remarks(Disk disk) {
    var remarks = new ArrayList<String>();
    if (disk.recognition() instanceof Recognition.Known(var passport, var verdict)) {
      switch (verdict) {
        case Verdict.Same _, Verdict.Another _ -> {}
        case Verdict.SameWithDrift(var drift) ->
            drift.forEach(
                change -> remarks.add("%s has changed: %s".formatted(passport.name(), change)));
        case Verdict.NotProvable(var gaps) ->
            gaps.stream()
                .sorted()
                .forEach(
                    gap ->
                        remarks.add(
                            "it is not proved that this is %s: %s"
                                .formatted(passport.name(), gap.words())));
      }
    }
    return remarks;
  }
}
