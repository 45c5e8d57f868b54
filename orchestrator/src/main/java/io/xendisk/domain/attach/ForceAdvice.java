package io.xendisk.domain.attach;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Confirmation;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Holding;
import java.time.Duration;

/** Words for people about disks that are taken by force. Pure. */
final class ForceAdvice {
  private ForceAdvice() {}

  static Explanation on(Problem.Forced problem) {
    return switch (problem) {
      case Problem.NotConfirmed p ->
          new Explanation(
              "confirm-mismatch",
              Exit.USAGE,
              "%3$s, by which %1$s (%2$s) is known, does not end with the word of `--confirm`"
                  .formatted(
                      p.disk(),
                      p.place(),
                      String.join(" or ", Confirmation.beginnings(p.serial(), p.vdi()))),
              "Nothing was touched. Read the serial number on the disk itself, or in `xendisk disk"
                  + " show`, and give at least its last %d characters, or those of the VDI's UUID."
                      .formatted(Confirmation.LEAST));
      case Problem.ReleaseUnderWay p ->
          new Explanation(
              "release-under-way",
              Exit.REFUSED,
              "a clean release of %s from %s is under way%s"
                  .formatted(
                      p.disk().fullName(),
                      holder(p.attachment()),
                      p.by() == null
                          ? ""
                          : ", by %s since %s".formatted(p.by().owner(), p.by().taken())),
              "NOT SAFE TO PULL. Wait for its end: it may still go well, and force would lose what"
                  + " the guest is writing out. `xendisk status` shows it.");
      case Problem.MayBeAnswering p ->
          new Explanation(
              "guest-may-be-answering",
              Exit.REFUSED,
              "%s was asked to let go of %s a moment ago, and may be writing out what it has"
                  .formatted(holder(p.attachment()), p.disk().fullName()),
              "NOT SAFE TO PULL. Wait until %s, or run `xendisk detach` again; then use force if it"
                      .formatted(p.until())
                  + " still has to be.");
      case Problem.RecordLost p -> lost(p.lost());
      case Problem.ForceFailed p ->
          new Explanation(
              "force-failed",
              Exit.FAILED,
              "%s could not be taken from %s by force either: %s"
                  .formatted(
                      p.disk().fullName(),
                      holder(p.attachment()),
                      (p.code() + " " + String.join(" ", p.parameters())).strip()),
              "NOT SAFE TO PULL. Shut the VM down (`xe vm-shutdown force=true uuid=%s`): then no"
                      .formatted(p.attachment().holder().vm())
                  + " guest has the disk, and `xendisk detach` finishes.");
      case Problem.ForcePending p ->
          new Explanation(
              "force-pending",
              Exit.PENDING,
              "the pool had not taken %s from %s after %s"
                  .formatted(p.disk().fullName(), holder(p.attachment()), words(p.waited())),
              "NOT SAFE TO PULL. The pool waits up to 5 minutes for the device to go: see `xendisk"
                  + " status`, then run the command again.");
      case Problem.TakenByForce p ->
          new Explanation(
              "taken-by-force",
              Exit.NOT_SAFE_TO_PULL,
              "%s was taken from %s by force: what its guest wrote last may be missing"
                  .formatted(p.disk().fullName(), holder(p.attachment())),
              "NOT SAFE TO PULL before it was looked at. `xendisk detach %s` reads it and says"
                      .formatted(argument(p.disk()))
                  + " whether it may be pulled; attach it again to check its filesystem. In the"
                  + " guest, unmount what is left of it.");
      case Problem.NothingToForce p ->
          new Explanation(
              "nothing-to-force",
              Exit.NOT_SAFE_TO_PULL,
              "no VM has %s, so there is nothing to take it from".formatted(p.disk().fullName()),
              "`xendisk detach %s` says whether it may be pulled.".formatted(argument(p.disk())));
    };
  }

  private static Explanation lost(Holding lost) {
    return new Explanation(
        "record-lost",
        Exit.REFUSED,
        "the record of %s (VDI %s) was lost while %s had it at userdevice %s, and the pool takes no"
                .formatted(
                    lost.held().name(), lost.held().vdi(), lost.holder(), lost.held().userdevice())
            + " disk from a VM that it has no record of",
        "NOT SAFE TO PULL, if it is still in its bay. Unmount it in the guest, and shut the VM"
            + " down: then nobody has the disk. `xendisk status` shows when that is so.");
  }

  private static String holder(Attachment attachment) {
    return "%s (VM %s)".formatted(attachment.holder().name(), attachment.holder().vm());
  }

  private static String argument(Disk disk) {
    return disk.name().matches("[\\w.-]+") ? disk.name() : disk.place();
  }

  private static String words(Duration time) {
    return time.toSeconds() + " s";
  }
}
