package io.xendisk.domain.custody;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;

/** The words for what stands in the way of a handover, and what to do. Pure. */
public final class CustodyAdvice {
  private CustodyAdvice() {}

  public static Explanation on(CustodyProblem problem) {
    return switch (problem) {
      case CustodyProblem.CheckedOut(var by) ->
          new Explanation(
              "disk-checked-out",
              Exit.CONFLICT,
              "%s (%s) is with %s at '%s' since %s"
                  .formatted(by.disk().name(), by.disk().id(), by.by(), by.to(), by.at()),
              ("Ask %s. When the disk is handed on, say `xendisk rotation checkin %s` first, and"
                      + " then who has it now.")
                  .formatted(by.by(), by.disk().name()));
      case CustodyProblem.InUse(var passport, var disk) ->
          new Explanation(
              "disk-not-released",
              Exit.REFUSED,
              "%s (%s) cannot be handed out: by the pool's records %s is not released"
                  .formatted(passport.name(), passport.id(), disk.fullName()),
              ("Release it with `xendisk detach %s`, and take it when that says SAFE TO PULL. If it"
                      + " was pulled already, `xendisk repair` clears the records.")
                  .formatted(passport.name()));
      case CustodyProblem.Unreadable(var keys) ->
          new Explanation(
              "history-unreadable",
              Exit.USAGE,
              "the log of the pool cannot be read: " + String.join(", ", keys),
              "Use the release of xendisk that wrote it; nothing is added to it meanwhile.");
      case CustodyProblem.Contended(var passport) ->
          new Explanation(
              "history-contended",
              Exit.CONFLICT,
              "others wrote to the log of the pool all the time, and %s (%s) was not handed over"
                  .formatted(passport.name(), passport.id()),
              "Run it again.");
      case CustodyProblem.Broken(var flaw) ->
          new Explanation(
              "history-broken",
              Exit.FAILED,
              flaw.number() == 0
                  ? "the log is not as it was written: the first line in %s %s"
                      .formatted(flaw.place(), flaw.what())
                  : "the log is not as it was written: line %d in %s %s"
                      .formatted(flaw.number(), flaw.place(), flaw.what()),
              "Compare it with what other workstations keep: `xendisk history verify FILE FILE`"
                  + " joins them. What nobody has is lost, and the last good line says how far the"
                  + " log can be relied on.");
    };
  }
}
