package io.xendisk.cli;

import io.xendisk.answer.ParkAnswers;
import io.xendisk.operation.ParkVm;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk park}. */
@Command(
    name = "park",
    description =
        "Take all removable disks out of a VM for a while, for a snapshot of it, say; unpark puts"
            + " them back.")
final class ParkCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Parameters(paramLabel = "VM", description = "Its name or UUID.")
  String vm;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      defaultValue = "10m",
      description = "How long the guest may take to let go of all of them (default 10m).")
  Duration deadline = Duration.ofMinutes(10);

  @Option(names = "--plan", description = "Only say what would be taken out.")
  boolean plan;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  ParkCommand() {}

  @Override
  public Integer call() {
    var timeout = root.shorterOfTimeoutAnd(deadline);
    return root.withPoolUntilDone(
        root.settings(),
        timeout,
        surroundings -> {
          var outcome = new ParkVm(surroundings).run(vm, plan, timeout);
          return calls -> ParkAnswers.of(outcome, calls);
        });
  }
}
