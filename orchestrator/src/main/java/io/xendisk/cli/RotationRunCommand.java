package io.xendisk.cli;

import io.xendisk.domain.rotation.Order;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code xendisk rotation run}: the line for cron. */
final class RotationRunCommand implements Callable<Integer> {
  private final RotationCommand parent;
  private String set;
  private boolean quiet;

  @SuppressWarnings("NullAway.Init") // picocli fills in the set
  private RotationRunCommand(RotationCommand parent) {
    this.parent = parent;
  }

  static CommandSpec under(RotationCommand parent) {
    var command = new RotationRunCommand(parent);
    return PlainSpec.command(
            "run",
            command,
            "Do what is due in a set, and nothing else: silent if nothing is. For cron, every five"
                + " minutes.")
        .addPositional(
            PlainSpec.word("SET", String.class, it -> command.set = it, RotationCommand.SET)
                .build())
        .addOption(
            PlainSpec.flag("--quiet", it -> command.quiet = it, "Print only what needs a person."));
  }

  @Override
  public Integer call() {
    return parent.carryOut(set, new Order.Scheduled(), quiet);
  }
}
