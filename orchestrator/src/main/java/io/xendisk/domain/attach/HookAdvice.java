package io.xendisk.domain.attach;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.hook.HookReport;

/** Words for people about hooks that failed. Pure. */
final class HookAdvice {
  private HookAdvice() {}

  static Explanation on(Problem.Hooked problem) {
    return switch (problem) {
      case Problem.BeforeDetachFailed p ->
          new Explanation(
              "before-detach-failed",
              Exit.FAILED,
              "%s was not asked to let go of %s, because its hook before-detach failed: %s%s"
                  .formatted(
                      holder(p.attachment()),
                      p.disk().fullName(),
                      p.report().why(),
                      said(p.report())),
              "NOT SAFE TO PULL. Nothing was touched. Run `%s` by hand to see why, then detach"
                      .formatted(command(p.report()))
                  + " again; with `--no-hooks` it is released without the hook.");
      case Problem.AfterAttachFailed p ->
          new Explanation(
              "after-attach-failed",
              Exit.PARTLY,
              "%s is attached to %s%s, but the hook after-attach failed: %s%s"
                  .formatted(
                      p.disk().fullName(),
                      holder(p.attachment()),
                      p.attachment().device() == null ? "" : " as /dev/" + p.attachment().device(),
                      p.report().why(),
                      said(p.report())),
              "The disk stays attached. Mend what `%s` says, then run the same `xendisk attach`"
                      .formatted(command(p.report()))
                  + " again: it runs the hook once more.");
    };
  }

  private static String holder(Attachment attachment) {
    return "%s (VM %s)".formatted(attachment.holder().name(), attachment.holder().vm());
  }

  /** Only the last line: all that is kept of the output stands beside the error. */
  private static String said(HookReport report) {
    var line = report.lastLine();
    return line.isEmpty() ? "" : " (it said: %s)".formatted(line.replace("`", "'"));
  }

  private static String command(HookReport report) {
    return report.hook().words().replace("`", "'");
  }
}
