package io.xendisk.domain.rotation;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.NearNames;
import java.util.List;

/** Words for people: what keeps a rotation from going on, and what to do about it. Pure. */
public final class RotationAdvice {
  private RotationAdvice() {}

  /** The explanation of a problem; its id never changes from release to release. */
  public static Explanation on(RotationProblem problem) {
    return switch (problem) {
      case RotationProblem.SetUnknown(var set, var known) ->
          told(
              "rotation-unknown",
              Exit.USAGE,
              "neither the configuration nor the pool knows a rotation '%s'".formatted(set),
              didYouMean(set, known)
                  + "Sets stand in the configuration, under `rotations:` of their pool.");
      case RotationProblem.DiskNotInSet(var set, var disk, var known) ->
          told(
              "disk-not-in-set",
              Exit.USAGE,
              "'%s' is no disk of %s".formatted(disk, set.name()),
              didYouMean(disk, known) + "Its disks are " + String.join(", ", known) + ".");
      case RotationProblem.NeverEnrolled(var set, var disk) ->
          told(
              "disk-unknown",
              Exit.ABSENT,
              "%s of %s is not known: no disk was ever enrolled by that name"
                  .formatted(disk, set.name()),
              "Push it in and `xendisk disk enrol DISK --label %s`, or mend the name in the"
                      .formatted(disk)
                  + " configuration.");
      case RotationProblem.Missing p ->
          told(
              "disk-absent",
              Exit.ABSENT,
              "it is the turn of %s in %s since %s, and it is not present%s"
                  .formatted(
                      p.disk(),
                      p.set().name(),
                      p.set().swap().clock().words(p.since()),
                      p.overdue() ? ": it is overdue" : ""),
              "Push it in; the next `xendisk rotation run %s` attaches it. To use another one, `xendisk rotation in %s DISK`."
                  .formatted(p.set().name(), p.set().name()));
      case RotationProblem.WrongTurn(var set, var expected, var present, var place) ->
          told(
              "wrong-turn",
              Exit.REFUSED,
              "%s is in %s, and it is the turn of %s in %s"
                  .formatted(present, place, expected, set.name()),
              "Push in %s instead; or, to use %s out of turn, `xendisk rotation in %s %s`."
                  .formatted(expected, present, set.name(), present));
      case RotationProblem.Foreign(var set, var expected, var stranger) ->
          told(
              "disk-not-of-set",
              Exit.REFUSED,
              "%s in %s is no disk of %s, whose %s is expected"
                  .formatted(stranger.name(), stranger.place(), set.name(), expected),
              "It is not touched. Pull it and push in %s; if it is a new disk of the set, enrol it and add it to the configuration."
                  .formatted(expected));
      case RotationProblem.StillToBePulled(var set, var disk, var place) ->
          told(
              "disk-released",
              Exit.REFUSED,
              "it is the turn of %s in %s, and it is in %s, where somebody was told to pull it"
                  .formatted(disk, set.name(), place),
              "Nobody touches it until it was pulled and pushed in again; or `xendisk rotation in %s %s` takes it back into use."
                  .formatted(set.name(), disk));
      case RotationProblem.NotProved(var set, var disk, var place, var why) ->
          told(
              "not-provable",
              Exit.REFUSED,
              "it is not proved that the disk in %s is %s of %s: %s"
                  .formatted(place, disk, set.name(), why),
              "Look at it with `xendisk disk show %s`, then `xendisk rotation in %s %s`. Its serial number would prove it without you, where the host tells it; if only its model or bay is unknown, so does pulling it and pushing it in again."
                  .formatted(disk, set.name(), disk));
      case RotationProblem.HeldElsewhere(var set, var disk, var place, var holder) ->
          told(
              "disk-in-use",
              Exit.CONFLICT,
              "it is the turn of %s in %s, and %s has it (%s)"
                  .formatted(disk, set.name(), holder, place),
              "`xendisk status %s` shows it; detach it there first.".formatted(disk));
      case RotationProblem.NobodyLeft(var set) ->
          told(
              "no-disk-left",
              Exit.REFUSED,
              "no disk of %s takes turns any more: all are retired or quarantined"
                  .formatted(set.name()),
              "`xendisk rotation status %s` says why; add a disk to the set, or take one back."
                  .formatted(set.name()));
      case RotationProblem.OnlyCopy(var set, var disk, var expected) ->
          told(
              "only-good-copy",
              Exit.REFUSED,
              "%s has the only good copy of %s, and %s is not there to take its place"
                  .formatted(disk, set.name(), expected),
              "Push in %s beside it; or say `xendisk rotation out %s --only-copy`, or `only-copy: release` in the configuration."
                  .formatted(expected, set.name()));
      case RotationProblem.Inhibited(var set, var disk, var by) ->
          told(
              "inhibited",
              Exit.CONFLICT,
              "%s inhibits the release of %s of %s: %s"
                  .formatted(by.lease().owner(), disk, set.name(), by.lease().operation()),
              "Wait for its end (it began %s), then run the command again."
                  .formatted(by.lease().isReadable() ? by.lease().taken() : "at an unknown time"));
      case RotationProblem.AnotherIsIn(var set, var inside, var wanted) ->
          told(
              "another-is-in",
              Exit.CONFLICT,
              "%s of %s is in, so %s does not come in".formatted(inside, set.name(), wanted),
              "`xendisk rotation out %s` first.".formatted(set.name()));
      case RotationProblem.VmNotRunning(var set, var disk) ->
          told(
              "vm-not-running",
              Exit.REFUSED,
              "%s cannot come in, because %s does not run".formatted(disk, set.vm()),
              "Start the VM, then run the command again.");
      case RotationProblem.ReleaseBegun(var set, var disk) ->
          told(
              "release-begun",
              Exit.CONFLICT,
              "the release of %s of %s has begun".formatted(disk, set.name()),
              "Wait for it to end (`xendisk rotation status %s`), and for the next disk to come in."
                  .formatted(set.name()));
      case RotationProblem.NewerNotes(var set, var keys) ->
          told(
              "newer-note",
              Exit.USAGE,
              "a newer xendisk wrote of rotation %s in the pool what this one cannot read: %s"
                  .formatted(set, String.join(", ", keys)),
              "Use that version; what it wrote is left as it is.");
      case RotationProblem.NotWritable(var set) ->
          told(
              "ledger-not-writable",
              Exit.CREDENTIALS,
              "this account may not write into the pool's record, where the ledger of %s is kept"
                  .formatted(set),
              "Rotations need the role pool-operator.");
      case RotationProblem.CommandNotStarted(var command, var why) ->
          told(
              "command-not-started",
              Exit.FAILED,
              "'%s' could not be started: %s".formatted(command, why),
              "Nothing was inhibited. Mend the command after `--`.");
    };
  }

  private static String didYouMean(String typed, List<String> known) {
    var near = NearNames.to(typed, known);
    return near.isEmpty() ? "" : "Did you mean %s? ".formatted(near.getFirst());
  }

  private static Explanation told(String id, Exit exit, String message, String advice) {
    return new Explanation(id, exit, message, advice);
  }
}
