package io.xendisk.domain.rotation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an entry goes on by what a run of the rotation does itself, not by what it sees. Pure. */
public final class Passage {
  private Passage() {}

  /** The entry of a disk that we begin to release. */
  public static LedgerEntry releasing(LedgerEntry entry, Instant now) {
    return entry.at(Stage.RELEASING, "", now);
  }

  /** A release that did not begin after all. */
  public static LedgerEntry notReleasing(LedgerEntry entry, Instant now) {
    return entry.at(Stage.ATTACHED, "", now);
  }

  /** Out of the VM, and somebody was told that it is safe to pull. */
  public static LedgerEntry released(LedgerEntry entry, Sighting.Spot spot, Instant now) {
    return StageRule.seen(entry, new Sighting.SafeToPull(spot, now), null, true, now);
  }

  /** Out of the VM, and not clean. */
  public static LedgerEntry unclean(LedgerEntry entry, @Nullable Integer percent, Instant now) {
    return entry
        .ended(now, PastTurn.End.UNCLEAN, percent)
        .at(Stage.QUARANTINED, StageRule.UNCLEAN, now);
  }

  public static LedgerEntry told(LedgerEntry entry, Notice.Kind kind, Instant now) {
    return entry.told(kind, now);
  }

  public static boolean isNews(Notice notice, LedgerEntry entry, Scene scene) {
    return notice.isNews(entry, scene.now(), scene.set().swap().clock());
  }
}
