package io.xendisk.domain.attach;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import java.time.Duration;

/** Words for people about a VM and a disk that are on two hosts. Pure. */
final class MoveAdvice {
  private MoveAdvice() {}

  static Explanation on(Problem.Moving problem) {
    return switch (problem) {
      case Problem.VmMayMove p ->
          new Explanation(
              "wrong-host",
              Exit.REFUSED,
              apart(p.disk(), p.vm(), p.vmHost()),
              "The VM can move: `--move-vm` migrates it to %s first. Or carry the disk to %s."
                  .formatted(p.disk().seat().host().name(), p.vmHost().name()));
      case Problem.VmCannotMove p ->
          new Explanation(
              "wrong-host",
              Exit.REFUSED,
              apart(p.disk(), p.vm(), p.vmHost()),
              "Only the disk can move: carry it to %s. The VM cannot go to %s, because %s."
                  .formatted(p.vmHost().name(), p.disk().seat().host().name(), p.why()));
      case Problem.MoveFailed p ->
          new Explanation(
              "vm-move-failed",
              Exit.FAILED,
              "%s did not move to host %s: %s"
                  .formatted(
                      p.vm().fullName(),
                      p.to().name(),
                      (p.code() + " " + String.join(" ", p.parameters())).strip()),
              "Nothing was attached. Mend what the pool says, then run the command again; or carry"
                  + " the disk to the VM's host.");
      case Problem.MoveNotPermitted p ->
          new Explanation(
              "vm-move-not-permitted",
              Exit.CREDENTIALS,
              "%s was not moved to host %s: this account may not migrate VMs"
                  .formatted(p.vm().fullName(), p.to().name()),
              "Nothing was attached. Use an account with the role vm-power-admin, or migrate the VM"
                  + " with another client and attach the disk then.");
      case Problem.NotMoved p ->
          new Explanation(
              "vm-not-moved",
              Exit.PENDING,
              "%s was not on host %s after %s"
                  .formatted(p.vm().fullName(), p.to().name(), words(p.waited())),
              "Nothing was attached. The pool was asked to stop the move; see where the VM is, then"
                  + " run the command again.");
    };
  }

  private static String apart(Disk disk, Vm vm, Host vmHost) {
    return "%s is in host %s, and %s runs on host %s"
        .formatted(disk.fullName(), disk.seat().host().name(), vm.fullName(), vmHost.name());
  }

  private static String words(Duration time) {
    return time.toSeconds() + " s";
  }
}
