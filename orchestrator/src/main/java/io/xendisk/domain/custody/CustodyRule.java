package io.xendisk.domain.custody;

import io.xendisk.domain.disk.Disk;
import java.util.List;
import java.util.Objects;

/** Decides whether a disk may change hands. Pure: decides on one look at the pool. */
public final class CustodyRule {
  private CustodyRule() {}

  /** What follows. */
  public sealed interface Decision {}

  /** It is so already. */
  public record Nothing(Handover so) implements Decision {}

  /** A line is to be written. */
  public record Write(LogLine line) implements Decision {}

  /** It is not to be done. */
  public record Refuse(CustodyProblem why) implements Decision {}

  /**
   * What to do about a handover.
   *
   * @param here disks that are there and carry this passport, with their attachments
   */
  public static Decision on(CustodyLog log, Handover wanted, List<Disk> here) {
    if (!log.unreadable().isEmpty()) {
      return new Refuse(new CustodyProblem.Unreadable(log.unreadable()));
    }
    var holder = log.holderOf(wanted.disk().id()).orElse(null);
    if (!wanted.isOut()) {
      return holder == null ? new Nothing(wanted) : new Write(log.next(wanted));
    }
    if (holder != null) {
      boolean same = holder.by().equals(wanted.by()) && holder.to().equals(wanted.to());
      return same && Objects.equals(holder.due(), wanted.due())
          ? new Nothing(holder)
          : same ? new Write(log.next(wanted)) : new Refuse(new CustodyProblem.CheckedOut(holder));
    }
    return here.stream()
        .filter(disk -> !disk.attachments().isEmpty() || disk.access().heldBy() != null)
        .findFirst()
        .<Decision>map(disk -> new Refuse(new CustodyProblem.InUse(wanted.disk(), disk)))
        .orElseGet(() -> new Write(log.next(wanted)));
  }
}
