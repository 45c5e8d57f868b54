package io.xendisk.cli;

import io.xendisk.domain.rotation.Order;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk rotation run}: the line for cron. */
@Command(
    name = "run",
    description =
        "Do what is due in a set, and nothing else: silent if nothing is. For cron, every five"
            + " minutes.")
final class RotationRunCommand implements Callable<Integer> {
  @ParentCommand RotationCommand parent;

  @Parameters(paramLabel = "SET", description = RotationCommand.SET)
  String set;

  @Option(names = "--quiet", description = "Print only what needs a person.")
  boolean quiet;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  RotationRunCommand() {}

  @Override
  public Integer call() {
    return parent.carryOut(set, new Order.Scheduled(), quiet);
  }
}
