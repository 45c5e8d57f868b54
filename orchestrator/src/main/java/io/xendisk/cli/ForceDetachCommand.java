package io.xendisk.cli;

import io.xendisk.answer.ForceAnswers;
import io.xendisk.domain.disk.Confirmation;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.operation.ForceDetach;
import io.xendisk.operation.ForceOrder;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code xendisk force-detach}. */
@Command(
    name = "force-detach",
    description =
        "Break glass: take a disk from a VM without asking its guest, which loses what it has not"
            + " written yet.")
final class ForceDetachCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DISK", description = DiskNames.HELP)
  DiskSelector disk;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; it is written into the pool, with who did it.")
  String reason;

  @Option(
      names = "--confirm",
      paramLabel = "WORD",
      required = true,
      description =
          "At least the last 6 characters of the disk's serial number, or of its VDI's UUID.")
  String word;

  @Option(
      names = "--vm",
      paramLabel = "VM",
      description = "The VM that is to lose it, by name or UUID.")
  @Nullable String vm;

  @Option(names = "--plan", description = "Only say what would be done.")
  boolean plan;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent, specification and parameters
  ForceDetachCommand() {}

  @Override
  public Integer call() {
    if (reason.isBlank()) {
      throw new ParameterException(
          spec.commandLine(), "--reason is blank: say why, for those who ask later.");
    }
    var timeout = root.shorterOfTimeoutAnd(null);
    return root.withPoolUntilDone(
        root.settings(),
        timeout,
        surroundings -> {
          var order =
              new ForceOrder(
                  disk, DiskNames.text(disk), vm, reason, new Confirmation(word), plan, timeout);
          var outcome = new ForceDetach(surroundings).run(order);
          return calls -> ForceAnswers.of(outcome, order.reason(), calls);
        });
  }
}
