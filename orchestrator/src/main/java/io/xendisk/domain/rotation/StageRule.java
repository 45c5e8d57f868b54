package io.xendisk.domain.rotation;

import io.xendisk.domain.rotation.PastTurn.End;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a disk's entry by what is seen of it now: each stage follows from the entry, the
 * sighting and the moment, and the same sighting twice changes nothing. Pure.
 */
final class StageRule {
  private StageRule() {}

  /** The entry after a look; whose turn it is comes afterwards. */
  static LedgerEntry seen(
      LedgerEntry entry,
      Sighting sighting,
      @Nullable Instant retired,
      boolean vmRuns,
      Instant now) {
    var here = sighting.spotOrNull();
    var placed = here == null ? entry : entry.in(here.host());
    var next =
        switch (sighting) {
          case Sighting.Absent _ -> absent(placed, now);
          case Sighting.Hidden _ -> placed;
          case Sighting.Free(var spot, _) -> free(placed, spot, vmRuns, now);
          case Sighting.WithVm _ -> withVm(placed, now);
          case Sighting.Releasing _ -> placed.begun(now).at(Stage.RELEASING, "", now);
          case Sighting.SafeToPull(var spot, var since) ->
              placed
                  .ended(since, endOf(spot), spot.usedPercent())
                  .at(Stage.RELEASED, "", earlier(since, now));
          case Sighting.Elsewhere(_, var holder) ->
              placed.ended(now, End.UNKNOWN, null).at(Stage.QUARANTINED, holder + " has it", now);
          case Sighting.Doubtful(_, var why) -> placed.at(Stage.QUARANTINED, why, now);
        };
    return retired == null ? next : next.at(Stage.RETIRED, "", retired);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** A release that was begun, and is the only thing that the VM still has to do with it. */
  private static LedgerEntry withVm(LedgerEntry entry, Instant now) {
    var begun = entry.begun(now);
    return entry.stage() == Stage.RELEASING ? begun : begun.at(Stage.ATTACHED, "", now);
  }

  /** A disk that was being released is finished with before anything else (safety rule R11). */
  private static LedgerEntry free(
      LedgerEntry entry, Sighting.Spot spot, boolean vmRuns, Instant now) {
    return switch (entry.stage()) {
      case RELEASING -> entry;
      case QUARANTINED -> entry.note().equals(UNCLEAN) ? entry : entry.at(Stage.PRESENT, "", now);
      case ATTACHED ->
          entry.ended(now, endOf(spot, vmRuns), spot.usedPercent()).at(Stage.PRESENT, "", now);
      case EXPECTED, PRESENT, RELEASED, AWAY, OVERDUE, RETIRED -> entry.at(Stage.PRESENT, "", now);
    };
  }

  /**
   * How a turn ended that nobody of us ended. That the superblock is clean may have been read
   * before the VM had the disk, and proves nothing. While a VM does not run nothing takes a disk
   * from it but a start of its host, after which its record means another disk (facts §5.8), or its
   * guard.
   */
  private static End endOf(Sighting.Spot spot, boolean vmRuns) {
    if (!vmRuns) {
      return End.INTERRUPTED;
    }
    return Boolean.FALSE.equals(spot.clean()) ? End.UNCLEAN : End.UNKNOWN;
  }

  static final String UNCLEAN = "not cleanly unmounted when it was released";
  static final String PULLED = "pulled while it was attached";

  private static LedgerEntry absent(LedgerEntry entry, Instant now) {
    if (entry.stage().isOut()) {
      return entry;
    }
    return entry.inSince().isPresent()
        ? entry.ended(now, End.PULLED, null).at(Stage.AWAY, PULLED, now)
        : entry.at(Stage.AWAY, "", now);
  }

  private static End endOf(Sighting.Spot spot) {
    if (spot.clean() == null) {
      return End.UNKNOWN;
    }
    return spot.clean() ? End.CLEAN : End.UNCLEAN;
  }

  /**
   * Whose turn has come is expected, and after a while overdue; who is away otherwise is just so.
   */
  static LedgerEntry inTurn(
      LedgerEntry entry, @Nullable Instant dueSince, Duration overdueAfter, Instant now) {
    if (!entry.stage().isOut()) {
      return entry;
    }
    if (dueSince == null || dueSince.isAfter(now)) {
      return entry.stage() == Stage.AWAY ? entry : entry.at(Stage.AWAY, entry.note(), now);
    }
    var overdue = dueSince.plus(overdueAfter);
    return now.isBefore(overdue)
        ? entry.at(Stage.EXPECTED, entry.note(), dueSince)
        : entry.at(Stage.OVERDUE, entry.note(), overdue);
  }
}
